"""Grids become tables: which row, column, section and title govern each figure."""
