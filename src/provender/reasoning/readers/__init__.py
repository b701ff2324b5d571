"""Readers of problems that others wrote."""
