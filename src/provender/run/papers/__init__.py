"""What goes with every export: marks of each record, card, checksums and Croissant."""
