# Two commands set up everything on a machine that has Python, make and git: `make sandbox` and `make test`.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev

.PHONY: sandbox test lint format messages rights rights-every bench migration manifest locks photographs shots clean

sandbox: $(READY)
	$(RUN) -m bot sandbox $(if $(WORLD),--language $(WORLD)) $(if $(PORT),--port $(PORT))

test: $(DEV)
	$(RUN) -m pytest -n 2 --dist worksteal

lint: $(DEV)
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/deptry .

format: $(DEV)
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

messages: $(DEV)
	$(RUN) -m bot.i18n

rights: $(DEV)
	$(RUN) -m tests.rights.table

rights-every: $(DEV)
	RIGHTS=every $(RUN) -m pytest -n 2 --dist worksteal tests/rights

bench: $(DEV)
	$(RUN) -m tests.bench.bench

migration: $(DEV)
	$(RUN) -m migrations.new "$(m)"

manifest: $(DEV)
	$(RUN) -m bot manifest --write

photographs: $(DEV)
	$(RUN) -m tests.browser.photographs

shots: $(DEV)
	$(RUN) -m tests.browser.shots

# The locks carry versions and hashes, no addresses. Needs uv (pip install uv).
locks:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) .dossier

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dossier needs Python 3.11 or newer; say which with PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(READY): requirements.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $(READY)

$(DEV): requirements-dev.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $(READY) $(DEV)
