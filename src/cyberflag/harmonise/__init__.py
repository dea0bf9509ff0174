"""Confirmed replies become one long table, ``counts``."""
