"""Makers of rows."""
