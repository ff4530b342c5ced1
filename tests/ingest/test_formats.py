"""What every document format promises; one sample each."""

import pytest

from ingest.format import Format
from ingest.formats import FORMATS
from knowledge.errors import InputError

SAMPLES = {"Markdown": b"# Guide\n## Databases\n- Indexing\n- Sharding\n"}


def test_every_format_has_a_sample_and_no_suffix_has_two() -> None:
    assert {one.name for one in FORMATS} == set(SAMPLES)
    suffixes = [suffix for one in FORMATS for suffix in one.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_a_sample_is_taken_apart(kind: Format) -> None:
    found = kind.read(SAMPLES[kind.name], "docs/guide.x")
    assert found.document.title == "Guide"
    assert found.document.source == "docs/guide.x"
    assert [section.title for section in found.sections] == ["Databases"]
    assert [skill.text for skill in found.skills] == ["Indexing", "Sharding"]


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("data", [b"\x00\x01binary", b"\xff\xfeu\x00", b"\xff\xff\xff"])
def test_other_bytes_are_refused_in_words(kind: Format, data: bytes) -> None:
    with pytest.raises(InputError, match=r"^is .*; "):
        kind.read(data, "guide.x")
