"""Verbs that make something."""
