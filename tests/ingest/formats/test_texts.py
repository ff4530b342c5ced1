"""Plain text and reStructuredText: how headings look, and what is never read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.restructured import FORMAT as RST
from ingest.parsers.markdown import Bullet, DocumentBlock, Heading, Prose, parse
from ingest.parsers.markdown_writer import write
from ingest.parsers.plain_text import read_text
from knowledge.errors import InputError

WORDS = (
    st.text(min_size=1, max_size=60)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text) and text.isprintable() and not text.startswith("["))
)
BLOCKS: st.SearchStrategy[list[DocumentBlock]] = st.lists(
    st.one_of(
        st.builds(Heading, st.integers(1, 6), WORDS),
        st.builds(Bullet, WORDS),
        st.builds(Prose, WORDS),
        st.builds(Prose, WORDS, st.just(()), st.just(False)),
    )
)


@given(BLOCKS)
def test_what_is_written_as_markdown_reads_back_the_same(blocks: list[DocumentBlock]) -> None:
    assert list(parse(write(blocks)).blocks) == blocks


@given(WORDS, WORDS, WORDS)
def test_nested_bullets_read_back_the_same(outer: str, inner: str, prose: str) -> None:
    blocks: list[DocumentBlock] = [
        Bullet(outer),
        Bullet(inner, (outer,)),
        Prose(prose, (outer, inner)),
        Bullet(inner),
    ]
    assert list(parse(write(blocks)).blocks) == blocks


def test_too_many_pieces_are_refused() -> None:
    with pytest.raises(InputError, match="more than 20,000"):
        write([Bullet("a")] * 20_001)


@pytest.mark.parametrize(
    "text",
    [
        "Tools\n=====\n- a",
        "=====\nTools\n=====\n\n- a",
        "TOOLS\n\n- a",
        "Tools:\n- a",
        "Tools\n\n* a",
    ],
)
def test_headings_without_markup(text: str) -> None:
    heading, bullet = read_text(text)
    assert isinstance(heading, Heading)
    assert heading.title.lower() == "tools"
    assert bullet == Bullet("a")


def test_a_sentence_before_bullets_is_not_a_heading() -> None:
    assert read_text("Do this.\n- a") == [Prose("Do this."), Bullet("a")]


def test_wrapped_bullets_and_marks_of_markdown() -> None:
    text = "1) wrap\n   around\n2) [x] <b>as is</b> *too*"
    assert read_text(text) == [Bullet("wrap around"), Bullet("<b>as is</b> *too*")]


@given(st.text(alphabet="ab=-*• \t\n1.:A#", max_size=200))
def test_any_plain_text_is_read_whole(text: str) -> None:
    found = "".join(b.title if isinstance(b, Heading) else b.text for b in read_text(text))
    assert found.count("b") == text.count("b")


def test_rst_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    text = f"Fine\n\n.. include:: {secret}\n\n.. csv-table::\n   :file: {secret}\n"
    text += f"\n.. raw:: html\n   :file: {secret}\n\n.. raw:: html\n\n   <p>SECRET</p>\n"
    assert "SECRET" not in repr(RST.read(text.encode(), "x"))


def test_rst_of_sphinx_keeps_what_can_be_kept() -> None:
    text = "T\n=\n\n.. toctree::\n   other\n\n.. note:: Mind this.\n\n- see :ref:`there <x>`\n"
    outline = RST.read(text.encode(), "x")
    assert "Mind this." in repr(outline.passages)
    assert len(outline.skills) == 1


def test_rst_bounds() -> None:
    with pytest.raises(InputError, match="10,000 characters"):
        RST.read(b"x" * 10_001, "x")
    with pytest.raises(InputError, match="more than 300,000 characters"):
        RST.read(b"word\n\n" * 60_000, "x")
    with pytest.raises(InputError, match="nested too deeply"):
        RST.read("\n".join(f"{' ' * i}- a\n" for i in range(600)).encode(), "x")
