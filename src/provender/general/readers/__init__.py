"""Readers of ground truth that know no wing."""
