"""What a teacher is asked for: a solution, a problem, another wording, an explanation."""
