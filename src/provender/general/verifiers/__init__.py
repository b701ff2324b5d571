"""Judges of records of any wing."""
