"""Creates the binary samples: `python -m tests.ingest.formats.samples.make`.

skills.docx with python-docx, skills.pdf with ReportLab, printed.pdf by Chromium from skills.html.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from playwright.sync_api import sync_playwright
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Table

HERE = Path(__file__).parent
TITLE = "Data Platform Skills"
INTRO = "What a data engineer of our team grows into, written down for everybody."
ADVICE = (
    "Good models outlive the tools that read them. Start with the naming guide and ask for a "
    "review early."
)
_AS_PRINTED = "document.querySelectorAll('nav, footer, .headerlink').forEach(e => e.remove())"
"""A style sheet for print, like those of handbooks."""
Items = list[tuple[int, str]]
"""A bullet's depth, from 0, and its text."""
MODELLING: Items = [
    (0, "Normal forms and when to break them"),
    (0, "Slowly changing dimensions"),
    (1, "Type 2 history tables"),
    (1, "Late arriving facts"),
    (0, "Naming of keys & measures (snake_case)"),
]
STREAMS: Items = [
    (0, "Windowing, watermarks and late events"),
    (0, "Exactly-once delivery"),
    (0, "Schema evolution with a registry"),
]
QUALITY: Items = [
    (0, "Freshness and volume checks"),
    (0, "Contracts between producers and consumers"),
    (0, "Lineage <from source to report>"),
]
TOOLS = [["Tool", "Purpose"], ["Kafka", "Transport of events"], ["Flink", "Stateful processing"]]
SECTIONS: list[tuple[str, str, Items, list[list[str]]]] = [
    ("Data Modelling", ADVICE, MODELLING, []),
    ("Stream Processing", "", STREAMS, TOOLS),
    ("Data Quality", "", QUALITY, []),
]


def word(path: Path) -> None:
    """Write a document that uses Word's own styles."""
    made = Document()
    made.add_heading(TITLE, 0)
    made.add_paragraph(INTRO)
    for title, prose, items, rows in SECTIONS:
        made.add_heading(title, 1)
        if prose:
            made.add_paragraph(prose)
        for depth, text in items:
            made.add_paragraph(text, style="List Bullet 2" if depth else "List Bullet")
        if rows:
            _word_table(made, rows)
    made.save(str(path))


def _word_table(made: Word, rows: list[list[str]]) -> None:
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def typeset(path: Path) -> None:
    """Write a PDF without tags, where only sizes and positions give the structure."""
    styles = getSampleStyleSheet()
    story: list[Flowable] = [Paragraph(TITLE, styles["Title"]), Paragraph(INTRO, styles["Normal"])]
    for title, prose, items, rows in SECTIONS:
        story.append(Paragraph(title, styles["Heading2"]))
        story += [Paragraph(prose, styles["Normal"])] if prose else []
        story.append(_bullets(items))
        story += [Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])] if rows else []
    SimpleDocTemplate(str(path), title=TITLE, invariant=1).build(story)


def _bullets(items: Items) -> ListFlowable:
    normal = getSampleStyleSheet()["Normal"]
    outer: list[Flowable] = []
    inner: list[Flowable] = []
    for depth, text in [*items, (0, "")]:
        line = Paragraph(text.replace("&", "&amp;").replace("<", "&lt;"), normal)
        if depth:
            inner.append(line)
            continue
        if inner:
            outer.append(ListFlowable(inner, bulletType="bullet", start="•"))
            inner = []
        if text:
            outer.append(line)
    return ListFlowable(outer, bulletType="bullet", start="•")


def printed(path: Path) -> None:
    """Write the page as a browser prints it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page()
        page.set_content((HERE / "skills.html").read_text("utf-8"))
        page.evaluate(_AS_PRINTED)
        page.pdf(path=str(path), tagged=True)
        browser.close()


if __name__ == "__main__":
    word(HERE / "skills.docx")
    typeset(HERE / "skills.pdf")
    printed(HERE / "printed.pdf")
