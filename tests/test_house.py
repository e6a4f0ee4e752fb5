"""The rules of the house, tested: layers, documented knobs, migrations, file sizes, language catalogues, CSP."""

import ast
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [p for p in ROOT.glob("**/*.py") if not {".venv", "migrations", "var"} & set(p.relative_to(ROOT).parts)]
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def test_layers():
    """Who may import whom: the contract in pyproject.toml, exhaustive, so that a new file must be given its place."""
    run = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_text_engine_loads_no_django():
    code = "import sys, claims.text, claims.workflow; sys.exit(any(m.split('.')[0] == 'django' for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_every_knob_is_in_the_example_environment():
    code = "\n".join(p.read_text() for p in (ROOT / "factcheck").glob("*.py"))
    read = set(re.findall(r"""\b(?:text|flag|number|listing)\(\s*["']([A-Z_]+)["']""", code))
    assert len(read) > 10
    documented = set(re.findall(r"^FACTCHECK_([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert read == documented - {"PUBLISH"}, "PUBLISH is read by docker-compose.yml"


def test_settings_read_the_environment_in_one_place():
    readers = [
        p.relative_to(ROOT) for p in SOURCES if p.parts[-2] in {"claims", "factcheck"} and "os.environ" in p.read_text()
    ]
    assert {str(p) for p in readers} <= {"factcheck/environment.py", "factcheck/celery.py", "factcheck/wsgi.py"}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_psycopg_3_is_not_here():
    """Django silently prefers it to the psycopg2-binary that this project is built on."""
    with pytest.raises(PackageNotFoundError):
        version("psycopg")


def test_files_are_short():
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > LONGEST_FILE}
    assert long == {}


def functions():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield path.relative_to(ROOT), node


def test_functions_can_be_read_in_one_look():
    long = [f"{path}:{f.name}" for path, f in functions() if f.end_lineno - f.lineno > LONGEST_FUNCTION]
    assert long == []


def test_nothing_is_imported_inside_a_function():
    """Except where Django itself asks for it (an app's start) or a test's set-up must come first."""
    inside = {
        f"{path}:{f.name}"
        for path, f in functions()
        if path.parts[0] in {"claims", "factcheck"}
        and any(isinstance(n, (ast.Import, ast.ImportFrom)) for n in ast.walk(f))
    }
    assert inside <= {"claims/apps.py:lay_foundations"}


def test_no_utils():
    assert not [p for p in SOURCES if p.name in {"utils.py", "helpers.py", "misc.py"}]


WRITES = re.compile(
    r"\.(save|delete|create|create_user|create_superuser|bulk_create|bulk_update|update_or_create|get_or_create)\("
    r"|\.(save_m2m|set_password|set_unusable_password|adelete|asave|acreate|aupdate|execute)\("
    r"|super\(\)\.(save_model|save_related|save_formset|save_form|delete_model|delete_queryset)\("
    r"|\.(groups|user_permissions|topics|\w+_set)\.(set|add|remove|clear)\("
    r"|(objects|filter|exclude|all|order_by)\b[^\n]*\.update\("
)
ACTION = re.compile(
    r"\b(speakers|events|claims|articles|verdicts|sources|decisions|newsrooms|people|replies|silences|filters"
    r"|official_values|topics)"
    r"\.(create|save|set_password)\("
)
# What the demo alone may write: it fills an empty installation, for which the desk has no page.
EXCEPTIONS = {
    ("claims/management/demo/cast.py", "Topic.objects.create("),
    ("claims/management/demo/cast.py", "User.objects.create_user("),
    ("claims/management/demo/cast.py", "person.groups.add("),
    ("claims/site/picture.py", '.save(out, "PNG"'),  # a picture into memory, no row
}


def writes():
    """(file, line of code) of each write to rows in a door that is no call of an action."""
    for path in (p.relative_to(ROOT) for p in SOURCES):
        if path.parts[0] != "claims" or not {"desk", "site", "api", "shown", "management", "tasks.py"} & set(
            path.parts
        ):
            continue
        for line in (ROOT / path).read_text().splitlines():
            if WRITES.search(line) and not ACTION.search(line):
                yield str(path), line.strip()


def test_actions_are_the_only_code_that_writes():
    """Doors call actions: no save, create, update, delete or change of a set of rows outside the actions."""
    excepted = {(path, part) for path, part in EXCEPTIONS for file, line in writes() if file == path and part in line}
    assert excepted == EXCEPTIONS, "an exception that is no longer needed"
    assert [(f, line) for f, line in writes() if not any(f == path and part in line for path, part in EXCEPTIONS)] == []


@pytest.mark.parametrize(
    "line",
    [
        "super().save_model(request, obj, form, change)",
        "super().save_related(request, form, formsets, change)",
        "person.groups.set(Group.objects.filter(name__in=roles))",
        "form.save()",
        "user.set_password(password)",
        'Claim.objects.filter(pk=1).update(public="none")',
        "claim.sources.all().update(title=1)",
    ],
)
def test_a_write_in_a_door_would_be_seen(line):
    assert WRITES.search(line) and not ACTION.search(line)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/en/", "/admin/login/", "/en/admin/login/", "/api/v1/claims/", "/no-such-page/"]
)
def test_strict_content_security_policy_on_every_page(path):
    policy = Client().get(path).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "http" not in policy


def test_templates_carry_no_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")|<style|\sstyle=|\son[a-z]+=\"|javascript:",
        re.I,
    )
    found = [
        f"{p.relative_to(ROOT)}:{n}"
        for p in (ROOT / "templates").glob("**/*.html")
        for n, line in enumerate(p.read_text().splitlines(), 1)
        if inline.search(line)
    ]
    assert found == []


def test_templates_call_on_no_other_host():
    outside = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""")
    found = [str(p.relative_to(ROOT)) for p in (ROOT / "templates").glob("**/*.html") if outside.search(p.read_text())]
    assert found == []


CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def catalogue():
    """Every translated msgid of the Indonesian catalogues."""
    known = set()
    for path in ROOT.glob("claims/**/locale/id/LC_MESSAGES/django.po"):
        for block in re.findall(r"((?:^[^\n]+\n)+)", path.read_text(), re.M):
            ids = re.search(r'^msgid ((?:".*"\n)+)', block, re.M)
            words = re.search(r'^msgstr(?:\[0\])? ((?:".*"\n?)+)', block, re.M)
            if ids and words and unquoted(words[1]) and "#, fuzzy" not in block:
                known.add(unquoted(ids[1]))
    return known


def unquoted(lines):
    return "".join(ast.literal_eval(line) for line in lines.strip().splitlines())


def used_messages():
    """(place, msgid) of every message in the code."""
    for path in SOURCES:
        if path.relative_to(ROOT).parts[0] != "claims":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", None)
            if isinstance(node, ast.Call) and name in CALLS:
                for arg in node.args:
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str):
                        yield path.relative_to(ROOT), arg.value
                        break


def test_every_message_of_the_code_has_its_indonesian():
    known = catalogue()
    missing = [f"{path}: {message}" for path, message in used_messages() if message not in known]
    assert missing == []
