"""Judges of code problems: they share no code with the makers."""
