"""Hostile strings, and catalogues and answers made of them, for tests of what people see."""

from collections.abc import Sequence

from knowledge.model import (
    Answer,
    Catalogue,
    Citation,
    Document,
    Grain,
    Outline,
    Passage,
    Point,
    Section,
    SectionHit,
    Skill,
)

HOSTILE = (
    "<!channel> <!here|here> <@U1> <#C1|general>",
    "<https://evil.example|your bank>",
    "&lt;!channel&gt; &amp;lt;",
    "``` `code` *bold* _it_ ~no~ > quote",
    "\u200b\u2060\ufeff",
    "\u202eyadot \u2066rtl\u2069 שלום",
    "@channel @here @everyone #general",
    "a" * 10_000,
    "<!channel>" * 1_000,
    "👩\u200d💻" * 2_500,
    "line one\nline two\n\n\nline three",
    "]]>{{}}%s%n\\",
)


def outline_of(
    title: str = "Backend", sections: Sequence[str] = ("APIs",), skills: Sequence[str] = ("REST",)
) -> Outline:
    """Return a document in which every section has the same skills, and one paragraph."""
    document = Document(f"d:{title[:40]}", title, f"{title[:40]}.md")
    made: list[Section] = []
    bullets: list[Skill] = []
    passages: list[Passage] = []
    for n, name in enumerate(sections):
        section = Section(f"{document.id}/{n}", document.id, name, (title, name), 3, n)
        made.append(section)
        prose = Passage(f"{section.id}/p", document.id, section.id, Grain.TEXT, name, title, n)
        passages.append(prose)
        for text in skills:
            skill = Skill(f"{section.id}/{len(bullets)}", section.id, text, len(bullets))
            bullets.append(skill)
    return Outline(document, tuple(made), tuple(bullets), tuple(passages))


def catalogue_of(*outlines: Outline) -> Catalogue:
    """Return a catalogue of these documents, or of one small one."""
    return Catalogue(outlines or (outline_of(),))


def sample_answer(text: str = "REST", points: int = 3, *, url: str | None = None) -> Answer:
    """Return an answer with these words in every text field."""
    hits = tuple(_hit(text, n, url) for n in range(3))
    citations = tuple(
        Citation(n + 1, hit.document, hit.section, f"p{n}", text) for n, hit in enumerate(hits)
    )
    lines = tuple(Point(text, n % 3 + 1) for n in range(points))
    return Answer(text, False, text, lines, text, citations, hits, 0.9)


def sample_refusal(text: str = "REST") -> Answer:
    """Return a refusal with these words, which offers sections of that name."""
    hits = tuple(_hit(text, n, None) for n in range(3))
    return Answer(text, True, text, (), text, (), hits, 0.1, offers=hits)


def _hit(text: str, number: int, url: str | None) -> SectionHit:
    document = Document(f"d{number}", text, "source.md", url)
    section = Section(f"s{number}", document.id, text, (text, text), 3, number)
    return SectionHit(section, document, 1.0, ())
