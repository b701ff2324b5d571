"""Judges of arithmetic problems: they share no code with the makers."""
