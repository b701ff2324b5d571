"""Light: where the sun stands."""
