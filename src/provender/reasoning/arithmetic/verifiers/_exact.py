"""Exact number work that the arithmetic verifiers share with one another, and with no generator."""


def binary_gcd(a: int, b: int) -> int:
    """Greatest common divisor of a, b >= 0 by Stein's algorithm (J. Comp. Phys. 1, 1967).

    It halves and subtracts and never divides, so it has nothing in common with Euclid's.

    >>> binary_gcd(84, 36), binary_gcd(0, 5)
    (12, 5)
    """
    if not a or not b:
        return a | b
    twos = ((a | b) & -(a | b)).bit_length() - 1
    a >>= (a & -a).bit_length() - 1
    while b:
        b >>= (b & -b).bit_length() - 1
        if a > b:
            a, b = b, a
        b -= a
    return a << twos
