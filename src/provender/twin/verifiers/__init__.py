"""What judges scenes; shares nothing with what makes them but their types."""
