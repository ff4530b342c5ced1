"""The deployment files are consistent. Whether the images build isn't tested here."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]


def waits_for(condition: str) -> set[str]:
    """Return the services that others wait for in this way."""
    return {
        name
        for service in SERVICES.values()
        for name, wait in service.get("depends_on", {}).items()
        if wait["condition"] == condition
    }


def test_who_is_waited_for_can_be_waited_for() -> None:
    assert all("healthcheck" in SERVICES[name] for name in waits_for("service_healthy"))
    once = waits_for("service_completed_successfully")
    assert once
    assert all(SERVICES[name]["restart"] == "no" for name in once)


@pytest.mark.parametrize("profile", ["solo", "team", "ollama"])
def test_each_profile_is_complete(profile: str) -> None:
    chosen = {name for name, service in SERVICES.items() if profile in service["profiles"]}
    assert chosen
    assert all(SERVICES[name].get("depends_on", {}).keys() <= chosen for name in chosen)


def test_no_service_starts_without_a_profile() -> None:
    known = {"solo", "team", "ollama"}
    assert all(
        service["profiles"] and {*service["profiles"]} <= known for service in SERVICES.values()
    )


def test_named_volumes_are_declared_and_used() -> None:
    mounted = [volume.split(":")[0] for s in SERVICES.values() for volume in s.get("volumes", [])]
    assert {name for name in mounted if not name.startswith((".", "/"))} == COMPOSE[
        "volumes"
    ].keys()


def test_images_are_pinned_and_the_coach_has_no_privileges() -> None:
    for service in SERVICES.values():
        if "build" in service:
            assert service["cap_drop"] == ["ALL"]
            assert "no-new-privileges:true" in service["security_opt"]
            assert float(service["stop_grace_period"].rstrip("s")) > 10
        else:
            assert re.search(r":[\w.-]+$", service["image"])


def test_the_image_runs_as_a_user_and_can_tell_its_health() -> None:
    stages = DOCKERFILE.split("\nFROM ")
    assert re.findall(r"^USER (\S+)", stages[-1], re.MULTILINE)[-1] not in {"root", "0"}
    assert "HEALTHCHECK" in stages[-1]
    assert "/healthz" in stages[-1]
    assert not re.search(r"SLACK_\w+TOKEN|_SECRET", DOCKERFILE)


def test_secrets_and_data_stay_out_of_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    for name in (".env", ".git", ".venv", ".coach"):
        assert name in ignored or "*" in ignored
    assert not re.search(r"^COPY \. ", DOCKERFILE, re.MULTILINE)


def test_torch_is_pinned_alike_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    files = [(ROOT / name).read_text("utf-8") for name in ("Makefile", "Dockerfile")]
    texts = ["\n".join(project["dependencies"]), *files]
    pins = [set(re.findall(r"\btorch==([\w.]+)", text)) for text in texts]
    assert pins == [pins[0]] * 3
    assert len(pins[0]) == 1
