# make demo [ARTICLES="a.txt folder"]   make test [STRICT=1]   make bench   make train   make clean   make help
#
# Needs Python 3.11 or newer, and the network once, for the packages. PYTHON=… chooses another Python.

MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1
export STRICT

PYTHON ?=
ARTICLES ?= examples
SHARED ?= ../shared
VERSIONS = 3.11 3.12 3.13

# a virtual environment knows its place: the stamps carry it, so that after a move the package is installed again
HERE := $(shell pwd | cksum | cut -d' ' -f1)
BIN = .venv/bin
RUN = .venv/.run-$(HERE)
DEV = .venv/.dev-$(HERE)
NEW_ENOUGH = 'import sys; sys.exit(sys.version_info < (3, 11))'
INSTALL = -m pip install -qq --editable
SORRY = echo 'The packages could not be installed; pip says why above. The first run needs the network.' >&2; exit 1

# $(1) a version; prints the first python of that version that runs, nothing when there is none
find = for p in python$(1) "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$(1).*/bin/python$(1); do \
  "$$p" -c 'import ensurepip, venv' 2>/dev/null && { command -v "$$p"; break; }; done

.PHONY: demo test lint bench train clean help venv
.DELETE_ON_ERROR:

demo: $(RUN)
	@$(BIN)/onrecord read $(ARTICLES)

help:
	@echo 'make demo             read the articles in examples/ and show their statements'
	@echo 'make demo ARTICLES=…  the same for your own files or folders'
	@echo 'make test             style, types and tests, on every Python here of $(VERSIONS)'
	@echo 'make test STRICT=1    the same; a skipped test fails'
	@echo 'make bench            measure accuracy and speed (needs the labelled data in $(SHARED))'
	@echo 'make train            train the model (needs the labelled data; hours)'
	@echo 'make clean            remove the environments and caches'

# makes .venv where it is missing or its Python does not serve
venv:
	@set -e; if $(BIN)/python -c $(NEW_ENOUGH) 2>/dev/null; then exit 0; fi; \
	for p in $(or $(PYTHON),python3 python3.13 python3.12 python3.11 "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[123].*/bin/python3); do \
	  "$$p" -c $(NEW_ENOUGH) 2>/dev/null || continue; \
	  python=$$p; "$$p" -c 'import ensurepip, venv' 2>/dev/null && break; \
	done; \
	test -n "$${python:-}" || { \
	  echo "OnRecord needs Python 3.11 or newer; python3 is $$(python3 --version 2>&1 || true)." >&2; \
	  echo "Install one from your system or python.org, or name it: make PYTHON=/path/to/python3.12 …" >&2; exit 1; }; \
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$$python lacks venv; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	echo "Setting up .venv with $$("$$python" --version) (once; a minute or so) …"; \
	"$$python" -m venv --clear .venv

$(RUN): pyproject.toml | venv
	@$(BIN)/python $(INSTALL) . || { $(SORRY); }
	@touch $@

$(DEV): pyproject.toml | venv
	@$(BIN)/python $(INSTALL) '.[test,dev]' || { $(SORRY); }
	@touch $@ $(RUN)

lint: $(DEV)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check --quiet . || { echo 'not formatted; .venv/bin/ruff format . does it' >&2; exit 1; }
	@$(BIN)/python -m mypy

# the environments at once, then one run after the other
test:
	@$(MAKE) -j4 $(DEV) $(VERSIONS:%=env-%)
	@$(MAKE) lint
	@$(BIN)/python -m pytest -rs
	@for v in $(VERSIONS); do $(MAKE) test-$$v || exit 1; done

# the core tests on another Python
test-%:
	@if [ -x .venv-$*/bin/python ]; then echo "Python $*:"; .venv-$*/bin/python -m pytest -rs -m 'not house' -p no:cacheprovider; fi

# an environment for each other Python; one that is not here is named, and no failure
env-%: | venv
	@if $(BIN)/python -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "$*")'; then exit 0; fi; \
	p=$$($(call find,$*)); \
	if [ -n "$$p" ]; then $(MAKE) .venv-$*/.test-$(HERE) OTHER="$$p"; \
	else rm -rf .venv-$*; echo "Python $* is not here, so nothing is tested on it; install it to have it tested."; fi

.venv-%/.test-$(HERE): pyproject.toml
	@echo "Setting up .venv-$* (once) …"
	@"$(OTHER)" -m venv --clear .venv-$*
	@.venv-$*/bin/python $(INSTALL) '.[test]' || { $(SORRY); }
	@touch $@

bench: $(DEV) .venv-bench/.installed
	@$(BIN)/python -m bench $(SHARED)

# textacy pulls in spaCy, so it has its own environment; without it the comparison is left out
.venv-bench/.installed: bench/textacy.txt
	@$(BIN)/python -m venv --clear .venv-bench
	@if .venv-bench/bin/python -m pip install -qq --requirement bench/textacy.txt; then touch $@; \
	else rm -rf .venv-bench; echo 'textacy could not be installed; OnRecord is measured without it'; fi

train: $(DEV)
	@$(BIN)/python $(INSTALL) '.[train]' || { $(SORRY); }
	@$(BIN)/python -m onrecord.train all --data $(SHARED)/data

clean:
	rm -rf .venv .venv-3.* .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
