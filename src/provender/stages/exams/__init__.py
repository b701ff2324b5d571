"""Exams that records must not repeat: their fingerprints, made from their text once, and records held against them."""
