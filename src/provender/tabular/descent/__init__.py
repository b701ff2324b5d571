"""A network that learns from private rows: clipped sums of gradients, steps with noise, and rows drawn from it."""
