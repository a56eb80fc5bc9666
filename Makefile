# What a contributor runs. Plain python3 and pip are enough; everything is installed into .venv.
PYTHON ?= python3
AS_OF  ?= 2026-11-22
SECONDS ?= 600
BIN     = .venv/bin
READY   = .venv/.ready

.PHONY: help site test check pythons fuzz attack bench docs lock clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

site: $(READY) ## render content/ into public/, as of a fixed day so that the example is always alive
	$(BIN)/okrsite build --as-of $(AS_OF)

test: $(READY) ## set everything up and run all tests
	sh .ci/programs
	$(BIN)/python -m pytest -n auto --dist worksteal -q

check: $(READY) ## all that continuous integration runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) site test
	$(MAKE) fuzz SECONDS=24
	$(MAKE) pythons
	$(BIN)/python tools/docs.py --check
	$(BIN)/python tools/catalogue.py --check

docs: $(READY) ## write the reference pages in docs/ anew from the declarations
	$(BIN)/python tools/docs.py

pythons: $(READY) ## build the example with every Python that is here, and compare the bytes
	$(BIN)/python tools/pythons.py

fuzz: $(READY) ## fuzz everything that reads for SECONDS, ten minutes unless told
	$(BIN)/python -m tests.fuzz $(SECONDS)

attack: $(READY) ## the slow proofs: a build killed at every change to the disk, a thousand sites searched for what they withhold
	OKRSITE_KILL_EVERY=1 OKRSITE_LEAK_EXAMPLES=1000 $(BIN)/python -m pytest -q tests/publish/test_killed.py tests/property/test_nothing_leaks.py

bench: $(READY) ## time a large made-up organisation beside Hugo
	$(BIN)/python bench/compare.py
	$(BIN)/python bench/compare.py --weekly

lock: $(READY) ## pin the newest versions that pyproject.toml allows
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade --output-file requirements/dev.txt

clean: ## remove everything that was made
	rm -rf .venv public .okrsite dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
