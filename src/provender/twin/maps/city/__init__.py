"""A city out of a seed: nothing to download."""
