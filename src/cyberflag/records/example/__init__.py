"""Neutral synthetic records: realistic mixes, short summaries, and the hidden truth."""

from cyberflag.records.example.draw import TRUTH_SCHEMA, example_records

__all__ = ["TRUTH_SCHEMA", "example_records"]
