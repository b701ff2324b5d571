"""Those who read a theorem, prove it again by another method, and ask whether it is new."""
