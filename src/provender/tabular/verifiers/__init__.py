"""Judges of rows."""
