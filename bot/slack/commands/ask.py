"""`/ask`: a question whose answer only the asker sees."""

from bot.slack.conversation import keep_refusal
from bot.slack.desk import Desk
from bot.slack.registry import Command, CommandCall
from bot.slack.text import plain
from bot.slack.views.answer import answer_message
from bot.slack.views.help import command_help
from bot.slack.writing import finished

HOW = "Type your question after the command, as in `/ask How do I version an API?`"


async def ask(desk: Desk, call: CommandCall) -> None:
    """Answers privately; without a question, says how to ask."""
    question = plain(call.text)
    if not question or question.lower() == "help":
        how = command_help(ASK.usages, HOW, await desk.catalogue())
        await desk.messenger.respond(call.response_url, how)
        return
    composed = await desk.thinker.run(lambda: desk.knowledge.answer(question))
    answer = await finished(desk, (call.workspace, call.person), composed)
    key = f"ask:{call.trigger_id}"
    await desk.messenger.respond(call.response_url, answer_message(answer, asked=True, key=key))
    await keep_refusal(desk, answer, call.workspace, key, call.person)


ASK = Command(
    "/ask",
    "Ask your team's skills documents; only you see the answer",
    "your question",
    (("<question>", "answers just for you, with sources"), ("help", "says how to ask")),
    ask,
)
