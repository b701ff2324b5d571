# Python 3.11 or newer with venv, make and a C compiler are enough; everything else is set up here, in .venv.

PYTHON ?= python3
FASTEST := $(if $(filter file,$(origin PYTHON)),--fastest)
VENV ?= .venv
WORKERS ?= 2
RECIPE ?= recipes/quickstart.yaml recipes/first_table.yaml
# its loops are compiled when they are first run, which takes as long as the others together: so beside them
BESIDE := $(if $(filter file,$(origin RECIPE)),recipes/first_frames.yaml)
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--python-version 3.11 $(UPGRADE)

.PHONY: help run test quick check real coverage bench docs setup lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run:  ## set up what a run needs, then make and report the quickstart's three datasets (RECIPE=file for another)
	@$(PYTHON) tools/environment.py $(VENV) run $(FASTEST)
	@$(if $(BESIDE),told=$$(mktemp); $(BIN)/provender run -c $(BESIDE) > $$told 2>&1 & \
	beside=$$!; trap "exit 130" INT TERM; trap "kill $$beside 2> /dev/null; rm -f $$told" EXIT;) \
	for recipe in $(RECIPE); do echo "$$recipe:"; $(BIN)/provender run -c $$recipe || exit; done \
	$(if $(BESIDE),; wait $$beside; code=$$?; echo "$(BESIDE):"; cat $$told; exit $$code)

test: setup  ## all tests, slow ones included
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal

quick: setup  ## the tests without the slow ones, under three minutes
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal -m "not slow"

check: setup  ## ruff, mypy --strict, import contracts, the house's bounds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q tests/test_house.py

real: setup  ## the tests on real data (PROVENDER_DATA); one that is skipped fails
	$(BIN)/pytest -q -n $(WORKERS) -m real --no-skips

coverage: setup  ## all tests with branch coverage
	$(BIN)/pytest -q -n $(WORKERS) --cov --cov-report=term-missing:skip-covered

bench: setup  ## NAME=x runs one side-by-side measurement; alone it lists them
	@$(BIN)/python -m bench.harness $(NAME)

docs: setup  ## write docs/reference/ again from the parts, the recipe's schema and the verbs
	@$(BIN)/python tools/reference.py

setup:  ## the environment with everything that the tests need
	@$(PYTHON) tools/environment.py $(VENV) dev $(FASTEST)

lock: setup  ## pin the requirements again (UPGRADE=--upgrade for the newest)
	$(COMPILE) pyproject.toml --extra quickstart -o requirements/run.txt
	$(COMPILE) pyproject.toml --all-extras --group dev -c requirements/run.txt -o requirements/dev.txt
	$(COMPILE) --group build -c requirements/dev.txt -o requirements/build.txt
	$(COMPILE) --group uv -o requirements/uv.txt

clean:  ## remove the environment and all caches; runs stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage build dist
