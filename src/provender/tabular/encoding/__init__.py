"""Columns as small whole numbers that models learn, and back to the stored precision."""
