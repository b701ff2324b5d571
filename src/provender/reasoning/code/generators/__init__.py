"""Makers of code problems."""
