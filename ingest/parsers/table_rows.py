"""A table's rows -> lines of prose. Pure."""

from collections.abc import Iterator, Sequence


def as_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each row in a line, each cell with its column's name, which the first row holds."""
    names, *others = rows or [()]
    for cells in others or [names]:
        pairs = zip(names if others else [""] * len(names), cells, strict=False)
        line = "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
        if line:
            yield line
