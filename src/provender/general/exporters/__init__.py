"""Exporters for every wing."""
