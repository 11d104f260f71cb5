# The commands of this project. `make` alone, or `make help`, lists them.
PORT ?= 8000
export PORT
export PYTHON
SHELL := /bin/sh
DEV = scripts/venv.sh requirements-dev.txt
# Tests keep out of a database and a data folder that the shell names
CLEAN = env -u DATABASE_URL -u DATA_DIR

.DEFAULT_GOAL := help
.PHONY: help run test test-fast test-long lint format messages bench lock vendor screenshots clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: ## Serve the survey with its demo on 127.0.0.1 (PORT=8000)
	@scripts/run.sh

test: ## Everything CI checks: style, types, SQLite, PostgreSQL, browser (about 18 minutes)
	@scripts/test.sh

test-fast: ## The unit and flow tests on SQLite
	@$(DEV)
	@$(CLEAN) DEBUG=1 .venv/bin/python -m pytest -q -n 2 -m "not long" --ignore=tests/journeys --ignore=tests/bench tests

test-long: ## The long tests too: more examples, attacks, load (see tests marked "long")
	@$(DEV)
	@$(CLEAN) DEBUG=1 HYPOTHESIS_PROFILE=long .venv/bin/python -m pytest -q --timeout=3600 --ignore=tests/journeys --ignore=tests/bench tests
	@$(CLEAN) DEBUG=1 HYPOTHESIS_PROFILE=long scripts/with-postgres.sh .venv/bin/python -m pytest -q --timeout=3600 -m long --ignore=tests/journeys --ignore=tests/bench tests
	@$(CLEAN) DEBUG=1 .venv/bin/python -m pytest -q --timeout=3600 -m long tests/journeys

lint: ## Style, types, import contracts, migrations
	@scripts/lint.sh

format: ## Put Python and templates into the agreed format
	@$(DEV)
	@.venv/bin/ruff check --fix --quiet --exit-zero .
	@.venv/bin/ruff format .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

messages: ## Collect the interface's texts into locale/ and compile the translations
	@$(DEV)
	@.venv/bin/python scripts/messages.py

bench: ## Survey page and submission beside an empty view, bare SQL and a peer
	@scripts/bench.sh

lock: ## Remake requirements.txt and requirements-dev.txt from pyproject.toml
	@$(DEV)
	@scripts/lock.sh

vendor: ## Rebuild the plotly bundle in static/vendor (needs node and npm)
	@scripts/vendor-plotly.sh

screenshots: ## Take the README's pictures from the running demo
	@$(DEV)
	@.venv/bin/python scripts/screenshots.py

clean: ## Remove environments, caches and built files; the data folder stays
	rm -rf .venv .venv-313 .venv-bench build staticfiles .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
