# Servanda. `make run` shows it, `make test` proves it; both set up what they need in .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV     := $(VENV)/.dev
WORKERS ?= 3
# Much of what the tests do is waiting for servers of their own, so three at a time keep two cores busy.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(RUNTIME) ## Make .venv from the hash-pinned lock, with the command `servanda` in it

run: $(RUNTIME) ## Rehearse the example resolution, then run an instance with its proposals ready to confirm
	@$(BIN)/servanda demo

test: $(DEV) lint ## Format, lint, types, import direction, then every test but the long ones
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile --durations 15

lint: $(DEV) ## Format, lint, strict types and import direction
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: $(DEV) ## The long fault and load runs
	$(BIN)/pytest -q -m soak --timeout 3600

bench: $(DEV) ## Every benchmark, each against its floor in the same run
	@for file in benchmarks/bench_*.py; do $(BIN)/python $$file || exit 1; done

evaluate: $(DEV) ## How well reading agrees with the annotations
	$(BIN)/python -m evaluation.run

format: $(DEV) ## Format and mend what can be mended
	$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

lock: $(DEV) ## Pin the dependencies again
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" requirements.in -o requirements.lock $(UPGRADE)
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" requirements-dev.in -c requirements.lock -o requirements-dev.lock $(UPGRADE)

clean: ## Remove the environment and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Servanda needs Python 3.11 or later; '$(PYTHON)' is older. Name another: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing what Servanda runs on (pinned, with hashes) into $(VENV) ..."
	@$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: help install run test lint soak bench evaluate format lock clean
