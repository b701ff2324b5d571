"""What the report shows of records of any wing."""
