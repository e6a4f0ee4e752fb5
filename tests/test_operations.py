"""docs/operations.md is to be followed to the letter: what it names exists."""

import re
from pathlib import Path

import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
SERVICES = set(yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"])


def named_services(line):
    """The services that a `docker compose` command is about."""
    verb, *words = line.removeprefix("docker compose ").split()
    words = [word for word in words if not word.startswith("-")]
    if verb in ("exec", "run"):
        return words[:1]
    return [word.partition("=")[0] for word in words] if verb in ("stop", "logs", "up") else []


def test_every_knob_is_one_of_ours():
    known = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:FACTCHECK|POSTGRES)_\w+", PAGE))
    assert len(named) > 8 and sorted(named - known) == []


def test_every_service_is_in_the_compose_file():
    commands = re.findall(r"docker compose [^`\n|<>]+", PAGE)
    named = {service for command in commands for service in named_services(command)}
    assert {"web", "db", "migrate"} <= named <= SERVICES


def test_every_command_is_there_and_the_epoch_comes_before_the_web():
    commands = re.findall(r"manage\.py (\w+)", PAGE)
    assert {"createsuperuser", "new_epoch"} <= set(commands) <= set(get_commands())
    restore = PAGE.partition("## Restore")[2]
    steps = [
        restore.index(step) for step in ("stop web", "dropdb", "pg_restore", "run --rm migrate", "new_epoch", "up --")
    ]
    assert steps == sorted(steps)


def test_the_readme_leads_here():
    assert "](docs/operations.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
