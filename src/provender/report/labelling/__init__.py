"""A page on which a person labels records."""
