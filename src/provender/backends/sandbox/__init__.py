"""Where code that nobody here wrote is run: walls around a process that forks one child a program."""
