"""The twin wing: maps of streets, scenes on them, and what sensors would see there."""
