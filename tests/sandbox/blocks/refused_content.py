"""Rich text, tables and charts with one thing wrong."""

from tests.sandbox.blocks.example_objects import Json, plain, rich_text
from tests.sandbox.blocks.examples import MESSAGE, MESSAGE_AND_HOME
from tests.sandbox.blocks.refusals import Group, example, x

RAW: Json = {"type": "raw_text", "text": "x"}
TEXT: Json = {"type": "text", "text": "a"}
BAR = MESSAGE["bar"]["chart"]
TABLE, DATA_TABLE, PIE = MESSAGE_AND_HOME["table"], MESSAGE["data_table"], MESSAGE["pie"]


def _part(kind: str, *elements: Json, **fields: object) -> Json:
    return {"type": kind, "elements": list(elements), **fields}


GROUPS = [
    Group(
        "rich text's parts",
        lambda part: [{"type": "rich_text", "elements": [part]}],
        [
            (TEXT, "/type", "unsupported type: text"),
            (_part("rich_text_list"), "", "field: style"),
            (_part("rich_text_list", style="dots"), "/style", "bullet"),
            (_part("rich_text_list", style="bullet", indent=9), "/indent", "at most 8"),
            (_part("rich_text_list", TEXT, style="bullet"), "/elements/0/type", "text"),
            (_part("rich_text_quote", border=2), "/border", "at most 1"),
            (
                _part("rich_text_preformatted", {"type": "emoji", "name": "a"}),
                "/elements/0/type",
                "emoji",
            ),
        ],
        prefix="/blocks/0/elements/0",
    ),
    Group(
        "rich text's inline elements",
        lambda element: [rich_text(element)],
        [
            ({"type": "text", "text": ""}, "/text", "more than 0"),
            ({**TEXT, "style": {"big": True}}, "/style", "property: big"),
            ({**TEXT, "style": {"bold": 1}}, "/style/bold", "boolean"),
            ({"type": "mention"}, "/type", "mention"),
            ({"type": "user"}, "", "field: user_id"),
            ({"type": "link", "url": "x"}, "/url", "invalid url"),
            ({"type": "broadcast", "range": "all"}, "/range", "everyone"),
            ({"type": "color", "value": "red"}, "/value", "#F405B3"),
            ({"type": "date", "timestamp": "1", "format": "a"}, "/timestamp", "integer"),
        ],
        prefix="/blocks/0/elements/0/elements/0",
    ),
    example(
        "table",
        "home",
        [
            ({"rows": [[RAW]] * 101}, "/rows", "100 items"),
            ({"rows": [[RAW] * 21]}, "/rows/0", "20 items"),
            ({"rows": [[plain()]]}, "/rows/0/0/type", "plain_text"),
            ({"column_settings": [{"align": "top"}]}, "/column_settings/0/align", "center"),
        ],
    ),
    example(
        "data_table",
        "message",
        [
            ({"caption": None}, "", "field: caption"),
            ({"rows": [[RAW]]}, "/rows", "fewer than 2"),
            ({"rows": [[RAW], [RAW, RAW]]}, "/rows/1", "same number"),
            ({"rows": [[rich_text()], [RAW]]}, "/rows/0/0/type", "rich_text"),
            ({"page_size": 101}, "/page_size", "100"),
        ],
    ),
    example(
        "pie",
        "message",
        [
            ({"title": x(51)}, "/title", "51"),
            ({"chart": {"type": "radar"}}, "/chart/type", "radar"),
            ({"chart": {"type": "pie", "segments": [{}] * 7}}, "/chart/segments", "6 items"),
        ],
    ),
    Group(
        "bar",
        lambda fields: [{**MESSAGE["bar"], "chart": {**BAR, **fields}}],
        [
            ({"axis_config": {"categories": ["b"]}}, "/series/0/data", "categories"),
            (
                {"axis_config": {"categories": ["Mon"], "x_label": x(51)}},
                "/axis_config/x_label",
                "",
            ),
            ({"series": BAR["series"] * 2}, "/series/1/name", "unique"),
            ({"series": [{**BAR["series"][0], "name": x(21)}]}, "/series/0/name", "21"),
        ],
        prefix="/blocks/0/chart",
    ),
    Group(
        "too many in a message",
        lambda blocks: blocks,
        [
            ([TABLE, TABLE], "/1", "no more than 1 table"),
            ([TABLE, DATA_TABLE], "/1", "no more than 1 table"),
            ([PIE, PIE, PIE], "/2", "no more than 2 data_visualization"),
        ],
        prefix="/blocks",
    ),
]
