"""Generators of other packages, as generators of ours."""
