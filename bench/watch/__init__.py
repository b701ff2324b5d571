"""Benches of what watches: false alarms, flawed teachers, collapse."""
