"""What corruptions share: exact truth, numbers within sentences, and the judge of what became false."""
