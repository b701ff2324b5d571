"""The call filter, run by a small interpreter of its language."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.backends.sandbox import _seccomp

ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000
X86, ARM, OLD_X86 = 0xC000003E, 0xC00000B7, 0x40000003


def judge(code: bytes, machine: int, call: int) -> int:
    """What the filter returns for a call."""
    lines = list(struct.iter_unpack("=HBBI", code))
    place, loaded = 0, 0
    while True:
        kind, yes, no, value = lines[place]
        if kind == 0x06:
            return int(value)
        if kind == 0x20:
            loaded = {0: call, 4: machine}[value]
        else:
            place += yes if loaded == value else no
        place += 1


@pytest.mark.parametrize(("machine", "name", "column"), [("x86_64", X86, 0), ("aarch64", ARM, 1)])
def test_the_filter_allows_its_list_and_nothing_else(machine: str, name: int, column: int) -> None:
    code = _seccomp.allow_list(machine)
    allowed = {row[column] for row in _seccomp.ALLOWED.values()} - {None}

    assert allowed == {call for call in range(1024) if judge(code, name, call) == ALLOW}


@given(call=st.integers(0, 2**32 - 1), name=st.sampled_from([ARM, OLD_X86, 0]))
def test_calls_in_another_machines_numbers_are_death(call: int, name: int) -> None:
    assert KILL == judge(_seccomp.allow_list("x86_64"), name, call)


@given(call=st.integers(1024, 2**32 - 1))
def test_numbers_beyond_the_table_are_refused(call: int) -> None:
    """Among them the x32 calls, which have bit 30 set and the same machine's name."""
    assert REFUSE == judge(_seccomp.allow_list("x86_64"), X86, call)


def test_nothing_on_the_list_opens_names_or_makes_anything() -> None:
    makers = {"open", "openat", "openat2", "socket", "clone", "clone3", "fork", "vfork", "execve", "ptrace", "kill"}
    makers |= {"ioctl", "fcntl", "prctl", "prlimit64", "io_uring_setup", "bpf", "memfd_create", "pidfd_open", "dup"}

    assert not makers & set(_seccomp.ALLOWED)
