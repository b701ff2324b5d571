"""The process behind the walls. It runs as a text of its own (`python -c`), so it imports no file of the project.

It reads frames (four bytes of length, then JSON) from descriptor 0 and answers on descriptor 1. The first frame is
the order that raises the walls; each later one is a program. For every program it forks a child, which gives up what
is left to give up and then runs the program; the parent of the child alone says how it ended.
"""

import ctypes
import gc
import json
import os
import random
import resource
import secrets
import select
import signal
import struct
import sys
import time
from contextlib import suppress
from typing import Any, NoReturn

# Loaded before the walls stand: behind them no file can be opened, so a program imports these or nothing.
MODULES = (
    "abc array ast base64 binascii bisect builtins calendar cmath collections collections.abc colorsys contextlib "
    "copy csv dataclasses datetime decimal difflib enum fractions functools graphlib hashlib heapq html inspect io "
    "itertools json keyword linecache locale math numbers operator pathlib pprint queue random re reprlib secrets "
    "shlex socket statistics string struct subprocess sys tempfile textwrap threading time timeit traceback types "
    "typing unicodedata unittest uuid warnings weakref zlib _strptime encodings.ascii encodings.idna "
    "encodings.latin_1 encodings.utf_16"
)

# linux/prctl.h, linux/landlock.h
NO_NEW_PRIVS, SET_SECCOMP, FILTER, SET_PDEATHSIG = 38, 22, 2, 1
LANDLOCK_CREATE, LANDLOCK_RESTRICT, LANDLOCK_VERSION = 444, 446, 1
# bits of file access that each version of Landlock can refuse, from version 1 on
LANDLOCK_FILE_BITS = (13, 14, 15, 15, 16)

STATUS = 3  # the child's descriptor for the word that it came to its end
PIECE = 1 << 16

libc = ctypes.CDLL(None, use_errno=True)


def must(done: int, what: str) -> int:
    """A system call's result; -1 is an error that nobody goes on from."""
    if done < 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")
    return done


def landlock() -> int:
    """Give up all files, TCP, and signals and sockets that lead outside; returns Landlock's version, 0 for none."""
    version: int = libc.syscall(LANDLOCK_CREATE, None, 0, LANDLOCK_VERSION)
    if version < 1:
        return 0
    files = (1 << LANDLOCK_FILE_BITS[min(version, len(LANDLOCK_FILE_BITS)) - 1]) - 1
    wanted = struct.pack("=QQQ", files, 0b11, 0b11)[: 8 if version < 4 else 16 if version < 6 else 24]
    rules = must(libc.syscall(LANDLOCK_CREATE, wanted, len(wanted), 0), "landlock_create_ruleset")
    must(libc.syscall(LANDLOCK_RESTRICT, rules, 0), "landlock_restrict_self")
    os.close(rules)
    return version


def leave_root(user: int) -> None:
    """Become a user who owns nothing; every capability goes with it."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def prepare(order: dict[str, Any]) -> dict[str, Any]:
    """Raise the walls around this process and say which stand."""
    for module in MODULES.split():
        __import__(module)
    if order["walls"]:
        must(libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
        order["landlock"] = landlock()
        if os.getuid() == 0:
            leave_root(order["nobody"])
    sys.path[:] = []
    sys.meta_path[:] = [finder for finder in sys.meta_path if "PathFinder" not in str(finder)]
    sys.path_importer_cache.clear()
    gc.collect()
    gc.freeze()  # the collector would otherwise touch, and so copy, every shared page in each child
    return {"landlock": order.get("landlock", 0), "user": os.getuid(), "python": sys.version.split()[0]}


def limit(order: dict[str, Any]) -> None:
    """Bounds that the kernel holds; a soft limit is the hard one, so that no handler hears of it first."""
    bounds = {
        resource.RLIMIT_CPU: order["cpu_s"],
        resource.RLIMIT_AS: order["memory_mb"] << 20,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: STATUS + 1,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for bound, value in bounds.items():
        resource.setrlimit(bound, (value, value))


def confine(order: dict[str, Any]) -> None:
    """The child's last steps: limits, then the filter, after which no step is left to take."""
    limit(order)
    code = bytes.fromhex(order["filter"])
    text = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(text))
    must(libc.prctl(SET_SECCOMP, FILTER, program, 0, 0), "seccomp")


