"""Scenarios, one a file: what may happen to a car, its distributions, where it can happen, and who does what."""
