"""Differential privacy: what private rows are asked, what that costs, and the noise on every answer."""
