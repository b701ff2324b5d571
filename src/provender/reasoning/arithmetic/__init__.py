"""Arithmetic: exact numbers, worked step by step."""
