"""Benches of those who judge records whatever their wing."""
