"""Algebra: equations and systems of them."""
