"""Ways to spoil a record that states facts, each typed."""
