"""Judges of geometry problems: they share no code with the makers."""
