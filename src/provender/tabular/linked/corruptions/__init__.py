"""Faults planted in households, to measure what verifiers catch."""
