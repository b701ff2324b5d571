"""Which combinations of circumstances a dataset holds, and how few records can hold them all."""
