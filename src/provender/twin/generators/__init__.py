"""What makes scenes."""
