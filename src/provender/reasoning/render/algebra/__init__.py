"""How algebra is written: systems of equations under elimination, polynomials."""
