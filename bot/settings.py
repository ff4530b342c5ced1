"""All settings, read once from the environment and a `.env` file.

Nothing else reads ``os.environ``. The README's table is generated from this class: a new field only
needs a description.
"""

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import InputError

SLACK_API = "https://slack.com/api/"


def _empty_is_unset(value: Any) -> Any:
    """Treat empty as unset: compose files and `.env` templates pass unset variables as ""."""
    return None if value == "" else value


def _ends_with_slash(value: Any) -> Any:
    """End the URL with one slash, because the SDK appends method names to it."""
    return value.rstrip("/") + "/" if isinstance(value, str) and value else value


Optional_ = BeforeValidator(_empty_is_unset)
Secret = Annotated[SecretStr | None, Optional_]
OptionalText = Annotated[str | None, Optional_]


class Settings(BaseSettings):
    """Everything an operator can set. Every field has a default that works on a laptop."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    slack_bot_token: Secret = Field(None, description="The bot's token, `xoxb-…`.")
    slack_app_token: Secret = Field(
        None, description="The app-level token, `xapp-…`; when set, Socket Mode is used."
    )
    slack_signing_secret: Secret = Field(
        None, description="Verifies Slack's signed HTTP requests; used without an app token."
    )
    slack_api_url: Annotated[str, BeforeValidator(_ends_with_slash)] = Field(
        SLACK_API, description="Base address of Slack's Web API."
    )
    coach_data_dir: Path = Field(
        Path(".coach"), description="Folder for every local file that the coach writes."
    )
    coach_database_url: OptionalText = Field(
        None,
        description="Database of conversations and learners, `sqlite:///…` or `postgresql://…`; "
        "SQLite in the data folder when unset.",
    )
    coach_chroma_url: OptionalText = Field(
        None,
        description="A Chroma server, `http://host:8000`; embedded in the data folder when unset.",
    )
    coach_chat_model: OptionalText = Field(
        None,
        description="A chat model in LangChain's `provider:model` form; answers are composed from "
        "the cited passages alone when unset.",
    )
    coach_embedding_model: OptionalText = Field(
        None,
        description="Another sentence-transformers model, by name or folder; "
        "the packaged MiniLM when unset.",
    )
    coach_host: str = Field("127.0.0.1", description="Address the web server listens on.")
    coach_port: int = Field(8000, ge=0, le=65535, description="Port the web server listens on.")
    coach_log_level: str = Field(
        "INFO", pattern="(?i)^(debug|info|warning|error)$", description="How much is logged."
    )
    coach_log_format: OptionalText = Field(
        None,
        pattern="^(text|json)$",
        description="`text` or `json`; text on a terminal, else JSON.",
    )

    @property
    def database_url(self) -> str:
        """Return the SQLAlchemy URL, with its async driver.

        Raises:
            InputError: COACH_DATABASE_URL is neither SQLite nor PostgreSQL.
        """
        if self.coach_database_url is None:
            return f"sqlite+aiosqlite:///{(self.coach_data_dir / 'coach.db').resolve()}"
        scheme, separator, rest = self.coach_database_url.partition("://")
        drivers = {
            "sqlite": "sqlite+aiosqlite",
            "postgres": "postgresql+psycopg",
            "postgresql": "postgresql+psycopg",
        }
        if scheme not in {*drivers, *drivers.values()} or not separator:
            raise InputError(
                "COACH_DATABASE_URL must start with sqlite:/// or postgresql://; "
                "see the README's settings."
            )
        return f"{drivers.get(scheme, scheme)}://{rest}"


def load_settings(**overrides: Any) -> Settings:
    """Read and validate the settings.

    Removes the OAuth pair from the environment: Bolt would read it and then use an installation
    store of its own instead of the bot token. Points Matplotlib's font cache at the data folder,
    which can only be done through the environment.

    Raises:
        InputError: a value is invalid; the message names the variable.
    """
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        raise InputError(
            f"{name} isn't valid: {first['msg'].lower()}. See the README's settings."
        ) from None
    os.environ.setdefault("MPLCONFIGDIR", str((settings.coach_data_dir / "matplotlib").resolve()))
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        os.environ.pop(name, None)
    return settings
