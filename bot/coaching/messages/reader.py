"""Reads what a message wants: the one place that decides between question, report and request.

Pure. Sentences are read one by one, because one message may want several things: "I learned
docker. What next?"
"""

import re
from collections.abc import Callable
from importlib import resources

import yaml

from bot.coaching.courtesy import normalize, strip_courtesy
from bot.coaching.learning.clauses import is_report
from bot.coaching.messages.intent import Intent, Place, Request
from bot.coaching.messages.requests import read_request
from bot.coaching.text import only_says
from knowledge.retrieval import smalltalk
from knowledge.retrieval.smalltalk import SmallTalk

GREETING = "greeting"
"""The text of a request for help that is only a greeting, or asks who the coach is."""
Classify = Callable[[str], Intent]

FEW = 2
"""Sentences up to which a message is short: in longer ones, most sentences are context."""
MOST = 4
"""Requests of one message that are served."""

# Ends of sentences: "I learned docker. What next?", but not "node.js".
_SENTENCES = re.compile(r"(?<=[?!])\s+|(?<=[^\s.]{2}\.)\s+(?=\S)|\n+")
# I learned docker, what next?
_TURN = re.compile(
    r"(?:,|;| -| –| and| so)\s+(?=(?:so |now )?(?:what(?:'s)? (?:is |should i |do i |now|next)"
    r"|how am i|quiz me"
    r"|test me|give me|suggest|who knows|can you|could you|show me|undo|please ))",
    re.I,
)
_ASKS = re.compile(
    r"\?\W*$|^(?:so |and |but |also |ok |okay |well )?(?:what|which|where|when|why|who|whose"
    r"|how(?! to\b)|is|are|am|can|could|do|does|did|should|shall|would|will|has|have|had|isn't"
    r"|aren't"
    r"|doesn't|don't you|any (?:idea|tips?|advice|hints?))\b(?!\s*[,:])"
    r"|^(?:please )?(?:teach|tell|show|explain|describe|compare|define|clarify|walk|help|give"
    r"|remind"
    r"|summari[sz]e|list|recommend)\b(?! (?:that|them|it) )",
    re.I,
)
_THANKS = yaml.safe_load(resources.files(__package__).joinpath("thanks.yaml").read_text("utf-8"))
_REMARKS = frozenset(_THANKS["remarks"].split())
_FILLERS = frozenset(_THANKS["fillers"].split())
_LONGEST_REMARK = 12
# teach me rate limiting
_EXPLAINS = re.compile(r"(?:please )?(?:teach|explain|describe|compare|define|clarify)\b", re.I)
_DATED = re.compile(
    r"\b(?:today|yesterday|this (?:morning|week)|last (?:night|week)|finally|just)\b", re.I
)
_GREETS = re.compile(r"(?:hi|hey|hello|hallo|yo|howdy|hiya|good|morning|coach)\b", re.I)
_KINDS = {
    SmallTalk.HELP: Intent.HELP,
    SmallTalk.IDENTITY: Intent.HELP,
    SmallTalk.GREETING: Intent.HELP,
    SmallTalk.THANKS: Intent.THANKS,
    SmallTalk.FAREWELL: Intent.THANKS,
    SmallTalk.REMARK: Intent.THANKS,
}


def read_message(text: str, place: Place, classify: Classify | None = None) -> tuple[Request, ...]:
    """Return what a message wants, in its order, at most ``MOST`` requests; never empty.

    A message that is neither request nor report is a question. ``classify`` reads the sentences of
    a short message that have no cue.
    """
    plain = normalize(text)
    core = strip_courtesy(plain)
    if small := _small_talk(plain, core, said=bool(text.strip())):
        return (small,)
    pieces = [part for each in _SENTENCES.split(core) for part in _TURN.split(each)]
    sentences = [each for each in map(strip_courtesy, pieces) if re.search(r"[\w?]", each)]
    by_meaning = classify if len(sentences) <= FEW else None
    read = [_read(sentence, place, by_meaning) for sentence in sentences]
    return _merged(read, place)[:MOST] or (_whole(core, place),)


def _small_talk(plain: str, core: str, *, said: bool) -> Request | None:
    """Return the request of small talk, None if it is more; ``said``: there was any text at all."""
    if not re.search(r"[\w?]", core):
        greets = bool(_GREETS.match(plain)) if plain else not said
        return Request(Intent.HELP, GREETING) if greets else Request(Intent.THANKS)
    if _is_remark(plain) or _is_remark(core):
        return Request(Intent.THANKS)
    kind = smalltalk.kind_of(plain) or smalltalk.kind_of(core)
    if kind is None:
        return None
    hello = kind in (SmallTalk.GREETING, SmallTalk.IDENTITY)
    return Request(_KINDS[kind], GREETING if hello else "")


def _is_remark(text: str) -> bool:
    """Whether a text is only thanks or a friendly word; a question never is."""
    short = "?" not in text and len(text.split()) <= _LONGEST_REMARK
    return short and only_says(text, _REMARKS, _FILLERS)


def _read(sentence: str, place: Place, classify: Classify | None) -> Request:
    """Return what one sentence wants; context has the intent ``ASK``, like a question."""
    if _is_remark(sentence):
        return Request(Intent.THANKS)
    if request := read_request(sentence):
        return request
    if is_report(sentence, bare=place is Place.LEARNED):
        return Request(Intent.LOG, sentence)
    explains = _EXPLAINS.match(sentence)
    meant = classify(sentence) if classify and not explains else Intent.ASK
    return Request(meant, sentence)


def _merged(read: list[Request], place: Place) -> tuple[Request, ...]:
    """Join neighbors with the same intent, and leave context to what it belongs to.

    A sentence that asks nothing belongs to the question of its message, else to the report.
    """
    asks = any(_is_question(each) for each in read)
    context = any(each.intent is Intent.ASK and not _is_question(each) for each in read)
    reports = any(each.intent is Intent.LOG for each in read)
    if context and not reports and read[-1].intent in (Intent.NEXT, Intent.HELP) and not asks:
        # The queries are slow. What should I do?
        return ()
    others = any(each.intent not in (Intent.ASK, Intent.LOG, Intent.THANKS) for each in read)
    merged: list[Request] = []
    for each in read:
        now = each
        if each.intent is Intent.THANKS and len(read) > 1:
            continue
        if each.intent is Intent.ASK and not _is_question(each) and not asks:
            if reports:
                now = Request(Intent.LOG, each.text)
            elif others:
                continue
        if merged and merged[-1].intent is now.intent and now.intent in (Intent.ASK, Intent.LOG):
            merged[-1] = Request(now.intent, f"{merged[-1].text}\n{now.text}")
        else:
            merged.append(now)
    if asks and reports and place is not Place.LEARNED and not _is_plain_report(merged):
        return (Request(Intent.ASK, "\n".join(each.text for each in merged)),)
    return tuple(merged)


def _is_question(request: Request) -> bool:
    return request.intent is Intent.ASK and bool(_ASKS.search(request.text))


def _is_plain_report(merged: list[Request]) -> bool:
    """Whether the reports say that something was learned, not what led to a question."""
    reports = [each.text for each in merged if each.intent is Intent.LOG]
    return all(is_report(text, plain=True) or _DATED.search(text) for text in reports)


def _whole(core: str, place: Place) -> Request:
    asks = place is not Place.LEARNED or _ASKS.search(core)
    return Request(Intent.ASK if asks else Intent.LOG, core)
