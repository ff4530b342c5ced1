"""Reading guides: what each part means, and every mistake named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guide_model import GuideSource, PartKind, parts_of
from knowledge.guides.codec import guide_as_dict, guide_from_dict
from knowledge.guides.reader import GuideReading, read_guides

WHOLE = """# Tea

## Pouring

*Also called:* serving, tea pouring
*Context:* kitchen

Pouring brings the tea from
the pot into the cup.

### Key ideas
- **Slow is even.** A slow stream gives each cup the same strength.

### Example
Three cups, a third each, then round again.

### Common mistakes
- Filling one cup after another: go round in thirds.

### Try it (15 minutes)
Pour three cups in thirds. Done when all three look alike.

### Levels
- Aware: knows why the order matters.
- Can teach: shows others.

### Check yourself
- The last cup is darker. Why?
  - [ ] The pot was too hot
  - [x] The leaves went on steeping while you poured
  - [ ] The cup was cold
  > The tea in the pot gets stronger all the time.

### Decide
- Pot or cup first? / Do I warm the cup? → The pot: it holds the heat. `Cups` only in winter.

### Often believed
- "Milk goes in first." Only matters for thin cups.

### Read next
- [ISO 3103](https://www.iso.org/standard/73224.html): how tea is brewed for tasting.
"""


def read(text: str) -> GuideReading:
    return read_guides(text, "tea.md", GuideSource.TEAM)


def test_every_part_is_read() -> None:
    reading = read(WHOLE)
    assert reading.problems == ()
    (guide,) = reading.guides
    assert guide.title == "Pouring"
    assert guide.explanation == "Pouring brings the tea from the pot into the cup."
    assert guide.aliases == ("serving", "tea pouring")
    assert guide.context == ("kitchen",)
    claim, rest = guide.key_ideas[0]
    assert (claim, rest[:6]) == ("Slow is even.", "A slow")
    assert guide.example.startswith("Three cups")
    assert guide.mistakes == ("Filling one cup after another: go round in thirds.",)
    assert guide.exercise is not None
    assert guide.exercise.minutes == 15
    assert guide.levels[1] == ("Can teach", "shows others.")
    question = guide.questions[0]
    assert (question.right, len(question.options)) == (1, 3)
    assert question.why.startswith("The tea in the pot")
    decision = guide.decisions[0]
    assert decision.questions == ("Pot or cup first?", "Do I warm the cup?")
    assert decision.verdict == "The pot: it holds the heat. `Cups` only in winter."
    assert guide.beliefs[0].claim == "Milk goes in first."
    assert guide.reading[0].url == "https://www.iso.org/standard/73224.html"
    assert guide.place == "tea.md:3"


def test_each_phrasing_of_a_decision_can_be_found_and_shares_its_verdict() -> None:
    parts = [p for p in parts_of(read(WHOLE).guides[0]) if p.kind is PartKind.DECISION]
    assert [part.key for part in parts] == ["Pot or cup first?", "Do I warm the cup?"]
    assert len({(part.number, part.text) for part in parts}) == 1


def test_guides_survive_json() -> None:
    guide = read(WHOLE).guides[0]
    assert guide_from_dict(guide_as_dict(guide)) == guide


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("### Key ideas", "### Ideas", 11, "“Ideas” isn't a part of a guide"),
        ("### Try it (15 minutes)", "### Try it", 20, "### Try it (25 minutes)"),
        ("- [x]", "- [ ]", 28, "exactly one marked"),
        ("  - [ ] The cup was cold", "  - [x] The cup was cold", 28, "exactly one marked"),
        ("The cup was cold", "The pot was too hot", 28, "two options are the same"),
        ("→", "->", 35, "“- Question? → Verdict.”"),
        ('- "Milk goes in first."', "- Milk goes in first.", 38, "a belief is written"),
        ("https://www.iso.org", "http://www.iso.org", 41, "reading is written"),
        ("- Aware: knows", "- Sees: knows", 24, "levels: Aware"),
        ("Pouring brings the tea from\nthe pot into the cup.\n", "", 3, "has no explanation"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in WHOLE
    problems = read(WHOLE.replace(old, new)).problems
    assert any(words in problem.text for problem in problems), problems
    assert problems[0].line == line


def test_a_draft_says_so_and_front_matter_counts_as_lines() -> None:
    reading = read("---\nstatus: draft\n---\n" + WHOLE.replace("→", "->"))
    assert reading.draft
    assert reading.problems[0].line == 38


def test_two_guides_in_one_file_have_different_ids() -> None:
    first, second = read(WHOLE + WHOLE.replace("## Pouring", "## Steeping")).guides
    assert first.id != second.id
    assert first.id == read(WHOLE).guides[0].id


@given(st.text())
def test_any_text_at_all_is_read(text: str) -> None:
    read(text)
    read(f"## A\n{text}\n### Decide\n- {text}\n### Check yourself\n- {text}\n  - [x] {text}\n")
