"""Composition objects: the text, options and dialogs that blocks and elements are made of.

Source of the limits: docs.slack.dev/reference/block-kit/composition-objects.
"""

from sandbox.blocks.relations import Distinct, EitherOf, ExactlyOneOf
from sandbox.blocks.rules import Choice, Flag, Items, OneOf, Rule, Shape, Text, Url

IDENTIFIER = Text(255)
ANY_TEXT = Text()


def plain(most: int) -> OneOf:
    """Return a rule for a plain_text object of at most ``most`` characters."""
    return OneOf({"plain_text": Shape({"text": Text(most), "emoji": Flag()}, ("text",))})


def text(most: int) -> OneOf:
    """Return a rule for a plain_text or mrkdwn object of at most ``most`` characters."""
    mrkdwn = Shape({"text": Text(most), "verbatim": Flag()}, ("text",))
    return OneOf({**plain(most).shapes, "mrkdwn": mrkdwn})


CONFIRM = Shape(
    {
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": Choice(("primary", "danger")),
    },
    required=("title", "text", "confirm", "deny"),
)


def option(words: Rule, **more: Rule) -> Shape:
    """Return an option whose text and description follow ``words``, with ``more`` fields."""
    fields = {"text": words, "value": Text(150), "description": words, **more}
    return Shape(fields, required=("text", "value"))


PLAIN_OPTION = option(plain(75))
RICH_OPTION = option(text(75))
"""Radio buttons and checkboxes may format their options; menus may not."""
OVERFLOW_OPTION = option(plain(75), url=Url())

OPTION_GROUP = Shape(
    {"label": plain(75), "options": Items(PLAIN_OPTION, 100)},
    required=("label", "options"),
    relations=(Distinct("options", "value"),),
)

DISPATCH_ACTION_CONFIG = Shape(
    {
        "trigger_actions_on": Items(
            Choice(("on_enter_pressed", "on_character_entered")),
            most=2,
        )
    },
)

CONVERSATION_FILTER = Shape(
    {
        "include": Items(Choice(("im", "mpim", "private", "public")), 4),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    },
    relations=(EitherOf(("include", "exclude_external_shared_channels", "exclude_bot_users")),),
)

SLACK_FILE = Shape({"id": ANY_TEXT, "url": Url()}, relations=(ExactlyOneOf(("id", "url")),))

INPUT_PARAMETER = Shape({"name": ANY_TEXT, "value": Text(least=0)}, required=("name", "value"))
TRIGGER = Shape(
    {"url": Url(), "customizable_input_parameters": Items(INPUT_PARAMETER, least=0)},
    required=("url",),
    relations=(Distinct("customizable_input_parameters", "name"),),
)
WORKFLOW = Shape({"trigger": TRIGGER}, required=("trigger",))

IMAGE_FIELDS: dict[str, Rule] = {
    "alt_text": Text(2000),
    "image_url": Url(schemes=frozenset({"http", "https"})),
    "slack_file": SLACK_FILE,
}
IMAGE_SOURCE = ExactlyOneOf(("image_url", "slack_file"))