def child(order: dict[str, Any], source: str, pipes: tuple[int, int, int]) -> NoReturn:
    """Run a program; its last word, a secret on a descriptor of its own, says that it came to its end."""
    word = order["word"].encode()
    code = 1
    try:
        os.setsid()
        libc.prctl(SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        for place, handle in enumerate((order["nothing"], *pipes)):
            os.dup2(handle, place)
        if order["walls"]:
            os.closerange(STATUS + 1, 1 << 16)
            confine(order)
        order.clear()
        random.seed(0)  # a fork draws a new seed; programs are to do the same every time
        code = run(source)
        os.write(STATUS, word)
    finally:
        os._exit(code)


def run(source: str) -> int:
    """0 if the program ended by itself, 1 if it raised; the error's last line goes to stderr."""
    world: dict[str, Any] = {"__name__": "__main__", "__builtins__": __builtins__}
    try:
        exec(compile(source, "<program>", "exec"), world)
        sys.stdout.flush()
    except BaseException as error:
        told = "".join(__import__("traceback").format_exception_only(error))
        sys.stdout.flush()
        os.write(2, told.encode("utf-8", "replace")[-2000:])
        return 1
    return 0


def watch(order: dict[str, Any], pid: int, pipes: tuple[int, int, int]) -> tuple[list[bytes], str]:
    """What a child says until it ends or has to be ended; "" or why it had to be."""
    said = dict.fromkeys(pipes, b"")
    room = {pipes[0]: order["output_bytes"], pipes[1]: order["output_bytes"], pipes[2]: 64}
    life = os.pidfd_open(pid)
    poll = select.poll()
    for handle in (*pipes, life):
        poll.register(handle, select.POLLIN)
    poll.register(0, 0)  # a driver that died hangs up
    deadline = time.monotonic() + order["wall_s"]
    why, ended = "", False
    while not why and not ended:
        ready = dict(poll.poll(max(0.0, deadline - time.monotonic()) * 1000))
        ended = life in ready
        if 0 in ready:
            kill(pid)
            os._exit(0)
        for pipe in pipes:
            if ready.get(pipe, 0) & select.POLLIN or ended:
                said[pipe] += drain(pipe, room[pipe] + 1 - len(said[pipe]))
            elif pipe in ready:
                poll.unregister(pipe)
        if any(len(said[pipe]) > room[pipe] for pipe in pipes):
            why = "overflow"
        elif not ready:
            why = "timed out"
    os.close(life)
    return [said[pipe][: room[pipe]] for pipe in pipes], why


def drain(pipe: int, room: int) -> bytes:
    """What lies in a pipe now, as much as there is room for."""
    piece = b""
    while room > len(piece):
        try:
            more = os.read(pipe, min(PIECE, room - len(piece)))
        except BlockingIOError:
            break
        if not more:
            break
        piece += more
    return piece


def kill(pid: int) -> None:
    """End a child and its session."""
    for send_signal in (os.killpg, os.kill):
        with suppress(ProcessLookupError):
            send_signal(pid, signal.SIGKILL)


def end(pid: int) -> tuple[int, float]:
    """End what is left of a child; its exit code (negative for a signal) and CPU seconds."""
    kill(pid)
    _, status, used = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime


def fate(code: int, finished: bool, spent: bool) -> str:
    """How a child ended that nobody had to end."""
    if code < 0:
        return "timed out" if spent and -code in (signal.SIGKILL, signal.SIGXCPU) else "killed"
    if not finished:
        return "left"
    return "raised" if code else "finished"


def serve(order: dict[str, Any], source: str) -> dict[str, Any]:
    """Run one program in a child and say how it ended."""
    order["word"] = secrets.token_hex(16)
    ends = [os.pipe2(os.O_CLOEXEC) for _ in range(3)]
    pid = os.fork()
    if not pid:
        child(order, source, (ends[0][1], ends[1][1], ends[2][1]))
    for mouth, pen in ends:
        os.close(pen)
        os.set_blocking(mouth, False)
    (out, err, word), why = watch(order, pid, (ends[0][0], ends[1][0], ends[2][0]))
    code, cpu_s = end(pid)
    for mouth, _ in ends:
        os.close(mouth)
    why = why or fate(code, word == order["word"].encode(), cpu_s >= 0.7 * order["cpu_s"])  # the kernel counts ticks
    return {
        "ended": why,
        "exit": code,
        "cpu_s": round(cpu_s, 6),
        "stdout": out.decode("latin-1"),
        "error": err[-2000:].decode("latin-1"),
    }


def read(size: int) -> bytes:
    """Bytes from the driver; ends this process when the driver has gone."""
    got = b""
    while len(got) < size:
        more = os.read(0, size - len(got))
        if not more:
            os._exit(0)
        got += more
    return got


def receive() -> Any:
    """One frame from the driver."""
    return json.loads(read(struct.unpack("=I", read(4))[0]))


def send(message: dict[str, Any]) -> None:
    """One frame to the driver."""
    body = json.dumps(message).encode()
    left = struct.pack("=I", len(body)) + body
    while left:
        left = left[os.write(1, left) :]


def main() -> None:
    """Raise the walls, say so, then run programs until the driver hangs up."""
    order = receive()
    order["nothing"], pen = os.pipe()
    os.close(pen)  # what the children read: its end, at once
    send(prepare(order))
    while True:
        asked = receive()
        send(serve({**order, **asked}, asked["source"]))


if __name__ == "__main__":
    main()
