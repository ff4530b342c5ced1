"""`coach guide check|list|coverage|new|draft`: the guides next to a document, and the library."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, print_json, print_text

if TYPE_CHECKING:
    from ingest.guides import GuideFile
    from knowledge.guide_model import Guide
    from knowledge.model import Outline, Skill

app = typer.Typer(
    name="guide",
    help="Check, list and write guides: what teaches the skills of a document.",
    no_args_is_help=True,
    add_completion=False,
)
DocumentPath = Annotated[Path, typer.Argument(help="A document, or a folder of documents.")]
SkillName = Annotated[str, typer.Argument(help="A skill, in the document's words or near to them.")]
MOST_GUESSED = 0.4
"""Share of questions that may be answered rightly by a blind rule."""


@app.command()
def check(path: DocumentPath = Path("skills"), as_json: JsonOption = False) -> None:
    """Report every error in the guides next to documents, and what is probably a mistake."""
    from bot.assemble import build_embedder
    from bot.cli.context import load_command_settings
    from knowledge.guides.review import guessing, repeated_questions, warnings_of

    problems: list[dict[str, Any]] = []
    guides: list[Guide] = []
    warnings: list[str] = []
    for file, reading in _readings(path):
        problems += [{"file": file.name, "line": p.line, "text": p.text} for p in reading.problems]
        warnings += [f"{file.name} is a draft: it stays unused"] if reading.draft else []
        guides += reading.guides
    warnings += [text for guide in guides for text in warnings_of(guide)]
    warnings += repeated_questions(guides)
    questions = [question for guide in guides for question in guide.questions]
    guessed = guessing(questions, build_embedder(load_command_settings()))
    for rule, share in (("longest", guessed.longest), ("nearest", guessed.nearest)):
        if share > MOST_GUESSED:
            warnings.append(f"the {rule} option is right in {share:.0%} of the questions")
    report = {
        "ok": not problems,
        "guides": len(guides),
        "questions": guessed.questions,
        "guessed_by_length": round(guessed.longest, 3),
        "guessed_by_meaning": round(guessed.nearest, 3),
        "problems": problems,
        "warnings": warnings,
    }
    if as_json:
        print_json(report)
    else:
        print_text("\n".join(_check_lines(report)))
    if problems:
        raise typer.Exit(2)


@app.command("list")
def list_guides(path: DocumentPath = Path("skills"), as_json: JsonOption = False) -> None:
    """List every guide: the team's own, and the field library's."""
    from knowledge.guides.library import load_library

    own = [guide for _, reading in _readings(path) if not reading.draft for guide in reading.guides]
    found = [{"title": g.title, "source": g.source.value} for g in (*own, *load_library())]
    if as_json:
        print_json({"guides": found})
    else:
        print_text("\n".join(f"{each['title']} ({each['source']})" for each in found))


@app.command()
def coverage(path: DocumentPath = Path("skills"), as_json: JsonOption = False) -> None:
    """Show which skills have a guide, questions and an exercise, and from where."""
    from bot.assemble import build_embedder
    from bot.cli.context import load_command_settings
    from knowledge.guides.attach import attach_guides
    from knowledge.guides.library import load_library

    embedder = build_embedder(load_command_settings())
    library = {guide.id: guide for guide in load_library()}
    links: list[dict[str, Any]] = []
    skills = with_guide = with_questions = with_exercise = 0
    for outline in _outlines(path):
        attached = attach_guides(outline, embedder).outline
        guides = library | {guide.id: guide for guide in attached.guides}
        titles = {section.id: section.title for section in attached.sections}
        for skill in attached.skills:
            linked = [link for link in attached.guide_links if link.skill_id == skill.id]
            linked.sort(key=lambda link: guides[link.guide_id].source.value != "team")
            own = [guides[link.guide_id] for link in linked]
            skills += 1
            with_guide += bool(own)
            with_questions += any(guide.questions for guide in own)
            with_exercise += any(guide.exercise for guide in own)
            links += [
                _link(skill, titles[skill.section_id], guide, link.confidence)
                for guide, link in zip(own, linked, strict=True)
            ] or [_link(skill, titles[skill.section_id], None, 0.0)]
    report = {
        "skills": skills,
        "with_guide": with_guide,
        "with_questions": with_questions,
        "with_exercise": with_exercise,
        "links": links,
    }
    if as_json:
        print_json(report)
    else:
        print_text("\n".join(_coverage_lines(report)))


@app.command()
def new(skill: SkillName, path: DocumentPath = Path("skills")) -> None:
    """Print the skeleton of a guide to a skill."""
    found, _ = _find(skill, path)
    print_text(SKELETON.format(skill=found.text).rstrip("\n"))


@app.command()
def draft(
    document: Annotated[Path, typer.Argument(help="The document to draft guides for.")],
    out: Annotated[
        Path | None, typer.Option(help="The folder (default: next to the document).")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many skills at most.")] = 8,
) -> None:
    """Let the chat model draft guides to skills without one; they stay unused until you approve."""
    from bot.assemble import build_chat
    from bot.cli.context import load_command_settings
    from ingest.guides import guides_folder
    from knowledge.errors import CoachError, InputError
    from knowledge.guides.draft import draft_guide

    chat = build_chat(load_command_settings())
    if chat is None:
        raise InputError(
            "A chat model writes the draft: set COACH_CHAT_MODEL, for example `openai:gpt-5-mini`."
        )
    chat.open()
    folder = out or guides_folder(document)
    written = 0
    for outline in _outlines(document):
        have = {guide.title.casefold() for guide in outline.guides}
        missing = [skill for skill in outline.skills if skill.text.casefold() not in have]
        for skill in missing[:limit]:
            text = asyncio.run(draft_guide(outline, skill, chat))
            file = folder / f"draft-{skill.id}.md"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
            except OSError as error:
                raise CoachError(f"Can't write to {file} ({error.strerror}).") from None
            written += 1
            print_text(f"{file}: {skill.text}")
    if not written:
        print_text("Every skill has a guide already.")


def _readings(path: Path) -> Iterator[tuple[GuideFile, Any]]:
    """The files of guides next to the documents behind a path, each read."""
    from ingest.guides import read_file
    from ingest.sources import read_sources

    for source in read_sources([path]):
        for file in source.guide_files:
            yield file, read_file(file)


def _outlines(path: Path) -> Iterator[Outline]:
    from ingest.guides import with_guides
    from ingest.sources import read_sources
    from knowledge.errors import InputError

    for source in read_sources([path]):
        try:
            outline = source.format.read(source.data, source.origin.name)
        except InputError as error:
            raise InputError(f"{source.origin} {error}.") from error
        yield with_guides(outline, source.guide_files)


def _find(name: str, path: Path) -> tuple[Skill, Outline]:
    """The skill that a name means.

    Raises:
        InputError: no skill is near to it.
    """
    from difflib import get_close_matches

    from knowledge.errors import InputError

    outlines = list(_outlines(path))
    skills = {skill.text: (skill, each) for each in outlines for skill in each.skills}
    part = [text for text in skills if name.casefold() in text.casefold()]
    near = part or get_close_matches(name, skills, n=1, cutoff=0.5)
    if not near:
        raise InputError(f"{path} has no skill “{name}”. `coach outline {path}` lists them.")
    return skills[near[0]]


def _link(skill: Skill, section: str, guide: Guide | None, confidence: float) -> dict[str, Any]:
    return {
        "skill": skill.text,
        "section": section,
        "guide": guide.title if guide else None,
        "source": guide.source.value if guide else None,
        "confidence": round(confidence, 3),
    }


def _check_lines(report: dict[str, Any]) -> Iterator[str]:
    count = len(report["problems"])
    if count:
        yield f"✗ {count} {'problem' if count == 1 else 'problems'}"
    else:
        yield (
            f"✓ {report['guides']} guides, {report['questions']} questions; guessed by length "
            f"{report['guessed_by_length']:.0%}, by meaning {report['guessed_by_meaning']:.0%}"
        )
    yield from (f"  {p['file']}, line {p['line']}: {p['text']}" for p in report["problems"])
    yield from (f"• {text}" for text in report["warnings"])


def _coverage_lines(report: dict[str, Any]) -> Iterator[str]:
    yield (
        f"{report['with_guide']} of {report['skills']} skills have a guide, "
        f"{report['with_questions']} questions, {report['with_exercise']} an exercise."
    )
    for link in report["links"]:
        origin = f" ({link['source']}, {link['confidence']})" if link["guide"] else ""
        yield f"{link['section']}: {link['skill']}\n    {link['guide'] or '-'}{origin}"


SKELETON = """## {skill}

What it is in plain words, and when it matters: two to four sentences.

### Key ideas
- **A claim.** What follows from it.

### Example
A situation, what is done, and what follows.

### Common mistakes
- The mistake: what to do instead.

### Try it (25 minutes)
One exercise with a result that can be checked. Done when …

### Levels
- Aware: …
- Practising: …
- Confident: …
- Can teach: …

### Check yourself
- A situation, and a question?
  - [ ] a wrong option that people really believe
  - [x] the right option
  - [ ] another
  > Why, so that a wrong answer teaches.

### Decide
- A choice people face, as they type it? / Another way to ask it? → The verdict, then its limits.

### Often believed
- "What people get wrong." What is true.

### Read next
- [Title](https://example.com): why.
"""
