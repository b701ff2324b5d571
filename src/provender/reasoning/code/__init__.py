"""Programs: a small total language of our own, and Python."""
