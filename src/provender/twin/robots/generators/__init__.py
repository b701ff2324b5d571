"""Generators of episodes."""
