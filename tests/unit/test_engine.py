"""The engine runs SQL over Arrow tables and says what is wrong with a query."""

import pyarrow as pa
import pytest

from cyberflag.core.errors import CyberflagError
from cyberflag.engine.duck import open_engine


def test_a_table_goes_in_and_a_query_comes_out_as_arrow() -> None:
    with open_engine() as engine:
        engine.register("counts", pa.table({"low": [1, 2, None]}))
        answer = engine.query("SELECT CAST(SUM(low) AS BIGINT) AS low FROM counts")
    assert answer.schema == pa.schema([("low", pa.int64())])
    assert answer.to_pylist() == [{"low": 3}]


def test_a_table_of_the_same_name_replaces_the_earlier() -> None:
    with open_engine() as engine:
        engine.register("counts", pa.table({"low": [1]}))
        engine.register("counts", pa.table({"low": [5]}))
        assert engine.query("SELECT low FROM counts").to_pylist() == [{"low": 5}]


def test_two_engines_share_nothing() -> None:
    with open_engine() as one, open_engine() as other:
        one.register("counts", pa.table({"low": [1]}))
        with pytest.raises(CyberflagError) as raised:
            other.query("SELECT low FROM counts")
    assert raised.value.place == "DuckDB"
    assert "counts" in raised.value.fault
