"""Ways to spoil a row."""
