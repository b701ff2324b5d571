"""Frames and scenes as files that others read."""
