# Two commands matter: `make run` and `make test`. Each recipe is a visible one-liner.
UV_VERSION ?= 0.13.9
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
PORT ?= 8000
ARGS ?=
UV := .tools/bin/uv
PY := .venv/bin/python
STAMP := .venv/.synced
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv

.PHONY: help run setup test test-long check fix bench lock

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: $(STAMP) ## start Keywork with demo data at http://127.0.0.1:$(PORT)
	@$(PY) manage.py runlocal --port $(PORT)

setup: $(STAMP) ## only prepare the environment

test: $(STAMP) ## run the tests: something of everything a change can break
	@$(PY) -m pytest -n auto --dist worksteal -m "not long" $(ARGS)

test-long: $(STAMP) ## run the wide and slow tests: all odd values, 500 histories, every control taken away, the wide walk
	@$(PY) -m pytest -n auto --dist worksteal -m long $(ARGS)

check: $(STAMP) ## every static check
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/mypy homes/permissions.py homes/dates/__init__.py homes/standards.py homes/audit.py compliance/engine.py compliance/rules children/placements/permissions.py sessions_app/permissions.py
	@$(PY) manage.py makemigrations --check --dry-run
	@$(PY) manage.py check
	@.venv/bin/djlint --lint --quiet templates

fix: $(STAMP) ## repair what can be repaired
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: $(STAMP) ## measure pages and sweeps, beside hand-written SQL
	@$(PY) -m tools.bench $(ARGS)

lock: | $(UV) ## write uv.lock anew, naming PyPI's own hosts only
	@env -u UV_DEFAULT_INDEX -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS $(UV) lock --no-config

$(STAMP): uv.lock pyproject.toml | $(UV)
	@$(UV) sync --frozen --quiet --python $(PYTHON) && touch $@

$(UV):
	@$(PYTHON) -m venv .tools || { echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
