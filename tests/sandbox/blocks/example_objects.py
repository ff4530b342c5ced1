"""The small objects that all other examples are built from."""

from typing import Any

Json = dict[str, Any]

IMAGE: Json = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"}
LONG_URL = "https://example.com/" + "a" * 2981


def plain(text: str = "Text") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*Text*") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "a") -> Json:
    return {"text": plain(value), "value": value}


def rich_text(*elements: Json) -> Json:
    inline = list(elements) or [{"type": "text", "text": "Hello"}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": inline}]}
