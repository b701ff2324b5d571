"""Benches of the twin wing."""
