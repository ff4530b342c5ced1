"""Document names: the same everywhere, and unique."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.document_ids import assign, find_removed


def names(*files: tuple[str, str], known: dict[str, str] | None = None) -> list[str]:
    """Assign names to (file, folder) pairs, with all known files still existing."""
    pairs = [(Path(file), Path(root)) for file, root in files]
    assigned = assign(pairs, known or {}, lambda _: True)
    return [assigned[file] for file, _ in pairs]


def there(*paths: str) -> Callable[[str], bool]:
    return lambda path: path in paths


def test_a_name_is_the_folder_and_the_path_within() -> None:
    assert names(("/home/me/skills/x/a.md", "/home/me/skills")) == ["skills/x/a.md"]
    assert names(("/srv/ci/77/skills/x/a.md", "/srv/ci/77/skills")) == ["skills/x/a.md"]


def test_a_single_file_has_the_same_name_as_with_its_folder() -> None:
    assert names(("/p/skills/a.md", "/p/skills")) == ["skills/a.md"]
    known = {"skills/x/a.md": "/p/skills/x/a.md"}
    assert names(("/p/skills/x/a.md", "/p/skills/x"), known=known) == ["skills/x/a.md"]


def test_folders_with_the_same_name_get_different_names() -> None:
    both = names(("/a/docs/guide.md", "/a/docs"), ("/b/docs/guide.md", "/b/docs"))
    assert both == ["docs/guide.md", "b/docs/guide.md"]
    later = names(("/b/docs/guide.md", "/b/docs"), known={"docs/guide.md": "/a/docs/guide.md"})
    assert later == ["b/docs/guide.md"]


def test_a_file_that_moved_with_its_folder_keeps_its_name() -> None:
    known = {"docs/guide.md": "/old/docs/guide.md"}
    pair = (Path("/new/docs/guide.md"), Path("/new/docs"))
    assert assign([pair], known, there()) == {pair[0]: "docs/guide.md"}


def test_letters_are_normalized() -> None:
    composed, decomposed = "/p/docs/caf\u00e9.md", "/p/docs/cafe\u0301.md"
    assert names((decomposed, "/p/docs")) == ["docs/caf\u00e9.md"]
    both = names((composed, "/p/docs"), (decomposed, "/p/docs"))
    assert len(set(both)) == 2


PARTS = st.lists(st.sampled_from("ab"), min_size=1, max_size=4)


@given(st.lists(st.tuples(PARTS, st.integers(0, 3)), unique_by=lambda file: tuple(file[0])))
def test_no_two_files_share_a_name(files: list[tuple[list[str], int]]) -> None:
    pairs = [
        (Path("/", *parts, "x.md"), Path("/", *parts[: min(depth, len(parts))]))
        for parts, depth in files
    ]
    assert len(set(assign(pairs, {}, lambda _: True).values())) == len(pairs)


def test_files_that_left_a_given_folder_are_found() -> None:
    known = {"docs/a.md": "/p/docs/a.md", "docs/b.md": "/p/docs/b.md", "x/c.md": "/p/x/c.md"}
    roots = [Path("/p/docs")]
    assert find_removed(known, ["docs/a.md"], roots, there(*known.values())) == ["docs/b.md"]
    assert find_removed(known, ["docs/a.md"], [], there()) == []


def test_files_from_another_machine_are_matched_by_the_folders_name() -> None:
    known = {"docs/a.md": "/elsewhere/docs/a.md", "other/b.md": "/elsewhere/other/b.md"}
    roots = [Path("/p/docs")]
    assert find_removed(known, [], roots, there()) == ["docs/a.md"]
    # It still exists on this machine, so it is another folder with the same name.
    assert find_removed(known, [], roots, there("/elsewhere/docs/a.md")) == []
