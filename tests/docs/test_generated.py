"""Pages made from the code are in step with it."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "generate.py"


def test_every_generated_page_is_in_step() -> None:
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_page_out_of_step_is_named(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.setattr(generate, "DOCS", tmp_path / "docs")
    forces, glossary = (tmp_path / "docs" / page for page in ("reference/forces.md", "glossary.md"))
    forces.write_text(forces.read_text(encoding="utf-8").replace("Gwent", "Gwnt"), encoding="utf-8")
    glossary.write_text(
        glossary.read_text(encoding="utf-8").replace("`AgeBand`", "`Band`"), encoding="utf-8"
    )
    assert generate.stale() == ["reference/forces.md", "glossary.md"]


def test_a_page_that_is_missing_is_named(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.setattr(generate, "DOCS", tmp_path / "docs")
    (tmp_path / "docs" / "reference" / "offences.md").unlink()
    assert generate.stale() == ["reference/offences.md"]
