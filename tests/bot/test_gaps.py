"""From a thumbs-down in Slack to the owner's gap radar."""

from dataclasses import replace

import pytest

from bot.coaching.gaps import Signal, Verdict, gaps
from ingest.outline import outline
from knowledge.model import Catalogue
from sandbox.blocks import check_blocks
from tests.conftest import Stage
from tests.dialogues.script import Dialogue, Play

DOCUMENT = "# Skills\n\n### Baking\n- Bread\n\n### Brewing\n- Coffee\n- Tea\n"
CATALOGUE = Catalogue((outline(DOCUMENT, "skills.md"),))
BAKING, BREWING = (section.id for section in CATALOGUE.sections.values())


def signal(key: str, verdict: Verdict, section: str, question: str, at: float = 1.0) -> Signal:
    return Signal("T1", key, verdict, "U1", question, (section,), at)


def test_most_wanted_first_each_question_once_helpful_left_out() -> None:
    found = gaps(
        [
            signal("1", Verdict.REFUSED, BREWING, "how do I roast?", 1),
            signal("2", Verdict.REFUSED, BREWING, "how do I roast?", 2),
            signal("3", Verdict.UNHELPFUL, BREWING, "which grinder?", 3),
            signal("4", Verdict.HELPFUL, BAKING, "what is bread?", 4),
            signal("5", Verdict.REFUSED, BAKING, "sourdough?", 5),
        ],
        CATALOGUE,
    )
    assert [(g.section.title, g.refused, g.unhelpful) for g in found] == [
        ("Brewing", 2, 1),
        ("Baking", 1, 0),
    ]
    assert found[0].questions == ("which grinder?", "how do I roast?")


def test_sections_that_are_gone_are_passed_over() -> None:
    gone = signal("1", Verdict.REFUSED, "gone", "where?")
    assert gaps([gone], CATALOGUE) == ()
    moved = replace(gone, section_ids=("gone", BAKING))
    assert [g.section.title for g in gaps([moved], CATALOGUE)] == ["Baking"]


STEPS = (
    ("Ana", "in backend", "@coach How do I version an API?"),
    ("Ana", "thumbs", "down"),
    ("Ana", "submits", "an example of a version header <!channel>"),
)


async def test_the_owner_sees_what_was_missing_and_nobody_s_name(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await Play(stage).run(Dialogue("judged", STEPS))
    catalogue = await stage.bot.desk.catalogue()
    owned = Catalogue(
        tuple(replace(o, document=replace(o.document, owner="U_BEN")) for o in catalogue.outlines)
    )
    monkeypatch.setattr(type(stage.bot.desk.knowledge), "catalogue", lambda _: owned)
    await stage.server.person("U_BEN").command("C_BACKEND", "/coach gaps")
    await stage.quiet()
    (told,) = [m for m in stage.said("C_BACKEND") if m.get("ephemeral_to") == "U_BEN"]
    shown = str(told["blocks"])
    assert "API Development" in shown
    assert "How do I version an API?" in shown
    assert "an example of a version header" in shown
    assert "<!channel>" not in shown
    assert "U_ANA" not in shown
    assert not check_blocks(told["blocks"], "message")
