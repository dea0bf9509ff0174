# `make demo` shows the main job; `make check` proves the project; neither edits a file.
UV := .tools/bin/uv
export UV_COMPILE_BYTECODE := 1
export PYTHONPATH := .tools
RUN := env -u PYTHONPATH $(UV) run --frozen --quiet
CORES := 2

.PHONY: demo check check-slow fix bench docs clean setup browser

demo: setup
	@$(RUN) cyberflag demo

check: setup browser
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) zensical build --strict --clean
	$(RUN) pytest -n $(CORES) -m "not slow" --cov --cov-report=
	$(RUN) coverage report --fail-under=90
	$(RUN) coverage report --include='*/core/*,*/harmonise/*,*/measures/*' --fail-under=100

check-slow: setup browser
	$(RUN) pytest -n $(CORES) -m slow

fix: setup
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

bench: setup
	$(RUN) python benchmarks/reading.py
	$(RUN) python benchmarks/layouts.py

docs: setup
	$(RUN) zensical build --strict --clean

setup: .venv/.ready

.venv/.ready: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --frozen --quiet
	@touch $@

$(UV):
	@python3 -m pip install --quiet --target .tools uv

browser:
	@command -v chromium >/dev/null || \
		(apt-get update -qq && apt-get install -y -qq chromium >/dev/null) || \
		(echo "Chromium is needed to test the pages. Run: sudo apt-get install chromium" && exit 1)

clean:
	rm -rf .venv .tools out site dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
