"""Typed errors, planted on purpose: what a verifier must catch. These know the payload and core alone."""
