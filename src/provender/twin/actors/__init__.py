"""Actors: who stands and moves on a map."""
