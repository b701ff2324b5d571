"""Language models, and the one gateway of a run through which they are asked."""
