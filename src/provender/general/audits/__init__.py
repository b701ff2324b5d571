"""Audits that see records only through text, features and tags."""
