"""`/ask`: a question whose answer only the asker sees."""

from bot.slack.answers.conversation import keep_refusal
from bot.slack.answers.streaming import write_answer
from bot.slack.answers.views import answer_message
from bot.slack.api.mrkdwn import plain
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help
from bot.slack.routing.services import Services

HOW = "Type your question after the command, as in `/ask How do I version an API?`"


async def ask(services: Services, call: CommandCall) -> None:
    """Answer the question privately; without one, show how to ask."""
    question = plain(call.text)
    if not question or question.lower() == "help":
        how = command_help(ASK, HOW, await services.catalogue())
        await services.messenger.respond(call.response_url, how)
        return
    await answer_privately(services, call, question)


async def answer_privately(services: Services, call: CommandCall, question: str) -> None:
    """Answer a question that was written after a command; only the person sees it."""
    composed = await services.executor.run(lambda: services.knowledge.answer(question))
    answer = await write_answer(services, (call.workspace, call.person), composed)
    key = f"ask:{call.trigger_id}"
    await services.messenger.respond(call.response_url, answer_message(answer, asked=True, key=key))
    await keep_refusal(services, answer, call.workspace, key, call.person)


ASK = Command(
    "/ask",
    "Ask your team's skills documents; only you see the answer",
    "your question",
    (("<question>", "answers your question, with sources; only you see it"),),
    ask,
    group="Ask",
)
