# Needs python3 >= 3.11 with venv, and make; everything else is installed into $(VENV).

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
VENV ?= .venv
override VENV := $(abspath $(VENV))
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PROFILE ?= quick
PYTEST_ARGS ?=

# Folders that arrive one after another are checked as soon as they hold code.
CODE := src tests $(foreach d,benchmarks examples,$(if $(wildcard $(d)/*.py),$(d)))
PLUGINS := $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml))

export PATH := $(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONPATH PYTHONHOME

.PHONY: help demo test check deep bench docs plugins coverage format

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)$$/make \1|\2/p' Makefile | while IFS='|' read -r name line; \
	do printf '%-14s %s\n' "$$name" "$$line"; done

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "mo_network needs Python 3.11 or newer; call make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[all,dev]"
	@touch $@

demo: $(READY) ## play a season of the House of Resources Saar
	$(BIN)/mo-network demo

test: $(READY) ## run all tests, with the quick profile of Hypothesis
	MO_NETWORK_PROFILE=$(PROFILE) $(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(READY) ## lint, format, types, floors, spelling, documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	@for plugin in $(PLUGINS); do \
		echo "mypy $$plugin"; \
		(cd $$plugin && $(BIN)/mypy --config-file $(CURDIR)/pyproject.toml --cache-dir $(CURDIR)/.mypy_cache .); \
	done
	$(BIN)/lint-imports --no-cache
	$(BIN)/codespell $(CODE) $(PLUGINS) docs changelog.d *.md
	@$(MAKE) --no-print-directory docs

deep: $(READY) ## run all tests with many more examples; takes long
	MO_NETWORK_PROFILE=deep $(BIN)/python -m pytest $(PYTEST_ARGS)

bench: $(READY) ## measure each speed claim beside a peer or a floor
	$(BIN)/python -m benchmarks

docs: $(READY) ## build the documentation into docs/_build; warnings are errors
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html

plugins: $(READY) ## run each plugin's own tests against this tree
ifeq ($(PLUGINS),)
	@echo "no plugin in plugins/ yet: nothing to test"
else
	@for plugin in $(PLUGINS); do \
		echo "== $$plugin"; \
		$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable $$plugin; \
		MO_NETWORK_PROFILE=$(PROFILE) $(BIN)/python -m pytest -c pyproject.toml --rootdir . $$plugin $(PYTEST_ARGS); \
	done
endif

coverage: $(READY) ## run all tests and show lines and branches that none of them took
	MO_NETWORK_PROFILE=$(PROFILE) $(BIN)/python -m pytest --cov --cov-report=term $(PYTEST_ARGS)

format: $(READY) ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
