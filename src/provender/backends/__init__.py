"""All that is outside the process: teachers and engines."""
