# The two commands a newcomer needs are `make run` and `make test`; each sets up what it needs.
PYTHON := .venv/bin/python
SETUP := sh scripts/setup.sh
WORKERS ?= $(shell nproc)
ARGS ?=

.PHONY: help run test lint bench setup-run setup-test lock

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: setup-run ## start the product with its demo company; Ctrl-C stops it
	@exec $(PYTHON) manage.py up $(ARGS)

test: setup-test ## the whole test suite (ARGS="-k words", WORKERS=4)
	@$(PYTHON) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: setup-test ## style, types, layers, templates, deployment check, missing migrations
	@sh scripts/lint.sh

bench: setup-test ## measure against the targets, on databases of its own
	@$(PYTHON) -m pytest tests/bench -o python_files='bench_*.py' -o python_functions='bench_*' -n 0 -s $(ARGS)

setup-run: .venv/system-run .venv/app node_modules/.served .venv/messages
setup-test: .venv/system-test .venv/app .venv/dev node_modules/.served .venv/messages

.venv/system-run .venv/system-test: .venv/system-%: scripts/setup.sh
	@$(SETUP) system $*
	@mkdir -p .venv && touch $@

.venv/app .venv/dev: .venv/%: requirements/%.txt | .venv/bin/python
	@$(SETUP) python $*
	@touch $@

.venv/bin/python:
	@$(SETUP) environment

node_modules/.served: package-lock.json static/icons.txt scripts/assets.py | .venv/bin/python
	@$(SETUP) assets
	@touch $@

.venv/messages: $(wildcard locale/*/LC_MESSAGES/*.po) | .venv/app
	@$(SETUP) messages
	@touch $@

lock: setup-test ## renew requirements/*.txt from requirements/*.in
	@for name in app dev node; do .venv/bin/uv pip compile --quiet --upgrade --universal \
		--generate-hashes --python-version 3.11 --no-header --no-emit-index-url \
		--no-emit-find-links requirements/$$name.in --output-file requirements/$$name.txt; done
