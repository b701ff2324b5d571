"""Judges of clips."""
