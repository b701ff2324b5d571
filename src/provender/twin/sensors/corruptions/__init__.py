"""Turns and sweeps spoilt on purpose."""
