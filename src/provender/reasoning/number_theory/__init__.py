"""Number theory: powers, congruences and bases."""
