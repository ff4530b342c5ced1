"""Each rule, broken once, is refused at the place where it is broken and nowhere else."""

from typing import Any

import pytest

from sandbox.blocks import check_blocks
from tests.sandbox.blocks import refused_blocks, refused_content, refused_elements
from tests.sandbox.blocks.refusals import Group

GROUPS = [*refused_blocks.GROUPS, *refused_elements.GROUPS, *refused_content.GROUPS]
ROWS = [
    pytest.param(group, *row, id=f"{group.name}: {row[1]} {row[2]}")
    for group in GROUPS
    for row in group.rows
]


@pytest.mark.parametrize("group, change, pointer, words", ROWS)
def test_it_is_refused_where_it_stands(group: Group, change: Any, pointer: str, words: str) -> None:
    problems = check_blocks(group.build(change), group.surface)
    assert {p.pointer for p in problems} == {group.prefix + pointer}, problems
    assert any(words in p.message for p in problems), problems
