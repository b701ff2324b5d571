"""Audits of linked tables."""
