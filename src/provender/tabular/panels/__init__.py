"""What a report shows of tables."""
