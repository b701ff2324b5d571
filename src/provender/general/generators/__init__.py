"""Generators that serve no one wing: facts from reference tables."""
