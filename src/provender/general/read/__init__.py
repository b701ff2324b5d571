"""What judges of claims read by: sentences, amounts, tables. Shares no code with what writes such text."""
