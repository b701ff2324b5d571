"""What the bench of the teacher client stands on: a cheap server, and a siege."""
