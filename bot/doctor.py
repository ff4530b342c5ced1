"""The checks behind `coach doctor`: what is missing, and how to fix it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from slack_sdk.web.async_client import AsyncWebClient

from bot.assemble import build_chat, open_knowledge
from bot.settings import Settings
from bot.slack.api.errors import error_code
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.app.bolt import web_client
from bot.slack.app.manifest import optional_scopes, scopes
from bot.store.database import open_database
from knowledge.errors import CoachError


class State(StrEnum):
    """The result of a check: fine, fine but worth knowing, or broken."""

    OK = "ok"
    NOTE = "note"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: the part checked, its state, and what to do unless it is ok."""

    part: str
    state: State
    text: str


TOKEN_FIXES = {
    "invalid_auth": "copy the token again from your app's page (OAuth & Permissions)",
    "account_inactive": "install the app in the workspace again",
    "token_revoked": "install the app in the workspace again",
    "not_allowed_token_type": "this variable needs the other kind of token",
    "missing_scope": "add the scope connections:write to the app-level token",
}


async def run_checks(settings: Settings) -> list[Finding]:
    """Run all checks and return one finding each. A failing check does not hide the others."""
    checks: list[Callable[[Settings], Awaitable[Finding]]] = [
        _bot_token,
        _delivery,
        _database,
        _knowledge,
        _chat_model,
    ]
    return [await check(settings) for check in checks]


async def _bot_token(settings: Settings) -> Finding:
    part = "Bot token"
    if settings.slack_bot_token is None:
        return Finding(
            part,
            State.BROKEN,
            "SLACK_BOT_TOKEN isn't set. Copy it from OAuth & Permissions (xoxb-…).",
        )
    client = _client(settings, settings.slack_bot_token.get_secret_value())
    try:
        known = await client.auth_test()
    except SLACK_FAILED as error:
        return Finding(part, State.BROKEN, _refused("SLACK_BOT_TOKEN", error))
    granted = _scopes(known.headers)
    if missing := [s for s in scopes() if s not in granted]:
        return Finding(
            part,
            State.BROKEN,
            (
                f"Missing scopes: {', '.join(missing)}. Update the app with `coach manifest`, "
                "then reinstall it."
            ),
        )
    if declined := [s for s in optional_scopes() if s not in granted]:
        return Finding(
            part,
            State.NOTE,
            (
                f"Connected as {known['user']} in {known['team']}. Without {', '.join(declined)} "
                "the coach answers follow-ups in channel threads only when mentioned."
            ),
        )
    return Finding(part, State.OK, f"Connected as {known['user']} in {known['team']}.")


def _client(settings: Settings, token: str = "") -> AsyncWebClient:
    return web_client(token, settings.slack_api_url, sleep=_no_wait)


async def _no_wait(_seconds: float) -> None:
    """Do not pause between retries: somebody is waiting for the result."""


def _scopes(headers: dict[str, str]) -> set[str]:
    lower = {name.lower(): value for name, value in headers.items()}
    return {scope.strip() for scope in lower.get("x-oauth-scopes", "").split(",")}


async def _delivery(settings: Settings) -> Finding:
    part = "How Slack reaches the coach"
    if settings.slack_app_token is not None:
        token = settings.slack_app_token.get_secret_value()
        try:
            await _client(settings).apps_connections_open(app_token=token)
        except SLACK_FAILED as error:
            return Finding(part, State.BROKEN, _refused("SLACK_APP_TOKEN", error))
        return Finding(part, State.OK, "Socket Mode.")
    if settings.slack_signing_secret is not None:
        return Finding(
            part,
            State.OK,
            f"Signed HTTP on {settings.coach_host}:{settings.coach_port}/slack/events; Slack needs "
            "it at a public https address (`coach manifest --url https://…`).",
        )
    return Finding(
        part,
        State.BROKEN,
        "Set SLACK_APP_TOKEN (Socket Mode: Basic Information, App-Level Tokens, connections:write) "
        "or SLACK_SIGNING_SECRET (HTTP: Basic Information).",
    )


def _refused(variable: str, error: BaseException) -> str:
    reason = error_code(error)
    fix = TOKEN_FIXES.get(reason, "check the token, SLACK_API_URL and your network")
    return f"{variable} was not accepted ({reason}): {fix}."


async def _database(settings: Settings) -> Finding:
    try:
        database = await open_database(settings.database_url)
    except CoachError as error:
        return Finding("Database", State.BROKEN, str(error))
    try:
        return Finding("Database", State.OK, f"{database.engine.dialect.name}, schema up to date.")
    finally:
        await database.close()


async def _knowledge(settings: Settings) -> Finding:
    part = "Documents and model"
    try:
        return await asyncio.to_thread(_check_knowledge, settings, part)
    except CoachError as error:
        return Finding(part, State.BROKEN, str(error))
    except OSError as error:
        text = f"Can't use COACH_DATA_DIR ({error.strerror}): {settings.coach_data_dir}."
        return Finding(part, State.BROKEN, text)


def _check_knowledge(settings: Settings, part: str) -> Finding:
    knowledge = open_knowledge(settings)
    try:
        outlines = knowledge.catalogue().outlines
        knowledge.embedder.embed(["ready?"])
    finally:
        knowledge.close()
    if not outlines:
        return Finding(part, State.BROKEN, "No documents yet. Add some with `coach ingest PATH`.")
    where = "a Chroma server" if settings.coach_chroma_url else "embedded Chroma"
    skills = sum(len(outline.skills) for outline in outlines)
    return Finding(part, State.OK, f"{len(outlines)} with {skills} skills in {where}.")


async def _chat_model(settings: Settings) -> Finding:
    if settings.coach_chat_model is None:
        text = "Not set: answers are composed from the cited passages."
        return Finding("Chat model", State.OK, text)
    try:
        chat = build_chat(settings)
        if chat:
            await asyncio.to_thread(chat.open)
    except CoachError as error:
        return Finding("Chat model", State.BROKEN, str(error))
    return Finding("Chat model", State.OK, f"{settings.coach_chat_model}, ready.")
