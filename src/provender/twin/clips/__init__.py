"""Clips: short films of rare encounters, with flow and tracks."""
