"""Word problems as people write them, read clause by clause into facts; what is not wholly understood is refused."""
