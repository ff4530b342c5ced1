# Two commands do everything: `make demo` tries the coach in the browser, `make test` runs every test.
# `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# A file's tests stay together: they share expensive setup.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile

export HF_HUB_OFFLINE := 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check bench bench-nudges lock docs clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Skill Coach needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 setup" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# torch is not in the hashed lock, so that users can take a CPU build from another index
# (README, "Installing"); its version is pinned here and in pyproject.toml.
$(VENV)/.torch: requirements.lock | $(BIN)/python
	@echo "Installing torch (once; some minutes on a slow line) ..."
	@$(PIP) install --quiet torch==2.13.0
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.torch
	@echo "Installing the pinned dependencies ..."
	@$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@echo "Exporting the embedding model for the fast runtime (once) ..."
	@$(BIN)/python -m knowledge.embeddings.export
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing the pinned development dependencies ..."
	@$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

setup: $(VENV)/.runtime ## set everything up in .venv; does nothing when nothing changed

setup-dev: $(VENV)/.dev ## setup, and what tests and checks need

demo: setup ## the real bot in a local workspace in the browser; Ctrl-C stops it
	@$(BIN)/coach demo

test: setup-dev ## the whole test suite
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE)

check: setup-dev ## format, lint, types, import rules, docs drift, then the tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/check_words.py
	@$(BIN)/python -m bot.docs --check
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE)

bench: setup-dev ## figures side by side with the naive peer, into bench/results/
	@$(BIN)/python -m bench

bench-nudges: setup-dev ## nudging at a million learners, sends, killed replicas (a quarter of an hour)
	@$(BIN)/python -m bench.nudges

docs: setup-dev ## write the tables that are made from the code into README.md
	@$(BIN)/python -m bot.docs

lock: setup-dev ## update the lock files
	@$(BIN)/python tools/lock.py

clean: ## remove the virtual environment and the coach's local data
	rm -rf $(VENV) .coach
