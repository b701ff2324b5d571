"""Recipes in YAML: read with line numbers, checked to the last dial, written back, compared."""
