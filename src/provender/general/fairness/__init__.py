"""Whether who a text speaks of moves an outcome: swaps, and questions that invite a stereotype."""
