# Talentstrategie warehouse. `make` on its own lists the targets.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# what is installed is compiled once, whatever the shell says: imports take twice as long without
PIP := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help setup warehouse live ui test test-builds test-unit test-dbt lint format compare superset spine metrics architecture questions isolation portable bench soak gate explain-all simulate audit lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-13s %s\n", $$1, $$2}'

setup: $(VENV)/linked ## create the virtual environment and install the lock

$(VENV)/installed: requirements.lock
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v <= (3, 13) or sys.exit(f"Python 3.11 to 3.13 is needed, this is {v[0]}.{v[1]}; say make PYTHON=python3.12 ...")'
	@echo "setting up $(VENV) (once; about two minutes)"
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --compile --require-hashes -r requirements.lock
	@touch $@

$(VENV)/linked: pyproject.toml $(VENV)/installed
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# DuckDB of other ages, to see that they read what is published and that 2 builds the same, and dbt-metricflow, which asks
# metrics; next to, not in, the environment
.compat/%/installed: tests/compat/%.lock $(VENV)/linked
	@rm -rf $(@D) && mkdir -p $(@D)
	$(PIP) install --compile --no-deps --require-hashes --target $(@D) -r $<
	@touch $@

# Apache Superset has requirements that the product cannot have too: a virtual environment of its own
.compat/superset/installed: tests/compat/superset.lock
	$(PYTHON) -m venv --clear $(@D)
	env -u PYTHONDONTWRITEBYTECODE $(@D)/bin/python -m pip --disable-pip-version-check -qq install --compile --require-hashes -r $<
	@touch $@

# Spark, of make portable: a lock beside its rules
.compat/portable/installed: tests/portable/portable.lock $(VENV)/linked
	@rm -rf $(@D) && mkdir -p $(@D)
	$(PIP) install --no-deps --require-hashes --target $(@D) -r $<
	@touch $@

warehouse: setup ## set up, then build and publish the demo, in data/demo
	$(BIN)/talent build --source demo

live: setup ## set up, ask the publishers what differs (talent probe), then build and publish, in data/live
	$(BIN)/talent probe || [ $$? -eq 3 ]
	$(BIN)/talent build --source live

ui: setup ## the Dagster UI on http://127.0.0.1:3000
	$(BIN)/talent ui

COMPAT := .compat/duckdb-1.2/installed .compat/duckdb-2.0/installed .compat/semantic/installed
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test: setup $(COMPAT) ## set up, then run the tests; those that make whole builds of their own (test-builds) only where CI is set
	$(PYTEST) $(if $(CI),,-m "not builds")

test-builds: setup $(COMPAT) ## the tests that make whole builds of their own: faults of datasets, second builds, refusals, parts, the UI
	$(PYTEST) -m builds

test-unit: setup ## in a minute: the tests that need no build, no publication and no Great Expectations
	$(BIN)/python -m pytest tests/unit

lint: setup ## ruff (with the walls between the rooms), mypy, dbt parse (with the semantic layer), sqlfluff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -c 'import orchestration.assets.transformation'
	$(BIN)/sqlfluff lint --processes 2 dbt_project/models dbt_project/tests dbt_project/analyses

test-dbt: setup ## every model of dbt without data, and its unit tests (part of make test)
	$(BIN)/python -m tests.dbt_units

format: setup ## let ruff lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

isolation: setup ## spoil each dataset in a copy of a built home (HOME_DIR, default data/demo): does all else go out as before?
	$(BIN)/python -m tests.isolation --home $(or $(HOME_DIR),data/demo) $(ISOLATION)

portable: setup .compat/duckdb-2.0/installed .compat/portable/installed ## every relation of a built home (HOME_DIR, default data/demo), chained from raw on DuckDB 1.5 and 2 and on Spark: all equal? (PORTABLE=--planted: are changes of meaning seen?)
	$(BIN)/python -m tests.portable --home $(or $(HOME_DIR),data/demo) $(PORTABLE)

compare: setup ## do two publications say the same? BEFORE=<folder or file> AFTER=<folder or file>
	$(BIN)/python -m tests.compare $(BEFORE) $(AFTER)

spine: setup ## write what is made from the catalogue: dbt's sources, docs/datasets.md
	$(BIN)/python -m ingestion.catalogue.generated

metrics: setup ## write the metrics, saved queries and exposures of the semantic layer, from the seed of indicators
	$(BIN)/python -m tests.metrics

architecture: setup ## write the graphs of docs/architecture.md, from dbt's manifest and the catalogue
	$(BIN)/python -m tests.architecture

questions: setup ## write docs/questions.md: the answers of dbt_project/analyses on the recordings beside the checkout
	$(BIN)/python -m tests.questions

bench: setup ## measure the ratios of the design, each in one run
	$(BIN)/python -m tests.bench

soak: setup ## the long runs: 1,000 spoilings of each body for every reader, 50 builds killed at random moments, 30 publications in the lake of a built home (HOME_DIR, default data/demo), and how it grows over 23 builds
	$(BIN)/python -m pytest -n 2 --hypothesis-profile soak tests/integration/test_any_bytes.py tests/integration/publication/test_lake.py
	$(BIN)/python -m tests.soak
	$(BIN)/python -m tests.soak.lake $(or $(HOME_DIR),data/demo)
	$(BIN)/python -m tests.soak.growth $(or $(HOME_DIR),data/demo)

explain-all: setup ## 1,000 random figures of the scorecard and of the facts of a built home (HOME_DIR), computed anew from their leaves
	TALENT_HOME=$(or $(HOME_DIR),data/demo) $(BIN)/python -m tests.integration.explaining 1000

simulate: setup ## do the published intervals hold 95 %? 2,000 draws of weights, samples and rounding, in a built home (HOME_DIR)
	$(BIN)/python -m tests.simulation --home $(or $(HOME_DIR),data/demo)

gate: setup ## wrong but well-formed bodies planted one at a time in a built home (HOME_DIR, default data/demo); what became of each
	$(BIN)/python -m tests.gate --home $(or $(HOME_DIR),data/demo)

superset: .compat/superset/installed ## import the dashboard of docs/bi/superset into Apache Superset, on a built home (HOME_DIR), and hold its charts against SQL
	.compat/superset/bin/python -m tests.superset $(or $(HOME_DIR),data/demo)/publication/talentstrategie.duckdb

audit: setup ## licences of the locked packages; ADVISORIES=<folder or zip of OSV records> looks for known weaknesses
	$(BIN)/python -m tests.audit $(if $(ADVISORIES),--advisories $(ADVISORIES))

lock: ## compile the lock anew (needs uv)
	uv pip compile --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --universal --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

clean: ## remove the virtual environment and all that is made; leaves $TALENT_HOME alone
	rm -rf $(VENV) .compat dbt_project/target dbt_project/logs .pytest_cache .mypy_cache .ruff_cache
