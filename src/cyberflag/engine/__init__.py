"""Opens DuckDB, runs SQL text, reads and writes Parquet. Knows no domain words."""
