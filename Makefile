# `make` alone lists what there is. What each command does stands in scripts/.
export PORT ?= 8000
export SAMPLE ?= 1

.DEFAULT_GOAL := help
.PHONY: help run setup test bench check fmt workflow lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing and serve http://127.0.0.1:8000 (PORT=8001 · SAMPLE=0: a clean ward)
	@scripts/run.sh

setup: ## the same without serving: libraries, key, database, the plan's data
	@scripts/setup.sh

test: ## install what is missing and run every test, on SQLite and on PostgreSQL
	@scripts/test.sh

bench: ## measure side by side, on SQLite and on PostgreSQL: a table and bench/results.json
	@scripts/bench.sh

check: ## style, templates, one-way imports, migrations, generated pictures: all checks, one verdict
	@scripts/check.sh

fmt: ## put Python and templates into shape
	@scripts/install.sh check
	@.venv/bin/python -m ruff check --fix --quiet . || true
	@.venv/bin/python -m ruff format --quiet .
	@git ls-files -z --cached --others --exclude-standard -- '*templates/*.html' | xargs -0 -r .venv/bin/djade || true

workflow: ## draw the workflow pictures in README.md and docs/ anew from the code
	@scripts/install.sh run
	@.venv/bin/python scripts/secret_key.py
	@.venv/bin/python manage.py draw_workflow

lock: ## write requirements*.lock anew from pyproject.toml (UPGRADE=1: newest versions)
	@scripts/lock.sh
