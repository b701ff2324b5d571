"""Benches of differential privacy."""
