"""Fallacies, told in the words of the families that they are planted in."""
