"""Word problems told: one grammar a language, and what they share."""
