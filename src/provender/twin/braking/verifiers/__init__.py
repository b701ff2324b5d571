"""Encounters held against motion stepped through in time."""
