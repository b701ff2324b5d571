"""Students of the twin: who is in a picture, and when to brake."""
