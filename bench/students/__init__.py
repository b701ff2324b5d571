"""Benches of what a small student learns from our data."""
