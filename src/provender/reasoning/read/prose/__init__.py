"""Arithmetic in free English text: read exactly, proved, refuted or left open."""
