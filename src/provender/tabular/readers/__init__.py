"""Real tables from files, their columns' kinds detected and open to correction."""
