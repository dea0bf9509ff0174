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


@pytest.fixture
def docs(generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the pages, every generated one just written."""
    copy: Path = shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.setattr(generate, "DOCS", copy)
    for page, write in generate.PAGES.items():
        (copy / page).write_text(write(), encoding="utf-8")
    assert generate.stale() == []
    return copy


@pytest.mark.parametrize(
    ("page", "word"), [("reference/forces.md", "Gwent"), ("glossary.md", "`AgeBand`")]
)
def test_a_page_out_of_step_is_named(
    generate: ModuleType, docs: Path, page: str, word: str
) -> None:
    text = (docs / page).read_text(encoding="utf-8")
    (docs / page).write_text(text.replace(word, "otherwise"), encoding="utf-8")
    assert generate.stale() == [page]


def test_a_page_that_is_missing_is_named(generate: ModuleType, docs: Path) -> None:
    (docs / "reference" / "offences.md").unlink()
    assert generate.stale() == ["reference/offences.md"]
