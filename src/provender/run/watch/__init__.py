"""The watch over a run: what its teachers' probes tell, and when to stop."""
