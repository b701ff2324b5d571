"""Encounters, drawn as they come about or as they matter."""
