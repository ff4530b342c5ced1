"""The picture of a skill map is complete, without overlaps, and has the basics at the top."""

from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.outline import outline
from knowledge.model import Outline, SkillMap
from knowledge.skillmap.cycles import depends_on
from knowledge.skillmap.diagram.coordinates import place_nodes
from knowledge.skillmap.diagram.layers import assign_rows, drop_implied
from knowledge.skillmap.diagram.order import count_crossings, order_rows
from knowledge.skillmap.diagram.svg import BOX, TALL, draw
from knowledge.skillmap.reader import read_map
from tests.conftest import ROOT, SKILLS
from tests.knowledge.skillmap_samples import made, sample_outline

NS = "{http://www.w3.org/2000/svg}"


def backend() -> tuple[Outline, SkillMap]:
    whole = outline(SKILLS.read_text("utf-8"), SKILLS.name)
    found = read_map(SKILLS.with_name("backend-skills.map.yaml").read_bytes(), whole).skill_map
    assert found
    return whole, found


@pytest.fixture(scope="module")
def picture() -> Element:
    return fromstring(draw(*backend()))


def boxes(picture: Element) -> dict[str, tuple[float, float]]:
    """Return the top left corner of each skill's box, by the skill's text."""
    groups = [group for group in picture.iter(f"{NS}g") if group.get("class") == "skill"]
    found = {}
    for group in groups:
        title, rect = group.find(f"{NS}title"), group.find(f"{NS}rect")
        assert title is not None
        assert title.text
        assert rect is not None
        name = title.text.splitlines()[0].rpartition(" (")[0]
        found[name] = float(rect.get("x", "")), float(rect.get("y", ""))
    assert len(found) == len(groups)
    return found


def titles(picture: Element) -> list[str]:
    return sorted(title.text or "" for title in picture.iter(f"{NS}title"))


def test_all_skills_are_on_it_as_text_that_can_be_selected(picture: Element) -> None:
    whole, _ = backend()
    assert set(boxes(picture)) == {skill.text for skill in whole.skills}
    assert len(whole.skills) == 64
    for group in picture.iter(f"{NS}g"):
        if group.get("class") == "skill":
            lines = [t.text or "" for t in group.iter(f"{NS}text") if t.get("class") == "name"]
            assert (group.findtext(f"{NS}title") or "").startswith(" ".join(lines))


def test_the_picture_in_the_docs_is_of_this_map(picture: Element) -> None:
    shown = fromstring((ROOT / "docs/images/skill-map.svg").read_text("utf-8"))
    message = "out of date: run `coach map draw --out docs/images/skill-map.svg`"
    assert titles(shown) == titles(picture), message


def test_each_prerequisite_is_named_and_above(picture: Element) -> None:
    whole, found = backend()
    text, at, description = (
        {s.id: s.text for s in whole.skills},
        boxes(picture),
        "\n".join(titles(picture)),
    )
    for skill, needed, why in found.prerequisites:
        assert at[text[needed]][1] + TALL < at[text[skill]][1]
        assert f"builds on {text[needed]}: {why}" in description


def test_no_boxes_overlap_and_all_are_on_the_page(picture: Element) -> None:
    at = boxes(picture).values()
    for (x, y), (other_x, other_y) in combinations(at, 2):
        assert abs(x - other_x) >= BOX or abs(y - other_y) >= TALL
    width, height = float(picture.get("width", "")), float(picture.get("height", ""))
    assert all(0 < x < width - BOX and 0 < y < height - TALL for x, y in at)


def test_it_has_an_accessible_name(picture: Element) -> None:
    title, description = picture.find(f"{NS}title"), picture.find(f"{NS}desc")
    assert title is not None
    assert title.text == "Skill map of Backend Skills"
    assert description is not None
    assert (description.text or "").startswith("64 skills, 120 prerequisites.")
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_sections_have_their_own_colors(picture: Element) -> None:
    groups = [group for group in picture.iter(f"{NS}g") if group.get("class") == "skill"]
    rects = [rect for group in groups for rect in group.iter(f"{NS}rect")]
    assert len({rect.get("fill") for rect in rects}) == len(backend()[0].sections) == 16


def test_a_document_cannot_break_out_of_the_picture() -> None:
    text = "# T <script>\n## S & S\n- \"<b>'&amp;\x0b\x00 ]]>\uffff\n- " + "long " * 100
    whole = outline(text.replace("\x00", ""), "t.md")
    picture = fromstring(draw(whole, SkillMap()))
    assert {child.tag.removeprefix(NS) for child in picture.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "text", "g", "path")
    }
    assert len(boxes(picture)) == 2


def test_a_document_without_skills_or_map_is_drawn() -> None:
    fromstring(draw(replace(sample_outline(), skills=()), SkillMap()))
    assert fromstring(draw(sample_outline(), made("skills:"))) is not None


@st.composite
def needs_of(draw: st.DrawFn) -> list[list[int]]:
    """Draw prerequisites without cycles: each node may need those before it."""
    count = draw(st.integers(0, 12))
    return [
        sorted(draw(st.sets(st.integers(0, n - 1), max_size=4))) if n else [] for n in range(count)
    ]


@given(needs_of(), st.integers(1, 5))
@settings(deadline=None)
def test_rows_keep_prerequisites_above_and_their_width(needs: list[list[int]], widest: int) -> None:
    found = assign_rows(needs, widest)
    row_of = {node: n for n, row in enumerate(found.rows) for node in row}
    assert sorted(node for node in row_of if not found.is_bend(node)) == list(range(len(needs)))
    assert all(sum(not found.is_bend(n) for n in row) <= widest for row in found.rows)
    assert set(found.lines) == {(n, s) for s, all_needed in enumerate(needs) for n in all_needed}
    for (needed, skill), nodes in found.lines.items():
        assert (nodes[0], nodes[-1]) == (needed, skill)
        assert all(row_of[b] == row_of[a] + 1 for a, b in pairwise(nodes))


@given(needs_of())
@settings(deadline=None)
def test_order_never_gets_worse_and_places_keep_it(needs: list[list[int]]) -> None:
    found = assign_rows(needs, 4)
    rows = order_rows(found)
    assert [sorted(row) for row in rows] == [sorted(row) for row in found.rows]
    assert count_crossings(rows, found) <= count_crossings([list(row) for row in found.rows], found)
    at = place_nodes(rows, found, lambda node: 1.0 + node % 3)
    assert all(
        at[b] - at[a] >= (2 + a % 3 + b % 3) / 2 - 1e-6 for row in rows for a, b in pairwise(row)
    )
    assert min((at[n] - (1.0 + n % 3) / 2 for n in at), default=0.0) >= -1e-6


@given(needs_of())
def test_dropped_prerequisites_follow_from_the_others(needs: list[list[int]]) -> None:
    steps = drop_implied(needs)
    graph = {str(n): [str(needed) for needed in step] for n, step in enumerate(steps)}
    for n, (all_needed, kept) in enumerate(zip(needs, steps, strict=True)):
        assert set(kept) <= set(all_needed)
        assert all(depends_on(graph, str(n), str(needed)) for needed in all_needed)
        for one in kept:
            others = [other for other in kept if other != one]
            assert not any(depends_on(graph, str(other), str(one)) for other in others)
