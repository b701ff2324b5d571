"""What a teacher wrote in free words, held against the proof that we own."""
