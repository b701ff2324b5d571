"""What the report shows of clips."""
