"""The reasoning wing: problems in words whose every step is a checkable claim."""
