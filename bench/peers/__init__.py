"""Peers, each in an environment of its own that is set up on demand and never part of the product's."""
