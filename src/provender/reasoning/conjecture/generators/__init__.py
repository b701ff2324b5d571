"""Those who propose theorems and prove them."""
