"""The request to the model: limited, numbered, as data."""

import json
from dataclasses import replace

from knowledge.answers.written_answer import AnswerWriter, rules
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Turn
from tests.chat_script import ScriptedChat, saying
from tests.knowledge.composed_answers import QUESTION, Fixed, composed

FIRST = "Start with RESTful API design and implementation [1]."


async def test_the_model_is_sent_bounded_data() -> None:
    long = 'Rate limiting \\ "quotes" and queues. ' * 400
    paragraphs = "".join(f"Part {number}. {long}\n\n" for number in range(9))
    document = "# Doc\n\n" + "".join(f"## {t}\n\n{paragraphs}" for t in ("One", "Two", "Three"))
    answer = replace(composed(titles=["One", "Two", "Three"], document=document), question=long * 3)
    chat = ScriptedChat([saying(FIRST)])
    grounded = AnswerWriter(Fixed(answer), chat, Lexicon.load())
    history = [Turn("person", f"{number} {long}") for number in range(50)]
    async for _ in grounded.answer(long, history, level="beginner" * 50):
        pass
    ((system, (turn,)),) = chat.asked
    assert system == rules()
    assert len(system) + len(turn.text) <= 12_000
    data = json.loads(turn.text)
    assert [each["n"] for each in data["sources"]] == [c.number for c in answer.citations]
    assert all(each["passages"] for each in data["sources"])


async def test_the_data_have_question_level_sources_and_history() -> None:
    chat = ScriptedChat([saying(FIRST)])
    grounded = AnswerWriter(Fixed(composed()), chat, Lexicon.load())
    history = [Turn("person", "Hello"), Turn("coach", "See REST [1].")]
    async for _ in grounded.answer(QUESTION, history, level="beginner"):
        pass
    ((_, (turn,)),) = chat.asked
    data = json.loads(turn.text)
    assert (data["question"], data["level"]) == (QUESTION, "beginner")
    assert data["earlier"] == [
        {"from": "person", "text": "Hello"},
        {"from": "coach", "text": "See REST."},
    ]
    first = data["sources"][0]
    assert first["section"].endswith("API Development")
    assert "Rate limiting and throttling mechanisms" in first["passages"]
    assert "rate limiting" in data["glossary"]
