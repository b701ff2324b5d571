"""Ways to run tasks: each engine yields (position, result) as tasks finish."""
