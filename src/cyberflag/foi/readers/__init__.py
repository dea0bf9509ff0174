"""Files become lines and grids of cells, as printed."""
