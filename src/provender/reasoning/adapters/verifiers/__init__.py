"""Judges of what other packages make."""
