"""Judges of episodes: geometry and mechanics of their own."""
