"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    path for path in ROOT.glob("**/*.md") if not {".venv", "var", ".pytest_cache"} & set(path.relative_to(ROOT).parts)
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document):
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    dead = [t for t in targets if "://" not in t and not (document.parent / t).exists()]
    assert dead == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_named_in_documents_are_there(document):
    """Except a pattern, such as `lang/CODE.toml`."""
    named = re.findall(r"`((?:claims|tests|scripts|factcheck|docs)/[\w./-]+)`", document.read_text(encoding="utf-8"))
    assert [name for name in named if "CODE" not in name and not (ROOT / name).exists()] == []


def test_the_readme_names_the_two_commands_and_fits_on_a_screen():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\n    make run\n" in readme and "\n    make test\n" in readme
    assert len(readme.splitlines()) < 60
