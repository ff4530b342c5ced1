"""Turns a table's rows into lines of prose. Pure."""

from collections.abc import Iterator, Sequence


def as_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield one line per row, each cell with its column's name from the first row."""
    names, *others = rows or [()]
    for cells in others or [names]:
        pairs = zip(names if others else [""] * len(names), cells, strict=False)
        line = "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
        if line:
            yield line
