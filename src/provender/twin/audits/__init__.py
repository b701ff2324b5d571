"""What a whole dataset of scenes and frames holds."""
