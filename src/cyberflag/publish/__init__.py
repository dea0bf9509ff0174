"""Figures become a static site and open data."""
