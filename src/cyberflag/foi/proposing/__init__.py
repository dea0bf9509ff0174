"""Figures and what governs them become proposals, weighed against each other."""
