"""What releases after private tables have spent."""
