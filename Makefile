# Two commands: `make demo` shows the program at work, `make test` proves it. Both are quick the second time.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOME_FOLDER ?= .data
EXAMPLE := seeds/yearly_data/qinglan-emergency-2025.yaml
DRAFT := out/青岚县应急管理局2025年度法治政府建设情况报告.docx

.PHONY: demo test check ui bench quality screenshots clean

demo: $(VENV)/.installed
	@$(BIN)/python scripts/demo.py --home $(HOME_FOLDER) --data $(EXAMPLE) --out $(DRAFT)

test: $(VENV)/.installed-dev
	@scripts/system_packages.sh
	@$(BIN)/python -m vectorstore.bundled_model
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

# Everything that a commit must pass besides the tests themselves.
check: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

ui: $(VENV)/.installed
	@$(BIN)/nianbao ui --home $(HOME_FOLDER)

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.bench

screenshots: $(VENV)/.installed-dev
	@$(BIN)/python scripts/screenshots.py

$(VENV)/.installed: pyproject.toml constraints.txt scripts/install.sh
	@scripts/install.sh "$(PYTHON)" $(VENV) .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@scripts/install.sh "$(PYTHON)" $(VENV) '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) out build *.egg-info
