"""Makers of arithmetic problems."""
