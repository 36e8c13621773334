# RPL Tracker. `make run` serves the demo clinic, `make test` proves it; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run stop test mutants bench lint format lock

export PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
# Tools that only read the code and the settings.
NO_DATABASE := DATABASE_URL=postgres://nobody@localhost:1/none

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(VENV)/.installed ## set up what is missing and serve the demo clinic on http://localhost:8000 (PORT=8001 changes it)
	@exec $(PYTHON) -m rpl_tracker.run

stop: ## stop the embedded database; the data stay
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m rpl_tracker.embedded stop; else echo "Nothing was set up yet."; fi

test: $(VENV)/.installed-dev ## every test, browser journeys included, on a database of its own
	@.ci/setup/browser.sh
	@$(PYTHON) -m pytest -v -n 2 $(ARGS)

mutants: $(VENV)/.installed-mutants ## make the clinical rules wrong, one place at a time: do the tests notice? (half an hour; MODULES='...' narrows it)
	@nice -n 19 $(PYTHON) -m tests.mutation $(MODULES)

bench: $(VENV)/.installed-dev ## how long the work takes, as ratios to baselines of the same run, on a database of its own
	@$(PYTHON) -m tests.bench $(ARGS)

lint: $(VENV)/.installed-dev ## format, lint, types, directions of imports, missing migrations, deployment settings
	@failed=""
	run() { echo "-- $$1"; shift; "$$@" || failed="yes"; }
	run "format" $(PYTHON) -m ruff format --check --quiet .
	run "lint" $(PYTHON) -m ruff check --quiet .
	run "types" $(PYTHON) -m mypy manage.py rpl_tracker patients workup
	run "imports" $(VENV)/bin/lint-imports --no-logo
	run "migrations" env $(NO_DATABASE) $(PYTHON) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run --settings=rpl_tracker.settings.test
	run "deployment" .ci/setup/check_deploy.sh $(PYTHON)
	if [ -n "$$failed" ]; then echo "make lint: something above needs mending (make format mends the layout)"; exit 1; fi
	echo "make lint: all well"

format: $(VENV)/.installed-dev ## lay the code out
	@$(PYTHON) -m ruff format . && $(PYTHON) -m ruff check --fix .

lock: $(VENV)/.made ## lock requirements*.in with hashes
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	for name in requirements requirements-dev requirements-mutants; do
		$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 $$name.in -o $$name.txt
	done

.ONESHELL:
$(VENV)/.made:
	@.ci/setup/venv.sh $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.made requirements.txt
	@echo "Installing what the application needs (once) ..."
	.ci/setup/install.sh $(VENV) requirements.txt
	touch $@

$(VENV)/.installed-dev: $(VENV)/.made requirements-dev.txt
	@echo "Installing what the tests need (once) ..."
	.ci/setup/install.sh $(VENV) requirements-dev.txt
	touch $@

$(VENV)/.installed-mutants: $(VENV)/.installed-dev requirements-mutants.txt
	@echo "Installing what the mutation tester needs (once) ..."
	.ci/setup/install.sh $(VENV) requirements-mutants.txt
	touch $@
