"""Quantities with units: measures, dates, clocks."""
