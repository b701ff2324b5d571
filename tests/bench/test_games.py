"""Games: a mechanism that keeps its word is left alone, and one that does not is found out."""

import numpy as np
import pytest
from bench.privacy.games import FAULTS, _epsilon, _plan, _proved, audited, play, worlds

from provender.tabular.privacy.accountant import delta_of

DELTA = 1e-5


def test_the_attacker_proves_no_more_than_a_normal_deviate_gives_away() -> None:
    rng = np.random.default_rng(0)
    for mu in (0.3, 1.0, 2.0):
        proved = [_proved(rng.normal(size=2000), rng.normal(size=2000) + mu, 1000) for _ in range(50)]

        assert np.mean(np.array(proved) > mu) <= 0.05
        assert mu - 0.35 < np.median(proved) < mu


def test_a_proved_mu_is_told_as_the_epsilon_that_goes_with_it() -> None:
    assert _epsilon(0.0, DELTA) == 0.0
    assert delta_of(0.7, _epsilon(0.7, DELTA)) == pytest.approx(DELTA)


def test_games_hear_every_look_and_only_the_fault_that_is_planted() -> None:
    plan = _plan(3, DELTA, "")
    (out, there), key = worlds(), b"k" * 32

    sound = play(out, plan, key, "")
    assert play(out, plan, key, "").score == sound.score
    assert len(sound.first) == 14
    assert play(there, plan, key, "").edges == sound.edges
    assert play(there, plan, key, "bins from the rows").edges != play(out, plan, key, "bins from the rows").edges
    used_again = play(out, plan, key, "noise used again").first
    assert (used_again[:6] == used_again[8:]).all()
    assert not (sound.first[:6] == sound.first[8:]).all()


def test_a_mechanism_that_keeps_its_word_is_not_flagged() -> None:
    assert 0.0 < audited(3, DELTA, games=700, seed=1) < 3


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_mechanism_is_found_out(fault: str) -> None:
    assert audited(3, DELTA, games=1200, seed=1, fault=fault) > 3
