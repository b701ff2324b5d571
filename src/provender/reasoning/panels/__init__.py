"""What the reasoning wing shows in a report."""
