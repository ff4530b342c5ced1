"""Real-world pages: hidden text, sloppy markup, layout tables, endless nesting."""

import pytest

from ingest.parsers.html import read_page
from ingest.parsers.markdown import Bullet, Heading, Prose
from knowledge.errors import InputError


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>EVIL</script>",
        "<script>document.write('<p>EVIL</p>')",
        "<style>EVIL</style>",
        "<!-- EVIL -->",
        "<template><p>EVIL</p></template>",
        "<noscript>EVIL</noscript>",
        "<p hidden>EVIL <b hidden>EVIL</b></p>",
        '<p style="display: none">EVIL</p>',
        '<p style="color:red;VISIBILITY:hidden">EVIL</p>',
        '<span style="font-size:0">EVIL</span>',
        '<span style="font-size: 0.0em !important">EVIL</span>',
        '<div style="overflow:hidden; height:0px; width:0">EVIL</div>',
        '<div style="opacity:0;">EVIL</div>',
        '<p aria-hidden="true">EVIL</p>',
        "<iframe srcdoc='<p>EVIL</p>'>EVIL</iframe>",
        "<svg><text>EVIL</text></svg>",
        "<a href='javascript:EVIL' onclick='EVIL' title='EVIL'></a>",
        "<nav><ul><li>EVIL</ul></nav>",
    ],
)
def test_what_is_not_shown_is_not_read(hostile: str) -> None:
    assert "EVIL" not in repr(read_page(f"<h1>Title</h1><p>Seen</p>{hostile}"))
    assert read_page(f"<p>Seen</p>{hostile}")[0] == Prose("Seen")


@pytest.mark.parametrize(
    "style", ["opacity: 0.5", "line-height: 0", "width: 05px", "font-size: 0.8em", "min-width:0"]
)
def test_what_is_shown_is_read(style: str) -> None:
    assert read_page(f'<p style="{style}">Seen</p>') == [Prose("Seen")]


def test_a_page_without_heading_gets_its_title() -> None:
    page = "<title>A  B</title><h2>C</h2><p>d"
    assert read_page(page) == [Heading(1, "A B"), Heading(2, "C"), Prose("d")]
    assert read_page("<title>A</title><h1>B</h1>") == [Heading(1, "B")]


def test_lists_without_end_tags_and_directly_in_lists() -> None:
    wanted = [Bullet("a"), Bullet("b", ("a",)), Bullet("c")]
    assert read_page("<ul><li>a<ul><li>b</ul><li>c</ul>") == wanted
    assert read_page("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>") == wanted


def test_a_layout_table_is_read_like_a_page() -> None:
    page = "<table><tr><td><h2>A</h2><ul><li>b</ul><td>c</table>"
    assert read_page(page) == [Heading(2, "A"), Bullet("b"), Prose("c")]


def test_code_keeps_its_lines() -> None:
    assert read_page("<pre>a\n  b</pre>") == [Prose("a\n  b", plain=False)]


@pytest.mark.parametrize("piece", ["<div>", "<ul><li>a", "<table><tr><td>"])
def test_nesting_is_bounded(piece: str) -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        read_page(piece * 20_000)
    assert read_page(piece * 300 + "deep")
