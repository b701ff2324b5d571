"""Attacks on a released table, each beside the same attack on people who were not learned from."""
