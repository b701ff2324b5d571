"""Makers of problems of measure."""
