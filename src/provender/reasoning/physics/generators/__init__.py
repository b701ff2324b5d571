"""Generators of this branch, one a file."""
