"""Spark on this machine: the engine for what one process is too small for.

The only module that imports pyspark (the extra ``spark``; it needs Java 17). Workers run the same
Python as this process, so a function given to :meth:`SparkEngine.map_parquet` runs there as here.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from cyberflag.core.errors import CyberflagError

try:
    from pyspark.errors import PySparkException, PySparkRuntimeError
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.pandas.utils import require_minimum_pandas_version

    # Spark maps Arrow batches only where pandas is there, though no pandas is used.
    require_minimum_pandas_version()
except ImportError as absent:
    raise CyberflagError(
        "PySpark or its pandas is not installed",
        place="the engine spark",
        remedy="Install it with `pip install 'cyberflag[spark]'`; it needs Java 17.",
    ) from absent

BatchMap = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
    "spark.sql.execution.arrow.pyspark.fallback.enabled": "false",
}


QUIET = """
rootLogger.level = error
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n
"""
"""Java's log says errors alone."""


class SparkEngine:
    """An :class:`~cyberflag.engine.model.Engine` over a local Spark session."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def register(self, name: str, table: pa.Table) -> None:
        """Make ``table`` known to queries as ``name``; an earlier one of that name is replaced."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)

    def query(self, sql: str) -> pa.Table:
        """Run one SELECT and return its rows. Raises :class:`CyberflagError` on bad SQL."""
        try:
            return self._session.sql(sql).toArrow()
        except PySparkException as fault:
            raise CyberflagError(
                f"the query failed ({type(fault).__name__})",
                place="Spark",
                remedy="Compare the query with the names of the tables and columns.",
            ) from fault

    def map_parquet(
        self,
        source: Path,
        columns: Sequence[str],
        mapped: BatchMap,
        schema: pa.Schema,
        target: Path,
    ) -> None:
        """Run ``mapped`` over the batches of some columns of a Parquet file, on all cores.

        Its batches have ``schema`` and are written as Parquet files into the folder ``target``,
        in no order. Raises :class:`CyberflagError` where the file or a worker fails.
        """
        try:
            rows = self._session.read.parquet(str(source)).select(*columns)
            made = rows.mapInArrow(mapped, from_arrow_schema(schema))
            made.write.option("compression", "zstd").parquet(str(target))
        except PySparkException as fault:
            raise CyberflagError(
                f"Spark stopped ({type(fault).__name__})",
                place=str(source),
                remedy="Make sure that the file is whole and the disk has room; nothing was kept.",
            ) from fault

    def close(self) -> None:
        """Let go of everything it holds, Java too."""
        self._session.stop()


@contextmanager
def open_spark(cores: int | None = None) -> Iterator[SparkEngine]:
    """A fresh local session on ``cores`` (all, if not said), closed at the end of the block.

    Raises :class:`CyberflagError` where Java does not start.
    """
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with tempfile.TemporaryDirectory(prefix="cyberflag-spark-") as folder:
        builder = SparkSession.builder.master(f"local[{cores or '*'}]").appName("cyberflag")
        for name, setting in SETTINGS.items():
            builder = builder.config(name, setting)
        log = Path(folder) / "log4j2.properties"
        log.write_text(QUIET, encoding="utf-8")
        options = f"-Dlog4j2.configurationFile={log}"
        builder = builder.config("spark.driver.extraJavaOptions", options)
        builder = builder.config("spark.local.dir", folder)
        builder = builder.config("spark.sql.warehouse.dir", f"{folder}/warehouse")
        try:
            engine = SparkEngine(builder.getOrCreate())
        except PySparkRuntimeError as fault:
            raise CyberflagError(
                "Spark did not start",
                place="Java",
                remedy="Install Java 17 and let JAVA_HOME or PATH lead to it.",
            ) from fault
        try:
            yield engine
        finally:
            engine.close()
