"""Judges of combinatorics problems: they share no code with the makers."""
