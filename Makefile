# The commands of the project. Each one installs what it needs, in this folder.

PYTHON ?= python3
TOOL := .venv-dev/bin/python -m
# Some tests take long: a worker that has done its share takes from the other.
PYTEST := $(TOOL) pytest --numprocesses 2 --dist worksteal
DJADE := find templates -name '*.html' -exec .venv-dev/bin/djade --target-version 5.2

# Without a word about it, a start is a trial on one's own machine: with people whose
# passwords are shown. Who names a secret or a host means a site for others.
ifeq ($(origin DEBUG)$(origin SECRET_KEY)$(origin ALLOWED_HOSTS),undefinedundefinedundefined)
export DEBUG := 1
endif

.PHONY: run test test-fast lint format messages spelling pictures coverage bench packages tools

run: packages
	@exec .venv/bin/python -m config.start

# Everything, on both databases, in a real browser.
test: tools
	@$(TOOL) tests.browser.chromium
	@$(PYTEST) --database sqlite
	@$(PYTEST) --database postgresql -m "not once"

test-fast: tools
	@$(PYTEST) -m "not browser"

lint: tools
	@$(TOOL) ruff check --quiet
	@$(TOOL) ruff format --check --quiet
	@.venv-dev/bin/lint-imports
	@$(DJADE) --check {} +
	@$(TOOL) djlint --lint --quiet templates
	@$(TOOL) pytest tests/project

format: tools
	@$(TOOL) ruff check --fix-only --quiet
	@$(TOOL) ruff format --quiet
	@# It fails where it changed something, so it is asked once more.
	@$(DJADE) {} + || $(DJADE) --check {} +

# Gathers the words of the interface into locale/, for translation.
messages: tools
	@$(TOOL) config.messages

# Checks all Arabic; needs hunspell with its Arabic dictionary.
spelling: tools
	@$(TOOL) config.spelling

# Takes the two pictures of the README.
pictures: tools
	@$(TOOL) pytest tests/browser/pictures.py

coverage: tools
	@$(TOOL) coverage run -m pytest -m "not browser"
	@$(TOOL) coverage report

# How fast and how soundly the site answers, on both databases: about an hour.
bench: tools packages
	@$(TOOL) bench

packages:
	@$(PYTHON) config/install.py .venv requirements.txt

tools:
	@$(PYTHON) config/install.py .venv-dev requirements.txt requirements-dev.txt
