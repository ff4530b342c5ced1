"""The real document with its map, and small made-up documents with maps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.learner_state import LearnerState, fold_log
from ingest.outline import outline
from knowledge.model import Catalogue, Document, Outline, Section, Skill, SkillMap
from knowledge.skillmap.reader import read_map
from tests.conftest import SKILLS

NOW = 1_700_000_000.0


def real_catalogue(*, mapped: bool = True) -> Catalogue:
    """Return the packaged document, with or without its map."""
    plain = outline(SKILLS.read_text("utf-8"), SKILLS.name)
    if not mapped:
        return Catalogue((plain,))
    reading = read_map(SKILLS.with_suffix(".map.yaml").read_bytes(), plain)
    assert reading.skill_map, reading.problems
    return Catalogue((replace(plain, skill_map=reading.skill_map),))


def make_catalogue(
    sections: Mapping[str, str], needs: Sequence[str] = (), weights: Mapping[str, float] = {}
) -> Catalogue:
    """Return a document with one-letter skill ids: ``{"One": "ab"}``. ``"ba"``: b needs a."""
    skill_map = SkillMap(
        tuple((edge[0], edge[1], f"{edge[1]} carries {edge[0]}") for edge in needs),
        weights=tuple(weights.items()),
    )
    return Catalogue((document(sections, skill_map if needs or weights else None),))


def document(sections: Mapping[str, str], skill_map: SkillMap | None = None) -> Outline:
    """Return the outline behind ``make_catalogue``."""
    about = Document("d", "Doc", "doc.md")
    found = [Section(name, "d", name, ("Doc", name), 2, n) for n, name in enumerate(sections)]
    listed = [(name, id_) for name, ids in sections.items() for id_ in ids]
    skills = [Skill(id_, name, f"skill {id_}", n) for n, (name, id_) in enumerate(listed)]
    return Outline(about, tuple(found), tuple(skills), (), skill_map)


def log(
    catalogue: Catalogue, actions: Iterable[tuple[EntryKind, str, float]], goal: str = ""
) -> LearnerState:
    """Return the state of a person who logged this, in order; the float is the time."""
    entries = [
        Entry(str(n), "w", "p", at, kind, skill_id=id_) for n, (kind, id_, at) in enumerate(actions)
    ]
    goals = [Entry("goal", "w", "p", NOW, EntryKind.GOAL, words=goal)] if goal else []
    return fold_log([*entries, *goals], catalogue)


def learner_knowing(catalogue: Catalogue, ids: Iterable[str], goal: str = "") -> LearnerState:
    """Return the state of a person who logged these skills."""
    return log(catalogue, [(EntryKind.LEARNED, id_, NOW) for id_ in ids], goal)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Draw documents of up to 14 skills in up to 4 sections, with any map, even with cycles."""
    ids = "abcdefghijklmn"[: draw(st.integers(1, 14))]
    cuts = sorted(draw(st.lists(st.integers(0, len(ids)), max_size=3)))
    parts = [ids[i:j] for i, j in zip([0, *cuts], [*cuts, len(ids)], strict=True)]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).map("".join)
    needs = draw(st.lists(pairs, max_size=25))
    return make_catalogue({f"S{n}": part for n, part in enumerate(parts)}, needs)
