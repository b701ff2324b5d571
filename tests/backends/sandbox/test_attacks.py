"""Nothing gets out: every attack, on every back end, as root and as an ordinary user, judged from outside."""

import pytest
from bench.attack.hold import USERS, Trial, hold
from bench.attack.programs import ATTACKS, NEVER_BARE

# What cannot succeed even without walls: calls that this kernel was built without, and what only root may do.
HARMLESS = {"files: call by x32 numbers", "kernel: ports of the machine", "network: TCP over IPv6"}
ROOTS_OWN = {
    "files: read a file by its handle",
    "files: make a device",
    "network: a raw socket",
    "kernel: bpf",
    "kernel: perf events",
    "kernel: a mount namespace",
    "kernel: another's namespace",
    "kernel: another root",
    "kernel: become root",
    "kernel: become somebody else",
    "kernel: other groups",
    "kernel: capabilities",
}
# Seen by the program alone: its output of this kind is cut in every case.
UNSEEN = {"resources: flood stderr"}


def held(back_end: str, user: str) -> Trial:
    """A trial, or a skip with the reason why it cannot be held."""
    trial = hold(back_end, user)
    if trial.refused:
        pytest.skip(trial.refused)
    return trial


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("back_end", ["landlock", pytest.param("bubblewrap", marks=pytest.mark.slow)])
def test_no_attack_gets_through(back_end: str, user: str) -> None:
    trial = held(back_end, user)

    assert len(ATTACKS) == len(trial.attacks) >= 25
    assert {} == trial.through


@pytest.mark.slow
@pytest.mark.parametrize("user", USERS)
def test_the_same_attacks_succeed_where_there_are_no_walls(user: str) -> None:
    """A sandbox that is attacked with blanks blocks everything, and so does a judge who sees nothing.

    On a busy machine a trace of a tenth of a second may pass unseen: what one trial missed is looked for in two more.
    """
    expected = set(ATTACKS) - set(NEVER_BARE) - HARMLESS - (ROOTS_OWN if user == "ordinary" else set())
    unshown, unseen = expected, expected - UNSEEN
    for _ in range(3):
        trial = held("bare", user)
        unshown, unseen = unshown - set(trial.through), unseen - trial.outside
        if not unshown | unseen:
            break

    assert set() == unshown
    assert set() == unseen
