"""The kernel's filter on system calls (seccomp), as a list of what is allowed: everything else fails with EPERM.

What is left can compute: memory, clocks, locks, reading and writing of the descriptors it was born with, its own
end. It cannot name a file, a socket, a new process or a strange one, so most attacks have no words to begin with.
"""

import struct
from collections.abc import Mapping
from errno import EPERM

# name -> number on (x86_64, aarch64), None where there is none; the kernel's syscall_64.tbl and asm-generic/unistd.h
ALLOWED: Mapping[str, tuple[int | None, int | None]] = {
    "read": (0, 63),
    "write": (1, 64),
    "readv": (19, 65),
    "writev": (20, 66),
    "close": (3, 57),
    "fstat": (5, 80),
    "lseek": (8, 62),
    "poll": (7, None),
    "ppoll": (271, 73),
    "select": (23, None),
    "pselect6": (270, 72),
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "futex": (202, 98),
    "sched_yield": (24, 124),
    "restart_syscall": (219, 128),
    "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "gettimeofday": (96, 169),
    "time": (201, None),
    "times": (100, 153),
    "getrusage": (98, 165),
    "getrandom": (318, 278),
    "getpid": (39, 172),
    "getppid": (110, 173),
    "gettid": (186, 178),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
# machine -> (column of the table, the kernel's name for its calls: linux/audit.h). A 32-bit program on a 64-bit
# kernel, or one that switches to 32-bit calls, says another name and is killed: its numbers mean other things.
MACHINES: Mapping[str, tuple[int, int]] = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

# linux/bpf_common.h and linux/seccomp.h
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_CALL_AT, _MACHINE_AT = 0, 4
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | EPERM, 0x80000000


def allow_list(machine: str) -> bytes:
    """The filter for a machine's system calls: `struct sock_filter` after `struct sock_filter`.

    Args:
        machine: as `os.uname().machine` says it.

    Raises:
        KeyError: its system calls are not known here.
    """
    column, name = MACHINES[machine]
    numbers = sorted(number for row in ALLOWED.values() if (number := row[column]) is not None)
    code = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_JUMP_IF_EQUAL, 1, 0, name),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL_AT),
        # a hit jumps over the comparisons that are left and the refusal
        *((_JUMP_IF_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in code)
