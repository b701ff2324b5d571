"""Models that learn from problems and are examined."""
