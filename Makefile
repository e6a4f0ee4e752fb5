# The commands of Factcheck. Needs make and Python 3.11 or newer; everything else is installed into .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || echo python3)
PORT ?= 8000
ARGS ?=
JOBS ?=
VENV = .venv/bin/python

.DEFAULT_GOAL = help
.PHONY: help run test test-fast lint format bench lock clean venv

help: ## what there is
	@echo "make TARGET, where TARGET is"
	@sed -n 's/^\([a-z-]*\):[^#]*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: ## the newsroom on http://127.0.0.1:8000 (PORT=8001 for another), with demo log-ins; Ctrl-C stops it
	@exec $(PYTHON) scripts/run.py --follow-parent --port "$(PORT)"

test: ## all tests, against PostgreSQL, Redis and Chromium; ARGS="tests/site -k home" goes to pytest, JOBS=1 runs one at a time
	@exec $(PYTHON) scripts/test.py --jobs "$(JOBS)" $(ARGS)

test-fast: ## the tests that are not slow
	@exec $(PYTHON) scripts/test.py --fast --jobs "$(JOBS)" $(ARGS)

lint: venv ## formatting, security, types and import layers, checked
	@$(VENV) scripts/lint.py

format: venv ## formats the code and sorts its imports
	@$(VENV) -m ruff check --quiet --select I --fix . && $(VENV) -m ruff format .

bench: venv ## the benchmarks, as ratios to a plain baseline in the same run
	@$(VENV) scripts/bench.py && $(VENV) scripts/bench_matching.py $(ARGS) && echo && $(VENV) scripts/bench_site.py

lock: venv ## writes requirements/*.lock anew from requirements/*.in (ARGS="--upgrade" for the newest versions)
	@uv=$$(mktemp -d) && trap 'rm -rf "$$uv"' EXIT && $(VENV) -m pip install -q --target "$$uv" uv && cd requirements && \
	for name in base dev bench semantic; do "$$uv/bin/uv" pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-header $(ARGS) -o $$name.lock $$name.in || exit 1; done

clean: ## removes .venv and the caches; the newsroom's data in var/ stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

venv:
	@$(PYTHON) scripts/bootstrap.py dev
