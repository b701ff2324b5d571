"""What holds in every row of a table: said or found, and kept in every row that is made."""
