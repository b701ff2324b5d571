"""Attacks on the sandbox, all aimed at canaries and processes of their own scene."""
