"""Every format reads the same document alike, and refuses bad files with a clear message."""

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.formats import FORMATS
from ingest.formats.format import Format
from knowledge.errors import InputError
from knowledge.model import Grain, Outline

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix not in {".py", ".pyc", ""})
NO_COLUMN_NAMES = {"skills.txt"}
"""Plain text only has columns, not tables."""


def format_of(path: Path) -> Format:
    """Return the format for a file name."""
    return next(kind for kind in FORMATS if path.suffix in kind.suffixes)


def read(path: Path, source: str = "team/skills") -> Outline:
    """Return a sample's outline."""
    return format_of(path).read(path.read_bytes(), source)


def skills_in_context(outline: Outline) -> list[tuple[str, ...]]:
    """Return each skill with the headings and bullets above it, in reading order."""
    paths = {section.id: section.path for section in outline.sections}
    found = {passage.skill_id: passage.context for passage in outline.passages}
    return [(*paths[s.section_id], found[s.id], s.text) for s in outline.skills]


def test_every_format_has_a_sample() -> None:
    assert {format_of(path).name for path in FILES} == {kind.name for kind in FORMATS}


def test_no_two_formats_share_a_suffix() -> None:
    suffixes = [suffix for kind in FORMATS for suffix in kind.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
class TestSample:
    def test_reads_as_the_markdown_does(self, path: Path) -> None:
        markdown, outline = read(SAMPLES / "skills.md"), read(path)
        assert len(markdown.skills) == 11
        assert outline.document.title == markdown.document.title
        assert [s.path for s in outline.sections] == [s.path for s in markdown.sections]
        assert skills_in_context(outline) == skills_in_context(markdown)

    def test_keeps_prose_and_tables(self, path: Path) -> None:
        markdown, outline = read(SAMPLES / "skills.md"), read(path)
        texts, wanted = (
            [p.text for p in one.passages if p.grain is Grain.TEXT] for one in (outline, markdown)
        )
        assert texts[0] == wanted[0]
        if path.name in NO_COLUMN_NAMES:
            assert [text.split() for text in texts[2:]] == [
                ["Kafka", "Transport", "of", "events"],
                ["Flink", "Stateful", "processing"],
            ]
        else:
            assert texts[1:] == wanted[1:]

    def test_is_the_same_each_time(self, path: Path) -> None:
        assert read(path) == read(path)

    def test_has_the_markdowns_ids(self, path: Path) -> None:
        # So learners keep their progress when a document's format changes but not its name.
        assert {s.id for s in read(path).skills} == {
            s.id for s in read(SAMPLES / "skills.md").skills
        }

    def test_a_truncated_file_is_read_or_refused_with_a_message(self, path: Path) -> None:
        data = path.read_bytes()
        for part in (data[: len(data) // 2], data[len(data) // 2 :], data[:40]):
            reads_or_refuses(format_of(path), part)


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
class TestOddFile:
    def test_empty(self, kind: Format) -> None:
        reads_or_refuses(kind, b"")

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_wrong_suffix(self, kind: Format, path: Path) -> None:
        reads_or_refuses(kind, path.read_bytes())

    @pytest.mark.parametrize("data", [b"\x00\x01binary", b"\xff\xfeu\x00", b"\xff\xff\xff"])
    def test_other_bytes_are_refused_with_a_message(self, kind: Format, data: bytes) -> None:
        with pytest.raises(InputError, match=r"^is(?:n't)? .*; "):
            kind.read(data, "x")


def reads_or_refuses(kind: Format, data: bytes) -> None:
    """Assert that reading raises only InputError, with a phrase to put after the file's name."""
    try:
        kind.read(data, "x")
    except InputError as error:
        phrase = str(error)
        assert "\n" not in phrase
        assert phrase.split()[0] in {"is", "isn't", "has", "contains", "unpacks"}
        assert not phrase.endswith(".")


def test_a_web_page_is_not_a_word_document() -> None:
    page = (SAMPLES / "skills.html").read_bytes()
    for suffix in (".docx", ".pdf"):
        with pytest.raises(InputError, match=r"is damaged or not a (?:PDF|Word document)"):
            format_of(Path(f"x{suffix}")).read(page, "x")


def test_listing_the_formats_imports_no_reader() -> None:
    readers = "selectolax docutils mammoth pypdfium2"
    code = f"import sys, ingest.formats; print([m for m in {readers.split()} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
