# Every command installs what it needs first (config/bootstrap.py) and says what is missing.
PYTHON3 ?= python3
PORT ?= 8000
SERVE ?= 1
# Arguments for pytest: make test ARGS="-k number"
ARGS ?=

export PORT SERVE
export PYTHONUTF8 := 1
PYTHON := .venv/bin/python
# What make starts ends when make is killed.
TIED := $(if $(shell command -v setpriv),setpriv --pdeathsig TERM --)
SERVICES := $(TIED) $(PYTHON) -m config.services run
DEPLOYED = env DEBUG=0 SECURE_COOKIES=1 SITE_URL=https://minh-bach.example.vn SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(60))")
# A binary; programs of the venv that begin with #! do not survive a space in the path.
DJADE := .venv/bin/djade
TEMPLATES = find templates -name '*.html'

.DEFAULT_GOAL := help
.PHONY: help install demo run test check format bench lock longest

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

install:  ## what the working copy needs: .venv, Bootstrap, fonts
	@$(PYTHON3) config/bootstrap.py install

demo:  ## the told cases, their papers in var/demo/, and the site at PORT (SERVE=0: papers only)
	@$(PYTHON3) config/bootstrap.py demo
	@$(SERVICES) -- $(PYTHON) -m config.stack demo

run:  ## the site at PORT with the data already there
	@$(PYTHON3) config/bootstrap.py run
	@$(SERVICES) -- $(PYTHON) -m config.stack

test:  ## all tests on real PostgreSQL and Valkey
	@$(PYTHON3) config/bootstrap.py test
	@$(SERVICES) --throwaway -- $(PYTHON) -m pytest -q -n 2 --dist loadgroup $(ARGS)

check:  ## format, lint, import contracts, types, templates, migrations, deployment, tests
	@$(PYTHON3) config/bootstrap.py check
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	@$(PYTHON) -c "from importlinter.cli import lint_imports_command as c; c()" --no-logo
	$(PYTHON) -m mypy
	$(TEMPLATES) -exec $(DJADE) --check --target-version 5.2 {} +
	$(SERVICES) --throwaway -- $(DEPLOYED) $(PYTHON) manage.py makemigrations --check --dry-run
	$(SERVICES) --throwaway -- $(DEPLOYED) $(PYTHON) manage.py check --deploy --fail-level WARNING
	@$(MAKE) --no-print-directory test

format:  ## formats Python and templates
	@$(PYTHON3) config/bootstrap.py install
	$(PYTHON) -m ruff check --fix-only --quiet .
	$(PYTHON) -m ruff format .
	-$(TEMPLATES) -exec $(DJADE) --target-version 5.2 {} +

bench:  ## measures rendering and pages; writes var/bench/
	@$(PYTHON3) config/bootstrap.py bench
	@$(SERVICES) --throwaway -- $(PYTHON) -m config.bench $(ARGS)

lock:  ## remakes the lock files: hashes, and no addresses
	@$(PYTHON3) config/bootstrap.py install
	@$(PYTHON) config/lock.py

longest:  ## the ten longest functions and files
	@$(PYTHON3) config/longest.py
