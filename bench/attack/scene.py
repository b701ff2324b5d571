"""Where attacks are judged: canaries, listeners and a bystander, all looked at from outside the sandbox."""

import ctypes
import os
import random
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.attack.watch import field

WITNESS = Path(__file__).with_name("witness.py")
LIBC = ctypes.CDLL(None, use_errno=True)


class Scene:
    """Everything that an attack could touch, open to anybody on this machine, so that only walls keep it off.

    Attributes:
        names: what attacks are told of the scene.
    """

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._secret = secrets.token_hex(16)
        self.nonce = secrets.token_hex(8)
        self.folder = Path(stack.enter_context(TemporaryDirectory(prefix="provender-attack-")))
        self.folder.chmod(0o777)
        self._doors = dict(self._listen())
        self._inherited = os.open(self._lay("inherited", self._secret), os.O_RDWR)
        os.set_inheritable(self._inherited, True)
        stack.callback(os.close, self._inherited)
        os.environ["PROVENDER_CANARY"] = self._secret
        self._lay("canary", self._secret)
        self._lay("locked", self._secret).chmod(0o600)
        self._lay("measured", "x" * random.randrange(10**5, 10**6))
        self._lay("ledger", "as it was")
        self._lay("own", "as it was").chmod(0o644)
        self._seat()

    def _lay(self, name: str, text: str) -> Path:
        """A file that anybody may read and write."""
        file = self.folder / name
        file.write_text(text, encoding="ascii")
        file.chmod(0o666)
        return file

    def _seat(self) -> None:
        """A new bystander."""
        self._witness = subprocess.Popen(
            [sys.executable, "-S", str(WITNESS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        self._stack.callback(self._dismiss, self._witness)
        assert self._witness.stdin
        assert self._witness.stdout
        self._witness.stdin.write(self._secret.encode() + b"\n")
        self._witness.stdin.flush()
        self._address, self._held = self._witness.stdout.readline().decode().split()
        os.set_blocking(self._witness.stdout.fileno(), False)
        self._state = self._witness_state()

    @staticmethod
    def _dismiss(witness: "subprocess.Popen[bytes]") -> None:
        witness.kill()
        witness.communicate()

    def _listen(self) -> Iterator[tuple[str, socket.socket]]:
        """Listeners of every kind."""
        yield "TCP", socket.create_server(("127.0.0.1", 0))
        with suppress(OSError):  # a machine without IPv6
            yield "IPv6", socket.create_server(("::1", 0), family=socket.AF_INET6)
        stream, datagram = socket.AF_UNIX, socket.SOCK_DGRAM
        kinds = {"UDP": (socket.AF_INET, datagram), "unix": (stream, socket.SOCK_STREAM)}
        kinds |= {"datagram": (stream, datagram), "abstract": (stream, socket.SOCK_STREAM)}
        places: Mapping[str, object] = {
            "UDP": ("127.0.0.1", 0),
            "unix": str(self.folder / "door"),
            "datagram": str(self.folder / "box"),
            "abstract": "\0" + self.nonce,
        }
        for name, (family, kind) in kinds.items():
            door = socket.socket(family, kind)
            door.bind(places[name])  # type: ignore[arg-type]
            if kind == socket.SOCK_STREAM:
                door.listen()
            yield name, door
        for name in ("door", "box"):
            (self.folder / name).chmod(0o777)

    @property
    def names(self) -> dict[str, object]:
        """What attacks are told."""
        port = {name: door.getsockname()[1] for name, door in self._doors.items() if name in ("TCP", "IPv6", "UDP")}
        files = ("canary", "locked", "measured", "ledger", "own", "loot")
        return {
            **{name: str(self.folder / name) for name in files},
            "folder": str(self.folder), "unix": str(self.folder / "door"), "datagram": str(self.folder / "box"),
            "tcp": port["TCP"], "tcp6": port.get("IPv6", 1), "udp": port["UDP"], "nonce": self.nonce,
            "witness": self._witness.pid, "address": int(self._address), "secret_fd": int(self._held),
            "driver": os.getpid(), "python": os.path.realpath(sys.executable), "key": int(self.nonce[:7], 16),
        }  # fmt: skip

    def begin(self) -> None:
        """Look at everything before an attack."""
        if self._witness.poll() is not None or self._witness_state() != self._state:
            self._seat()
        self._heard()
        self._before = self._files()
        self._keys_before = self._keys()

    def _keys(self) -> int:
        """Keys of the kernel under a name that only attacks were told; one that was left is never taken away."""
        with suppress(OSError):
            return Path("/proc/keys").read_text().count(self.nonce)
        return 0

    def harms(self, said: str) -> list[str]:
        """What an attack did, as seen from outside; mended where it can be."""
        size = str((self.folder / "measured").stat().st_size)
        seen = ["it read the secret"] * (self._secret in said) + ["it measured a file"] * (f"size {size}" in said)
        seen += ["it listed the folder"] * ("'measured'" in said)
        seen += [f"it reached {name}" for name, door in self._doors.items() if _called(door)]
        after = self._files()
        changed = [name for name in {**self._before, **after} if after.get(name) != self._before.get(name)]
        seen += [f"it changed {name}" for name in changed]
        for name in after.keys() - self._before.keys():
            self._remove(self.folder / name)
        if changed:
            self._relay()
        return [*seen, *self._to_the_bystander(), *self._left_behind()]

    def _relay(self) -> None:
        """Lay the files anew that an attack may have spoilt."""
        for name in ("ledger", "own"):
            self._lay(name, "as it was")
        (self.folder / "own").chmod(0o644)
        os.pwrite(self._inherited, self._secret.encode(), 0)

    @staticmethod
    def _remove(path: Path) -> None:
        with suppress(OSError):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()

    def _files(self) -> dict[str, tuple[object, ...]]:
        """The folder, file by file."""
        found: dict[str, tuple[object, ...]] = {}
        for file in self.folder.iterdir():
            facts = file.lstat()
            regular = file.is_file() and not file.is_symlink() and os.access(file, os.R_OK)
            text = file.read_bytes() if regular and facts.st_size < 99 else b""
            found[file.name] = (facts.st_mode, facts.st_nlink, facts.st_size, text)
        return found

    def _heard(self) -> str:
        """What the bystander has said since."""
        assert self._witness.stdout
        return (self._witness.stdout.read() or b"").decode()

    def _witness_state(self) -> tuple[str, ...]:
        """The bystander as the kernel sees it: priority, cores, limits."""
        home = Path(f"/proc/{self._witness.pid}")
        try:
            nice = (home / "stat").read_text().rpartition(")")[2].split()[16]
            return nice, (home / "limits").read_text(), field(self._witness.pid, "Cpus_allowed:")
        except OSError:
            return ()

    @property
    def bystander(self) -> int:
        """Its process id."""
        return self._witness.pid

    def _to_the_bystander(self) -> list[str]:
        """What became of the bystander."""
        heard = self._heard()
        seen = [f"the bystander heard {line}" for line in heard.split("\n") if line]
        if self._witness.poll() is not None:
            return [*seen, "the bystander was killed"]
        return seen + ["the bystander was changed"] * (self._witness_state() != self._state)

    def _left_behind(self) -> list[str]:
        """Objects of the kernel that outlive their maker, under names that only the attack was told; removed."""
        key, seen = int(self.nonce[:7], 16), []
        for kind in ("shm", "msg", "sem"):
            with suppress(OSError):
                rows = [line.split() for line in Path(f"/proc/sysvipc/{kind}").read_text().split("\n")[1:] if line]
                found = [int(row[1]) for row in rows if int(row[0]) == key]
                seen += [f"it left System V {kind}"] * len(found)
                for number in found:
                    getattr(LIBC, f"{kind}ctl")(number, 0, 0, None)
        if LIBC.mq_unlink(f"/{self.nonce}".encode()) == 0:
            seen.append("it left a message queue")
        seen += ["it left a key"] * (self._keys() > self._keys_before)
        if os.path.exists(f"/dev/shm/{self.nonce}"):
            os.unlink(f"/dev/shm/{self.nonce}")
            seen.append("it wrote to shared memory")
        return seen

    def close(self) -> None:
        """Close the listeners."""
        for door in self._doors.values():
            door.close()


def _called(door: socket.socket) -> bool:
    """Whether somebody stands at a door, or left a letter."""
    door.setblocking(False)
    called = False
    with suppress(BlockingIOError):
        while True:
            if door.type == socket.SOCK_STREAM:
                door.accept()[0].close()
            else:
                door.recv(99)
            called = True
    return called
