"""Which headings are sections, which lines are skills, and what is embedded."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.outline import outline
from knowledge.model import Grain, Outline

HOUSE = Path(__file__).parents[2] / "skills" / "backend-skills.md"


def titles(found: Outline) -> list[str]:
    return [section.title for section in found.sections]


def skills(found: Outline) -> list[str]:
    return [skill.text for skill in found.skills]


def embedded(found: Outline, grain: Grain) -> list[str]:
    return [p.embedded_text for p in found.passages if p.grain == grain]


def read(text: str) -> Outline:
    return outline(text, "docs/my-guide.md")


def test_the_shipped_document() -> None:
    found = outline(HOUSE.read_text("utf-8"), "skills/backend-skills.md")
    assert (len(found.sections), len(found.skills), len(found.passages)) == (16, 64, 80)
    assert {section.level for section in found.sections} == {3}
    assert found.document.title == "Backend Skills"
    api = found.sections[1]
    assert api.path == ("Backend Skills", "Core Backend Skills", "API Development")
    assert embedded(found, Grain.SKILL)[5] == (
        "API Development: GraphQL schema design and resolvers"
    )
    assert embedded(found, Grain.SECTION)[1] == (
        "Backend Skills > Core Backend Skills: API Development: RESTful API design and"
        " implementation; GraphQL schema design and resolvers; API versioning and deprecation"
        " strategies; Rate limiting and throttling mechanisms"
    )


def test_a_section_is_the_heading_directly_above() -> None:
    found = read("# T\n## Empty\n### A\n- one\n#### B\n1. two\n## C\ntext\n")
    assert [(s.title, s.level, s.order) for s in found.sections] == [
        ("A", 3, 0),
        ("B", 4, 1),
        ("C", 2, 2),
    ]
    assert found.sections[1].path == ("T", "Empty", "A", "B")
    assert skills(found) == ["one", "two"]
    assert embedded(found, Grain.TEXT) == ["C: text"]


@pytest.mark.parametrize(
    "text",
    [
        "# Top\nAbout this.\n## A\n- one\n",
        "About this.\n\n# Top\n## A\n- one\n",
        "# Top\n<p>About</p>\n\n## A\n- one\n",
    ],
)
def test_prose_under_the_title_only_describes(text: str) -> None:
    assert titles(read(text)) == ["A"]
    assert embedded(read(text), Grain.TEXT) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Top\nAll there is.\n", ["Top"]),
        ("# Top\nAbout.\n## Empty\n", ["Top"]),
        ("# Top\nAbout.\n- a skill\n## A\n- one\n", ["Top", "A"]),
        ("# Top\n|a|\n|-|\n|1|\n## A\n- one\n", ["Top", "A"]),
        ("# One\nprose\n# Two\nprose\n", ["One", "Two"]),
    ],
)
def test_a_title_with_content_is_a_section(text: str, expected: list[str]) -> None:
    assert titles(read(text)) == expected


def test_a_document_without_headings_is_one_section() -> None:
    found = read("- one\n- two\n\nand prose\n")
    assert [(s.title, s.level) for s in found.sections] == [("My guide", 0)]
    assert skills(found) == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Front\n---\n# Head\n- x\n", "Front"),
        ("## Part\n# Head\n- x\n", "Head"),
        ("## Part\n- x\n", "My guide"),
        ("---\ntitle: [a, b]\n---\n- x\n", "My guide"),
        ("---\ntitle: 2024-99-99\n---\n- x\n", "My guide"),
        ("---\n{ not yaml\n---\n# Head\n- x\n", "Head"),
    ],
)
def test_where_the_title_comes_from(text: str, title: str) -> None:
    assert read(text).document.title == title


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.com/a?b=c", True),
        ("http://intra", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[bad", False),
        ("'https://a.example|<!channel>'", False),
    ],
)
def test_only_web_addresses_are_kept(url: str, kept: bool) -> None:
    document = read(f"---\nurl: {url}\nowner:  Team  A\n---\n- x\n").document
    assert document.url == (url if kept else None)
    assert document.owner == "Team A"


def test_bullets_lose_their_marks_and_keep_their_words() -> None:
    found = read(
        "- **Bold** _and_ ~~gone~~ [a link](http://x) `co de`\n"
        "- ![picture](p.png) <b>html</b> List<T> &amp; \\* <!-- hidden -->\n"
        "- lines\n  joined<br>here\n"
        "- [x] done\n"
        "- [ ] to do\n"
        "- [ref]\n\n[ref]: http://x\n"
    )
    assert skills(found) == [
        "Bold and gone a link co de",
        "picture html List<T> & *",
        "lines joined here",
        "done",
        "to do",
        "ref",
    ]


def test_nested_bullets_carry_their_parents() -> None:
    found = read("# T\n- outer\n  - inner\n    1. deep\n\n  more on outer\n")
    assert embedded(found, Grain.SKILL) == ["T: outer", "T: outer: inner", "T: outer: inner: deep"]
    assert embedded(found, Grain.TEXT) == ["T: outer: more on outer"]


def test_tables_code_quotes_and_html_are_text() -> None:
    found = read(
        "## S\n|Tool|Use|\n|-|-|\n|`git`|versions|\n|make||\n\n"
        "```py\na = 1\n```\n> quoted\n> - a bullet\n\n<div>shown<script>no</script></div>\n"
        "\n<!-- no -->\n"
    )
    expected = ["Tool: git; Use: versions", "Tool: make", "a = 1", "quoted", "shown"]
    assert embedded(found, Grain.TEXT) == [f"S: {text}" for text in expected]
    assert skills(found) == ["a bullet"]


def test_line_ends_byte_order_marks_and_setext_headings() -> None:
    unix = "Top\n===\n\nPart\n----\n- one\n"
    assert read("\ufeff" + unix.replace("\n", "\r\n")) == read(unix)
    assert titles(read(unix)) == ["Part"]


def test_a_long_section_has_several_passages() -> None:
    found = read("# T\n" + "".join(f"- a skill of some length, number {n}\n" for n in range(60)))
    whole = embedded(found, Grain.SECTION)
    assert len(whole) > 1
    assert all(text.startswith("T: a skill") and len(text) <= 803 for text in whole)
    assert "; ".join(text.removeprefix("T: ") for text in whole) == "; ".join(skills(found))


def test_ids_depend_on_names_and_words_not_positions() -> None:
    before = read("# T\n## A\n- one\n- two\n## B\n- one\n")
    after = read("# T\n## A\n- new\n- two\n- more\n## B\n- one\n")
    assert [s.id for s in before.sections] == [s.id for s in after.sections]
    assert before.skills[1].id == after.skills[1].id
    kept = {p.id for p in before.passages} & {p.id for p in after.passages}
    assert {p.embedded_text for p in after.passages if p.id in kept} == {
        "A: two",
        "T: B: one",
        "B: one",
    }
    elsewhere = outline("# T\n## A\n- one\n", "other.md")
    assert not {p.id for p in elsewhere.passages} & {p.id for p in before.passages}


def test_equal_titles_and_bullets_have_different_ids() -> None:
    found = read("# T\n## A\n- one\n- one\n## A\n- one\n")
    assert titles(found) == ["A", "A"]
    assert_ids_unique(found)


MARKDOWN = st.lists(
    st.one_of(
        st.text(),
        st.sampled_from(
            [
                "# ",
                "### h",
                "- ",
                "  - x",
                "1. ",
                "> ",
                "```",
                "---",
                "|a|b|",
                "|-|-|",
                "<!--",
                "~~",
            ]
        ),
    )
).map("\n".join)


@given(MARKDOWN)
def test_any_text_gives_a_valid_outline(text: str) -> None:
    found = read(text)
    assert found == read(text)
    assert_ids_unique(found)
    assert {skill.section_id for skill in found.skills} <= {s.id for s in found.sections}
    assert {p.section_id for p in found.passages} == {s.id for s in found.sections}
    assert {p.skill_id for p in found.passages if p.grain == Grain.SKILL} == {
        skill.id for skill in found.skills
    }
    assert all(p.text.strip() for p in found.passages)
    assert [p.order for p in found.passages] == list(range(len(found.passages)))


WORDS = st.text("abc XYZ 019 éß漢", min_size=1).map(str.strip).filter(str.strip)


@given(st.lists(st.tuples(WORDS, st.lists(st.tuples(WORDS, st.integers(0, 2)), min_size=1))))
def test_every_bullet_is_a_skill(sections: list[tuple[str, list[tuple[str, int]]]]) -> None:
    lines, bullets = ["# T"], []
    for title, items in sections:
        lines.append(f"## H {title}")
        depth = -1
        for text, wanted in items:
            depth = min(wanted, depth + 1)
            lines.append(f"{'  ' * depth}- s {text}")
            bullets.append(" ".join(f"s {text}".split()))
    assert skills(read("\n".join(lines))) == bullets


@pytest.mark.parametrize(
    "text",
    ["[" * 30_000, "- " * 3_000, ">" * 3_000, "<!--" * 20_000, "`a" * 20_000, "*a_" * 20_000],
    ids=["brackets", "lists", "quotes", "comments", "code", "emphasis"],
)
def test_hostile_text_is_read(text: str) -> None:
    assert_ids_unique(read(f"# T\n{text}\n\n## Last\n- skill\n"))


def assert_ids_unique(found: Outline) -> None:
    for things in (found.sections, found.skills, found.passages):
        assert len({thing.id for thing in things}) == len(things)
