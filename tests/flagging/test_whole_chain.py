"""The how-to from records to audit, run as it stands on a million records."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

COMMAND = str(Path(sys.executable).with_name("cyberflag"))
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "check-and-flag.md"


@pytest.mark.slow
def test_every_command_of_the_page_runs_and_no_record_is_lost(tmp_path: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    for line in "".join(blocks).splitlines():
        program, *arguments = shlex.split(line)
        assert program == "cyberflag"
        ran = subprocess.run(
            [COMMAND, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, f"{line}\n{ran.stdout}\n{ran.stderr}"
    records = pq.read_metadata(tmp_path / "records.parquet").num_rows
    assert records == 1_000_000
    assert pq.read_metadata(tmp_path / "decisions.parquet").num_rows == records
    assert (tmp_path / "compliance" / "compliance.html").exists()
    assert list((tmp_path / "counts").iterdir())
