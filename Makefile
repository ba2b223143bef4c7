# `make check`: an environment of its own, then the student's main command. `make test`: the same, then everything CI runs.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SIDE_BY_SIDE := -n logical --dist loadfile --no-loadscope-reorder

unexport PYTHONDONTWRITEBYTECODE  # hundreds of processes import this package: compiled once is enough

.PHONY: check test fast lint validate wheel clean

check: $(VENV)/.student
	$(BIN)/learnnn list
	@# On untouched stubs nothing passes yet: that is exit code 1, and no failure of this command.
	$(BIN)/learnnn check || [ $$? -eq 1 ]

test: lint validate
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not alone"
	$(BIN)/python -m pytest -m alone

fast: $(VENV)/.developer
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not slow and not alone"

lint: $(VENV)/.developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check autograder tests benchmarks
	$(BIN)/mypy

wheel: $(VENV)/.developer
	$(BIN)/learnnn release build/course
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

validate: $(VENV)/.developer
	$(BIN)/learnnn validate --strange

clean:
	rm -rf $(VENV) .learnnn .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.student: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.developer: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@ $(VENV)/.student
