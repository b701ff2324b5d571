"""A human word problem as equations: what its facts say, and the one value that is asked for."""
