# Qnector. `make` alone lists what there is.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run serve test bench check setup setup-dev lint types migrations clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## make .venv and install the pinned requirements
	@$(PYTHON) scripts/setup.py

setup-dev: ## the same, with the tools for tests and checks
	@$(PYTHON) scripts/setup.py --dev

run: setup ## start with the demo market on http://127.0.0.1:$${PORT:-3000}
	@QNECTOR_DEMO=1 $(BIN)/python -m qnector serve --build

serve: setup ## start for real use: no demo data, needs QNECTOR_SECRET_KEY
	@$(BIN)/python -m qnector serve --build

test: setup-dev ## run the whole suite, browser journeys included
	@$(BIN)/python scripts/chromium.py
	@$(BIN)/python -m qnector build
	@$(BIN)/python -m pytest -n 2

bench: setup-dev ## run the benchmarks and print ratios (QUICK=1 for a short run)
	@$(BIN)/python -m qnector build
	@$(BIN)/python -m tests.bench

check: setup-dev ## lint, types, architecture rules: what CI runs first
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/architecture -q

clean: ## remove what was built (never the data folder)
	@rm -rf .web .venv .mypy_cache .ruff_cache .import_linter_cache
