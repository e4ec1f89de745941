# The commands. `make book` and `make test` set everything up themselves; nothing else need be typed first.
PYTHON ?= python3
RUN := $(PYTHON) -I setup/run.py
ALONE := $(RUN) --alone
WORKERS ?= 2
# A test that hangs fails and says where, before whoever runs the tests gives up; the longest takes three minutes.
TESTS := $(RUN) -m pytest --timeout 900 --durations 25 --durations-min 5
PORT ?= 8000
# What is typed reaches the commands as it stands: neither make nor the shell reads it once more.
TYPED := SITE SEED PORT INTO CH
$(foreach name,$(TYPED),$(eval override $(name) := $$(value $(name))))
export $(TYPED)

.DEFAULT_GOAL := help
.PHONY: help setup setup-test book sentences serve chapter classroom pdf slides embed zip release accessibility heard test doubt mutants unit lint types format bench binder next load visual bundle lock browsers chromium clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/'

setup:
	@$(PYTHON) -I setup/environment.py book

setup-test:
	@$(PYTHON) -I setup/environment.py test

bundle: setup ## print the models as JavaScript and bundle the scripts again
	@$(ALONE) hatch_build.py

book: bundle ## build the book and say where it is
	@$(ALONE) -m publish.whole

sentences: setup ## write the sentences that many pages say into the chapters
	@$(RUN) -m painloop.data.sentences book/*.md

serve: book ## build the book and serve it on this machine: make serve PORT=8000
	@$(RUN) -m publish.serve "--port=$$PORT"

chapter: bundle ## build one chapter again, quickly: make chapter CH=naltrexone-in-the-body
	@$(ALONE) -m publish.chapter -- "$$CH"

classroom: bundle ## course packages and graded questions with their key: make classroom SITE=https://… SEED=2026
	@test -n "$$SITE" || { echo "Say where your copy of the book is published: make classroom SITE=https://example.org/pain-loop SEED=2026"; exit 2; }
	$(RUN) -m publish.classroom "--site=$$SITE" "--seed=$${SEED:-2026}"

pdf: book chromium ## the whole book on paper: make pdf SITE=https://…
	$(RUN) -m publish.pdf "--site=$$SITE"

slides: book chromium ## slides for each chapter: make slides SITE=https://…
	$(RUN) -m publish.slides "--site=$$SITE"

embed: book chromium ## measure how tall each explorer is in a frame, for the page that tells teachers
	$(RUN) -m publish.embed

zip: book ## one file that holds the whole site, to be opened from the disk
	$(ALONE) -m publish.archive

release: book ## add this edition to a published site: make release INTO=../published
	@test -n "$$INTO" || { echo "Say into which folder: make release INTO=../published"; exit 2; }
	$(ALONE) -m publish.release "--into=$$INTO"

test doubt unit mutants accessibility: export PAINLOOP_STRICT := 1
accessibility: export PAINLOOP_ALL := 1

test: lint types browsers ## style, types, models, chapters, pages in three browsers, JupyterLab
	$(TESTS) -n $(WORKERS) -m "not doubt" --ignore tests/doubt --ignore tests/mutants

doubt: lint browsers ## what is exhaustive and long: set-ups and builds that are broken, interrupted, moved and doubled; hostile settings
	$(TESTS) -n $(WORKERS) -m doubt --ignore tests/mutants
	$(TESTS) -n $(WORKERS) tests/mutants

mutants: setup-test bundle ## make mistakes in the scripts, one at a time, and see by which test each is caught
	$(TESTS) -n $(WORKERS) tests/mutants

unit: setup-test bundle ## the fast tests
	$(TESTS) -p no:xdist -m "not slow" tests/unit tests/chapters # two workers would begin twice, which costs more

lint: setup-test bundle ## style
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m tests.style.scripts style

types: setup-test bundle ## types
	$(RUN) -m mypy
	$(RUN) -m tests.style.scripts types

format: setup-test ## put everything into the style that `make lint` asks for
	$(RUN) -m ruff format .
	$(RUN) -m tests.style.scripts mend

bench: book chromium ## measure the models and the explorers against their peers
	$(RUN) -m benchmarks.patients
	$(RUN) -m benchmarks.explorer
	$(RUN) -m benchmarks.every_explorer

binder: setup ## run every chapter as a notebook in a new environment, made as Binder makes it
	$(RUN) -m benchmarks.binder

next: bundle chromium ## build and look at the book with the newest Python, Sphinx, theme and MyST there are, without Jupyter Book
	$(ALONE) -m publish.next

visual: book chromium ## keep pictures of every explorer in .visual/, and show what changed
	$(RUN) -m tests.visual.compare

load: book ## three hundred readers at once (needs Debian's nginx-light and wrk)
	$(RUN) -m benchmarks.load

accessibility: book chromium ## test what readers are told of accessibility, and write it down for the page that tells them
	PAINLOOP_SITE=_build/html $(TESTS) -n $(WORKERS) -p tests.accessibility.report -m accessibility --ignore tests/mutants

heard: book ## walk through each explorer with the screen reader Orca, and keep in docs/heard what it says (Debian)
	$(RUN) -m publish.heard

browsers: setup-test ## find Chromium, Firefox and WebKit, else fetch Playwright's, else install Debian's
	@$(RUN) -m setup.browsers

chromium: setup-test
	@$(RUN) -m setup.browsers chromium

lock: ## pin the newest versions that fit together (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra book --extra lab --no-header --no-annotate --no-emit-index-url -q -o requirements.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra dev --no-header --no-annotate --no-emit-index-url -c requirements.txt -q -o tests/requirements.txt
	echo "-e ." >> requirements.txt

clean: ## remove what was built
	rm -rf _build node_modules src/painloop/assets src/painloop/web/generated .venv
