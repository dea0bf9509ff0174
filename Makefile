# `make demo` shows the main job; `make check` proves the project; neither edits a file.
UV := .tools/bin/uv
export UV_COMPILE_BYTECODE := 1
export PYTHONPATH := .tools
RUN := env -u PYTHONPATH $(UV) run --frozen --quiet
CORES := 2

.PHONY: demo check check-slow fix bench docs clean setup setup-check setup-slow browser java

demo: setup
	@$(RUN) cyberflag demo

check: setup-check browser
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) zensical build --strict --clean
	$(RUN) pytest -n $(CORES) -m "not slow" --cov --cov-report=
	$(RUN) coverage report --fail-under=90
	$(RUN) coverage report --include='*/core/*,*/harmonise/*,*/measures/*' --fail-under=100

check-slow: setup-slow browser java
	$(RUN) pytest -n $(CORES) -m slow

fix: setup
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

bench: setup-check
	$(RUN) python benchmarks/reading.py
	$(RUN) python benchmarks/layouts.py
	$(RUN) python benchmarks/rules.py
	$(RUN) python benchmarks/flagging.py
	$(RUN) python benchmarks/checking.py
	$(RUN) python benchmarks/audit.py

docs: setup
	$(RUN) zensical build --strict --clean

# The demo needs the least; checking adds the peers of the benchmarks, slow checks add Spark.
setup: .venv/.ready
setup-check: .venv/.ready-check
setup-slow: .venv/.ready-slow

.venv/.ready: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --frozen --inexact --quiet
	@touch $@

.venv/.ready-check: .venv/.ready
	@$(UV) sync --frozen --inexact --quiet --extra learn --group bench
	@touch $@

.venv/.ready-slow: .venv/.ready-check
	@$(UV) sync --frozen --inexact --quiet --extra learn --group bench --extra spark
	@touch $@

$(UV):
	@python3 -m pip install --quiet --target .tools uv

browser:
	@command -v chromium >/dev/null || \
		(apt-get update -qq && apt-get install -y -qq chromium >/dev/null) || \
		(echo "Chromium is needed to test the pages. Run: sudo apt-get install chromium" && exit 1)

java:
	@command -v java >/dev/null || \
		(apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless >/dev/null) || \
		(echo "Spark needs Java 17. Run: sudo apt-get install openjdk-17-jre-headless" && exit 1)

clean:
	rm -rf .venv .tools out site dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
