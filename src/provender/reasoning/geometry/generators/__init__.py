"""Makers of geometry problems."""
