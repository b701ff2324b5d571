"""Judges of problems of measure."""
