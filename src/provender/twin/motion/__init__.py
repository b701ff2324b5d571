"""What spoils motion: one way a file."""
