"""What somebody who holds a synthetic table could learn of the real people behind it; plain functions over numbers."""
