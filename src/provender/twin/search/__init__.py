"""Where encounters go wrong: many abstract ones a second, and draws that look where it matters."""
