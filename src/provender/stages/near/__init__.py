"""Near repeats: which records say almost what an earlier one said."""
