"""Units: what is read, and which sides measure the same thing."""

import pytest

from provender.reasoning.read import units


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("m/s² × s", "m/s", True),
        ("m/s × s", "m/s", False),
        ("kg × (m/s)²", "J", True),
        ("N/m × m²", "J", True),
        ("kg × m/s² × m", "J", True),
        ("V/Ω", "A", True),
        ("V × A", "W", True),
        ("A × Ω", "V", True),
        ("W × s", "J", True),
        ("V × Ω", "A", False),
        ("kg", "m", False),
    ],
)
def test_sides_agree_when_their_dimensions_do(left: str, right: str, same: bool) -> None:
    one, other = units.parse(left), units.parse(right)

    assert one is not None
    assert other is not None
    assert units.agree(one, other) is same


@pytest.mark.parametrize("text", ["", "x", "m/", "m//s", "(m/s)", "m × ", "2 m", "m³", "m/s/s", "km"])
def test_what_is_no_unit_is_not_read(text: str) -> None:
    assert units.parse(text) is None
