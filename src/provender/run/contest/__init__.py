"""Recipes held against each other: rounds of the same budget, each a run of its own."""
