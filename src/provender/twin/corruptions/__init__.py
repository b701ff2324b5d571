"""Ways to spoil a scene, to measure what its judges catch."""
