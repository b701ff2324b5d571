"""Verifiers of this branch, one a file; they share no code with the generators."""
