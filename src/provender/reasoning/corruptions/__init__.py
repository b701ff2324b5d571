"""Typed errors, planted on purpose: what a verifier must catch. They know the payload and core alone."""
