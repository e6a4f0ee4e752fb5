"""`make lint`: formatting, security, types and import layers. All are run; the exit code is 1 where any complains."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAYERS = "import sys; sys.argv[0] = 'lint-imports'; from importlinter.cli import lint_imports_command as go; go()"


def checks(settings):
    """{name: arguments of Python} of what is checked, by pyproject.toml's tools."""
    found = {"format": ["-m", "ruff", "format", "--check", "."], "rules": ["-m", "ruff", "check", "."]}
    if "mypy" in settings:
        found["types"] = ["-m", "mypy"] if settings["mypy"].keys() & {"files", "packages"} else ["-m", "mypy", "claims"]
    if "importlinter" in settings:
        found["layers"] = ["-c", LAYERS]
    return found


def main():
    """Runs every check and returns 1 where one failed, naming it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")).get("tool", {})
    failed = []
    for name, arguments in checks(settings).items():
        print(f"== {name}", flush=True)
        if subprocess.call([sys.executable, *arguments], cwd=ROOT):
            failed.append(name)
    print(f"lint: {', '.join(failed)} failed" if failed else "lint: all well", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
