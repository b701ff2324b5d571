"""The sun where the almanac says."""

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import RecipeError
from provender.twin.light.sun import sun

moments = st.datetimes(datetime(1901, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))


def test_the_sun_agrees_with_the_worked_example_of_the_solar_position_algorithm() -> None:
    """Reda and Andreas, NREL/TP-560-34302 (2004), appendix A.5: accurate to 0.0003 degree."""
    there = datetime(2003, 10, 17, 12, 30, 30, tzinfo=timezone(timedelta(hours=-7)))

    seen = sun(there, (39.742476, -105.1786))

    assert np.degrees(seen.altitude) == pytest.approx(39.872046, abs=0.012)
    assert np.degrees(seen.azimuth) == pytest.approx(194.340241, abs=0.012)


def test_the_declination_agrees_with_the_worked_example_of_meeus() -> None:
    """Example 25.a: 13 October 1992, 0 h, apparent declination -7.78507 degrees."""
    seen = sun(datetime(1992, 10, 13, tzinfo=UTC), (0.0, 0.0))

    assert np.degrees(seen.declination) == pytest.approx(-7.78507, abs=0.001)


@pytest.mark.parametrize(
    ("moment", "declination"),
    [
        (datetime(2024, 3, 20, 3, 6, tzinfo=UTC), 0.0),  # equinoxes and solstices as the almanacs give them
        (datetime(2024, 6, 20, 20, 51, tzinfo=UTC), 23.44),
        (datetime(2024, 9, 22, 12, 44, tzinfo=UTC), 0.0),
        (datetime(2024, 12, 21, 9, 21, tzinfo=UTC), -23.44),
    ],
)
def test_the_seasons_begin_when_they_do(moment: datetime, declination: float) -> None:
    assert np.degrees(sun(moment, (0.0, 0.0)).declination) == pytest.approx(declination, abs=0.01)


@pytest.mark.parametrize(("month", "day", "minutes"), [(2, 11, -14.2), (5, 14, 3.65), (7, 26, -6.5), (11, 3, 16.45)])
def test_the_equation_of_time_has_its_four_extremes(month: int, day: int, minutes: float) -> None:
    seen = sun(datetime(2024, month, day, 12, tzinfo=UTC), (0.0, 0.0))

    assert seen.equation_of_time == pytest.approx(minutes, abs=0.1)


@given(moment=moments, lat=st.floats(-89, 89), lon=st.floats(-180, 180))
def test_at_its_highest_the_sun_stands_as_high_as_latitude_and_declination_say(
    moment: datetime, lat: float, lon: float
) -> None:
    seen = sun(moment, (lat, lon))
    utc = moment.hour * 60 + moment.minute + moment.second / 60
    noon = moment + timedelta(minutes=720 - (utc + seen.equation_of_time + 4 * lon))

    if noon.year < 1900 or noon.year >= 2100:
        return
    high = sun(noon, (lat, lon))
    assert np.degrees(high.altitude) == pytest.approx(90 - abs(lat - np.degrees(high.declination)), abs=0.02)


@given(moment=moments, lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_the_way_to_the_sun_is_a_unit_vector_and_opposite_beyond_the_earth(
    moment: datetime, lat: float, lon: float
) -> None:
    here, there = sun(moment, (lat, lon)), sun(moment, (-lat, lon + 180 if lon <= 0 else lon - 180))

    assert np.linalg.norm(here.towards()) == pytest.approx(1.0)
    assert here.altitude == pytest.approx(-there.altitude, abs=1e-6)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(RecipeError, match="no moment"):
        sun(datetime(2024, 1, 1), (0.0, 0.0))
    with pytest.raises(RecipeError, match="no place"):
        sun(datetime(2024, 1, 1, tzinfo=UTC), (91.0, 0.0))
