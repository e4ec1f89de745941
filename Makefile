# The commands. `make book` and `make test` set everything up themselves; nothing else need be typed first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INPUTS := VERSION requirements.txt pyproject.toml hatch_build.py package-lock.json
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help book serve chapter classroom pdf slides zip release accessibility test unit lint types bench binder load visual bundle lock chromium clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/'

$(VENV)/.book: $(INPUTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The book needs Python 3.11 or newer. Say which: make book PYTHON=python3.12")'
	@echo "Setting up $(VENV) (about two minutes, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: $(VENV)/.book tests/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

bundle: $(VENV)/.book ## print the models as JavaScript and bundle the scripts again
	@$(BIN)/python hatch_build.py

book: bundle ## build the book and say where it is
	$(BIN)/jupyter-book build . -W -n --keep-going
	@echo "The book: $(CURDIR)/_build/html/index.html"

serve: book ## build the book and serve it on http://127.0.0.1:8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html 8000

chapter: bundle ## build one chapter again, quickly: make chapter CH=naltrexone-in-the-body
	@test -f "book/$(CH).md" || { echo "Say which chapter: make chapter CH=naltrexone-in-the-body"; exit 2; }
	@touch book/$(CH).md
	$(BIN)/jupyter-book build . -q
	@echo "The chapter: $(CURDIR)/_build/html/book/$(CH).html"

classroom: bundle ## course packages and graded questions with their key: make classroom SITE=https://… SEED=2026
	@test -n "$(SITE)" || { echo "Say where your copy of the book is published: make classroom SITE=https://example.org/pain-loop SEED=2026"; exit 2; }
	$(BIN)/python -m publish.classroom --site "$(SITE)" --seed "$(or $(SEED),2026)"

pdf: book chromium ## the whole book on paper: make pdf SITE=https://…
	$(BIN)/python -m publish.pdf --site "$(SITE)"

slides: book chromium ## slides for each chapter: make slides SITE=https://…
	$(BIN)/python -m publish.slides --site "$(SITE)"

zip: book ## one file that holds the whole site, to be opened from the disk
	$(BIN)/python -m publish.archive

release: book ## add this edition to a published site: make release INTO=../published
	@test -n "$(INTO)" || { echo "Say into which folder: make release INTO=../published"; exit 2; }
	$(BIN)/python -m publish.release --into "$(INTO)"

test: lint types chromium ## everything CI runs: style, types, models, chapters, pages in a browser, JupyterLab
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

unit: bundle $(VENV)/.test ## the fast tests
	$(BIN)/python -m pytest -n $(WORKERS) tests/unit tests/chapters

lint: bundle $(VENV)/.test ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: bundle $(VENV)/.test ## types
	$(BIN)/mypy

bench: book $(VENV)/.test chromium ## measure the models and the explorers against their peers
	$(BIN)/python -m benchmarks.patients
	$(BIN)/python -m benchmarks.explorer
	$(BIN)/python -m benchmarks.every_explorer

binder: $(VENV)/.book ## run every chapter as a notebook in a new environment, made as Binder makes it
	$(BIN)/python -m benchmarks.binder

visual: book $(VENV)/.test chromium ## keep pictures of every explorer in .visual/, and show what changed
	$(BIN)/python -m tests.visual.compare

load: book ## three hundred readers at once (needs Debian's nginx-light and wrk)
	$(BIN)/python -m benchmarks.load

accessibility: book chromium ## test what readers are told of accessibility, and write it down for the page that tells them
	PAINLOOP_SITE=_build/html PYTHONPATH=tests/accessibility $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -p report -m accessibility

chromium: $(VENV)/.test ## find a browser, else fetch Playwright's, else install Debian's
	@$(BIN)/python -m publish.chromium

lock: ## pin the newest versions that fit together (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra book --extra lab --no-header --no-annotate --no-emit-index-url -q -o requirements.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra dev --no-header --no-annotate --no-emit-index-url -c requirements.txt -q -o tests/requirements.txt
	echo "-e ." >> requirements.txt

clean: ## remove what was built
	rm -rf _build node_modules src/painloop/assets src/painloop/web/generated $(VENV)
