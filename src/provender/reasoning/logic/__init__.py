"""Logic: who tells the truth, what follows from what."""
