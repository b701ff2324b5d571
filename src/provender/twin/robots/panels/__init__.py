"""What the report shows of scenes."""
