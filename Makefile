# Everything a developer types. The first start prepares .venv, later ones take seconds.

MAKEFLAGS += --no-print-directory
PYTHON ?= python3
BIN := .venv/bin
# The locks name every package, so nothing is resolved: a package released tomorrow changes nothing here.
INSTALL := $(BIN)/pip install --quiet --no-input --disable-pip-version-check --only-binary :all: --no-deps --require-hashes
QUICK := not journey and not postgres and not crash

.PHONY: help run test check fix bench migrate translate

help:
	@echo "make run        prepare everything and serve the application"
	@echo "make test       prepare everything and run all tests"
	@echo "make check      style, types and the quick tests, for the work at hand"
	@echo "make fix        put the style right"
	@echo "make bench      measure what a page costs"
	@echo "make migrate    bring the database to the newest form"
	@echo "make translate  renew the catalogue of Czech texts"

run: .venv/run.stamp
	@exec $(BIN)/flask --app wsgi serve

test: .venv/dev.stamp
	@tools/test_machine.sh
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --postgres

check: .venv/dev.stamp
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q -m "$(QUICK)"

fix: .venv/dev.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: .venv/dev.stamp
	@$(BIN)/python -m tools.bench

migrate: .venv/run.stamp
	@$(BIN)/flask --app wsgi db upgrade

translate: .venv/run.stamp
	@$(BIN)/python -m tools.translate

.venv/bin/pip:
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock | .venv/bin/pip
	@echo "Installing the packages of $<"
	@$(INSTALL) -r $<
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/bin/pip
	@echo "Installing the packages of $<"
	@$(INSTALL) -r $<
	@touch $@
