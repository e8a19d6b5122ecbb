# The commands of the house; `make run` and `make test` work on a fresh machine.
SHELL := /bin/bash
PY := .venv/bin/python
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

.PHONY: run test bench shell assets messages lock lint

.venv/.ready: requirements/dev.txt setup.cfg
	@command -v python3 >/dev/null || { echo "python3 (3.11 or later) is missing: apt-get install python3 python3-venv"; exit 1; }
	@test -x .venv/bin/python || python3 -m venv .venv || { echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	.venv/bin/python -m portal.messages compile
	@touch $@

run: .venv/.ready
	@$(PY) -m portal.run

test: .venv/.ready
	bash .ci/test

bench: .venv/.ready
	$(PY) -m bench

shell: .venv/.ready
	@test -f instance/demo.env || { echo "run 'make run' once first"; exit 1; }
	@set -a; . instance/demo.env; set +a; PATH="$(CURDIR)/.venv/bin:$$PATH" bash

messages: .venv/.ready
	$(PY) -m portal.messages extract $(ROOM)

assets:
	npm install --no-audit --no-fund && npm run build

lint: .venv/.ready
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports && .venv/bin/mypy

lock: .venv/.ready
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 setup.cfg -o requirements/base.txt
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --extra dev --extra pdf setup.cfg -o requirements/dev.txt
	$(PY) -m portal.sbom
