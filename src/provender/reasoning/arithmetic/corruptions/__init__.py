"""Slips in calculation: what goes wrong within one equation, and is carried on."""
