# Two commands do everything: `make site` and `make test`. They set up what they need in .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WEEKLY := .cache/weekly
MUTANTS := .cache/mutants
BENCH := .cache/bench
# Names of people and journals, words that are misspelt on purpose, and broken fixtures.
NOT_SPELLED := '*.csl,seeds/references.yaml,seeds/glossary.yaml,seeds/editions,tests/author,tests/bench,tests/diagnostics,tests/fuzz,tests/hostile,tests/read,tests/resolve,tests/write,tests/site/search_queries.md,*/__pycache__/*,*/.mypy_cache/*'
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site test serve check lint bench fuzz lock links audit mutants clean

site: $(VENV)/site.stamp ## the whole site in site/; faults leave the old one as it was
	$(BIN)/handbook site

test: $(VENV)/test.stamp ## everything that can be checked, in a real browser too
	$(BIN)/python -m tests.site.browser
	$(BIN)/python -m pytest -n 2 --dist loadfile

serve: $(VENV)/site.stamp ## the site on this machine, following every change
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

check: $(VENV)/site.stamp ## the seeds alone, no site
	@$(BIN)/handbook check

lint: $(VENV)/test.stamp
	$(BIN)/ruff check hooks tests
	$(BIN)/ruff format --check hooks tests
	$(BIN)/mypy
	$(BIN)/codespell README.md CONTRIBUTING.md CHANGELOG.md docs seeds hooks tests overrides --skip $(NOT_SPELLED) --ignore-words .codespell-ignore
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/problem.yml .github/ISSUE_TEMPLATE/source.yml .github/ISSUE_TEMPLATE/term.yml
	$(BIN)/zizmor --offline --quiet .github

bench: $(VENV)/test.stamp $(BENCH)/stamp ## builds of any size beside plain and usual ones: BENCH_OPTIONS=--large for 5,000 pages
	$(BIN)/python -m tests.bench $(BENCH_OPTIONS)

fuzz: $(VENV)/test.stamp ## handbooks that nobody would write, for MINUTES (5); a failure names its SEED, which shows it again
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),5) $(if $(SEED),--seed $(SEED))

lock: $(VENV)/test.stamp ## renew the locked requirements
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-test.txt
	$(BIN)/uv pip compile requirements-weekly.in --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-weekly.txt
	$(BIN)/uv pip compile requirements-bench.in --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-bench.txt
	$(BIN)/uv pip compile requirements-mutants.in --constraint requirements-test.txt --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-mutants.txt

links: site $(WEEKLY)/stamp ## the links of the built site that lead out of it; needs a network
	$(WEEKLY)/bin/lychee --no-progress --scheme https --scheme http --max-concurrency 8 --max-retries 3 --timeout 30 --accept 200..=299,403,429 --exclude '/edit/main/' --exclude '/issues/new' --exclude-path '404[.]html$$' $(LINKS_OPTIONS) site

audit: $(WEEKLY)/stamp ## what is locked, held against known weaknesses; needs a network
	$(WEEKLY)/bin/pip-audit --disable-pip --require-hashes --progress-spinner off --requirement requirements.txt --requirement requirements-test.txt --requirement requirements-weekly.txt --requirement requirements-bench.txt --requirement requirements-mutants.txt

mutants: $(MUTANTS)/stamp ## small faults put into resolve and validate one by one: which does no test notice? needs a network
	rm -rf $(MUTANTS)/run
	mkdir $(MUTANTS)/run
	cp -R hooks $(MUTANTS)/run/src
	cp -R tests pyproject.toml $(MUTANTS)/run
	cd $(MUTANTS)/run && HYPOTHESIS_PROFILE=mutants ../bin/mutmut run $(MUTANTS_OPTIONS)
	cd $(MUTANTS)/run && ../bin/mutmut results | sed '/: not checked$$/d'

clean:
	rm -rf $(VENV) .cache site .site.making-*

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@echo "Setting up in $(VENV): a minute or two, and only the first time"
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/site.stamp
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-test.txt
	@touch $@

$(WEEKLY)/stamp: requirements-weekly.txt
	$(PYTHON) -m venv $(WEEKLY)
	$(WEEKLY)/bin/pip install --quiet --require-hashes --requirement requirements-weekly.txt
	@touch $@

$(BENCH)/stamp: requirements-bench.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/pip install --quiet --require-hashes --requirement requirements-bench.txt
	@touch $@

$(MUTANTS)/stamp: requirements-mutants.txt requirements.txt
	$(PYTHON) -m venv $(MUTANTS)
	$(MUTANTS)/bin/pip install --quiet --require-hashes --requirement requirements.txt
	$(MUTANTS)/bin/pip install --quiet --require-hashes --requirement requirements-mutants.txt
	@touch $@
