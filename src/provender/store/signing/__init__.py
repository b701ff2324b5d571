"""Signatures over a sealed run, and the keys that make and check them."""
