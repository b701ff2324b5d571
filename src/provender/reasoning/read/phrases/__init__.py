"""What families understand whose sentences are too many to stand beside their rules."""
