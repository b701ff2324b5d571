"""Faults that are planted in episodes."""
