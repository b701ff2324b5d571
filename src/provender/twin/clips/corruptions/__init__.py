"""Faults planted in clips."""
