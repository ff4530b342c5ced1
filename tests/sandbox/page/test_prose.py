"""mrkdwn, Markdown and rich text as the page draws them, and the links that it refuses."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DRAW = """async ([module, parser, source]) => {
  const { prose } = await import("/page/text/prose.js");
  const parse = (await import(`/page/text/${module}.js`))[parser];
  return prose(parse(source)).innerHTML;
}"""

LINK = '<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>'

MRKDWN = {
    "plain": "<p>plain</p>",
    "*bold* _it_ ~gone~": "<p><strong>bold</strong> <em>it</em> <s>gone</s></p>",
    "2*3*4 snake_case_name": "<p>2*3*4 snake_case_name</p>",
    "* not bold * and *open": "<p>* not bold * and *open</p>",
    "*_both_*": "<p><strong><em>both</em></strong></p>",
    "*a\nb*": "<p>*a<br>b*</p>",
    "`*raw* &lt;b&gt;`": "<p><code>*raw* &lt;b&gt;</code></p>",
    "a &amp; b &lt;i&gt; &copy; &amp;lt;": "<p>a &amp; b &lt;i&gt; &amp;copy; &amp;lt;</p>",
    "<b>x</b>": '<p><span title="This link cannot be opened here">b</span>x'
    '<span title="This link cannot be opened here">/b</span></p>',
    "<https://e.com/?a=1&amp;b=2|the *label*>": "<p>"
    + LINK.format("https://e.com/?a=1&amp;b=2", "the *label*")
    + "</p>",
    "see https://e.com/a.": "<p>see " + LINK.format("https://e.com/a", "https://e.com/a") + ".</p>",
    "<mailto:a@e.com>": "<p>" + LINK.format("mailto:a@e.com", "a@e.com") + "</p>",
    "&gt; one\n&gt; two\nafter": "<blockquote><p>one<br>two</p></blockquote><p>after</p>",
    "• a\n• b\n  ◦ c": '<ul><li><p>a</p></li><li><p>b</p></li></ul><ul class="depth-1">'
    "<li><p>c</p></li></ul>",
    "3. x\n4. y": '<ol start="3"><li><p>x</p></li><li><p>y</p></li></ol>',
    "```x *y*\nz```end": '<pre tabindex="0"><code>x *y*\nz</code></pre><p>end</p>',
    "``` open": "<p>``` open</p>",
    ":tada: :no_such: 10:30:45": '<p><span class="emoji" role="img" title=":tada:" '
    'aria-label="tada">🎉</span> :no_such: 10:30:45</p>',
    "<@U_BEN> <#C_GENERAL> <!here>": '<p><span class="mention">@Ben Okafor</span> '
    '<a class="mention" href="#/U_ANA/C_GENERAL">#general</a> '
    '<span class="mention mention-me">@here</span></p>',
    "<!date^0^{date_num} {time}|never>": '<p><span title="never">31/12/1969 21:00</span></p>',
    ":constructor: <!date^x^{constructor}|f>": '<p>:constructor: <span title="f">f</span></p>',
}

MARKDOWN = {
    "# Title #\ntext": '<p class="heading heading-1" role="heading" aria-level="4">Title</p>'
    "<p>text</p>",
    "**b** *i* _i_ ~~s~~ `c`": "<p><strong>b</strong> <em>i</em> <em>i</em> <s>s</s> "
    "<code>c</code></p>",
    "*a **b** c* snake_case": "<p><em>a <strong>b</strong> c</em> snake_case</p>",
    "***both***": "<p><strong><em>both</em></strong></p>",
    r"\*no\* 2 * 3": "<p>*no* 2 * 3</p>",
    '[t *e*](https://e.com "x")': "<p>" + LINK.format("https://e.com/", "t <em>e</em>") + "</p>",
    "- a\n  - b\n- c\n\nend": "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li>"
    "</ul><p>end</p>",
    "2. a\n3. b": '<ol start="2"><li><p>a</p></li><li><p>b</p></li></ol>',
    "> q\n> - l": "<blockquote><p>q</p><ul><li><p>l</p></li></ul></blockquote>",
    "```py\n<b>*x*\n```": '<pre tabindex="0" data-language="py"><code>&lt;b&gt;*x*</code></pre>',
    "---": "<hr>",
    "| a | b |\n|:-:|--:|\n| 1 | `2` |": '<div class="table-frame" role="group" tabindex="0" '
    'aria-label="Table"><table><thead><tr><th class="align-center" scope="col">a</th>'
    '<th class="align-right" scope="col">b</th></tr></thead><tbody><tr>'
    '<td class="align-center">1</td><td class="align-right"><code>2</code></td></tr></tbody>'
    "</table></div>",
}


def as_written(html: str) -> str:
    """Return the HTML with attributes in a fixed order, which this test doesn't check."""
    return html.replace('role="group" tabindex="0"', 'tabindex="0" role="group"')


async def drawn(page: Page, module: str, parser: str, sources: object) -> list[str]:
    assert isinstance(sources, (list, dict))
    return [str(await page.evaluate(DRAW, [module, parser, source])) for source in sources]


async def test_mrkdwn_becomes_what_slack_shows(page: Page) -> None:
    found = await drawn(page, "mrkdwn", "parseMrkdwn", MRKDWN)
    assert dict(zip(MRKDWN, found, strict=True)) == MRKDWN


async def test_markdown_becomes_what_slack_shows(page: Page) -> None:
    found = await drawn(page, "markdown", "parseMarkdown", MARKDOWN)
    wanted = [as_written(html) for html in MARKDOWN.values()]
    assert [as_written(html) for html in found] == wanted


async def test_rich_text_keeps_styles_lists_and_unknown_elements_out(page: Page) -> None:
    text = {"type": "text", "text": "hi", "style": {"bold": True, "code": True}}
    section = {"type": "rich_text_section", "elements": [text, {"type": "constructor"}]}
    items = {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [section]}
    [html] = await drawn(page, "rich_text", "parseRichText", [[section, items]])
    bold = "<p><strong><code>hi</code></strong></p>"
    assert html == f'{bold}<ol class="depth-1"><li>{bold}</li></ol>'


ADDRESSES = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "java\tscript:x"]


async def test_no_link_leads_to_a_script(page: Page) -> None:
    links = [{"type": "link", "url": address} for address in ADDRESSES]
    rich = [[{"type": "rich_text_section", "elements": [link]}] for link in links]
    found = [
        *await drawn(page, "mrkdwn", "parseMrkdwn", [f"<{a}|click>" for a in ADDRESSES]),
        *await drawn(page, "markdown", "parseMarkdown", [f"[click]({a})" for a in ADDRESSES]),
        *await drawn(page, "rich_text", "parseRichText", rich),
    ]
    assert [html for html in found if "<a" in html] == []
    assert len(found) == 3 * len(ADDRESSES)


HOSTILE = ["> " * 4000, "*_~" * 4000, "[" * 4000, "- " * 4000, "`" * 4000, "|-" * 4000, "\\" * 4000]


async def test_long_nonsense_is_read_in_reasonable_time(page: Page) -> None:
    for module, parser in (("mrkdwn", "parseMrkdwn"), ("markdown", "parseMarkdown")):
        took = await page.evaluate(
            """async ([module, parser, sources]) => {
              const parse = (await import(`/page/text/${module}.js`))[parser];
              const before = performance.now();
              sources.forEach(parse);
              return performance.now() - before;
            }""",
            [module, parser, HOSTILE],
        )
        assert took < 4000
