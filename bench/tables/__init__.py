"""Benches of tables: fidelity beside peers, and size."""
