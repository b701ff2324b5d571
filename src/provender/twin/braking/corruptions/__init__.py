"""Encounters spoilt on purpose."""
