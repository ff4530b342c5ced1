"""What a learner reads, in a real browser: answers that decide, a quiz and a plan.

Each test leaves a screenshot in its temporary folder, to be looked at.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import backend_channel, say
from tests.conftest import Stage

pytestmark = pytest.mark.browser


@pytest.fixture
async def page(stage: Stage, chromium_path: str) -> AsyncIterator[Page]:
    """The workspace's page in #backend."""
    async with backend_channel(chromium_path, stage) as opened:
        yield opened


async def ask(page: Page, stage: Stage, question: str) -> Locator:
    """Ask in the channel, and return the thread with the answer."""
    await say(page, f"@Skill Coach {question}")
    await stage.quiet()
    await page.get_by_text("1 reply").last.click()
    return page.get_by_test_id("thread-panel")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What exactly is connection pooling, why not open one per request?", "A connection pool"),
        ("Redis or Memcached for our cache?", "Take Redis"),
        ("I use dotenv so my api key is safe in the React app, right?", "secret"),
        ("How do I add a NOT NULL column to a huge Postgres table?", "NOT VALID"),
    ],
    ids=["explanation", "choice", "belief", "steps"],
)
async def test_an_answer_decides(
    stage: Stage, page: Page, tmp_path: Path, question: str, words: str
) -> None:
    thread = await ask(page, stage, question)
    await expect(thread).to_contain_text(words)
    await expect(thread).to_contain_text(re.compile(r"\[2\] (?:Guide|From the coach's library):"))
    await expect(thread.get_by_role("button", name="Quiz me")).to_have_count(1)
    await page.screenshot(path=tmp_path / "answer.png")


async def test_an_objection_is_answered_in_the_thread(
    stage: Stage, page: Page, tmp_path: Path
) -> None:
    thread = await ask(page, stage, "How do I stop two buyers from buying the last item?")
    await thread.get_by_test_id("thread-composer").fill(
        "but what if the lock is in the application?"
    )
    await thread.get_by_test_id("thread-composer").press("Enter")
    await stage.quiet()
    await expect(thread).to_contain_text("works within one process only")
    await page.screenshot(path=tmp_path / "objection.png")


async def test_a_quiz_explains_the_answer(stage: Stage, page: Page, tmp_path: Path) -> None:
    await say(page, "/quiz caching")
    question = page.get_by_test_id("message").filter(has_text="A question on").last
    await expect(question).to_contain_text("A question on Caching strategies")
    await question.get_by_role("button", name="A: ").click()
    await stage.quiet()
    answered = page.get_by_test_id("message").filter(has_text="counts for your recall").last
    await expect(answered.get_by_role("button", name="Another question")).to_have_count(1)
    await page.screenshot(path=tmp_path / "quiz.png")


async def test_a_plan_is_made_and_shown_in_home(stage: Stage, page: Page, tmp_path: Path) -> None:
    await say(page, "/next plan become an SRE")
    plan = page.get_by_test_id("message").filter(has_text="Your 4-week plan").last
    await expect(plan).to_contain_text("0 of 8 done")
    await expect(plan).to_contain_text("Try it, ")
    await page.screenshot(path=tmp_path / "plan.png")
    await page.get_by_test_id("sidebar-app").click()
    await page.get_by_test_id("tab-home").click()
    await stage.quiet()
    home = page.get_by_test_id("home")
    await expect(home).to_contain_text("Your plan: become an SRE")
    await page.screenshot(path=tmp_path / "home.png")
