"""Linked tables: households, the tree of tables they make, and what learns and judges them."""
