"""Ways in which a sequence can be wrong though each of its frames looks right."""
