"""Geometry by coordinates, exact."""
