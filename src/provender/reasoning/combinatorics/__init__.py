"""Counting, chance and graphs."""
