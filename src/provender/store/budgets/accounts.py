"""What releases have spent of each table's privacy budget: one account a table, kept apart from every run.

<PROVENDER_BUDGETS, or ~/.local/share/provender/budgets>/
  salt               32 random bytes: what is written of a table cannot be compared by who lacks them
  <16 hex>.json      one account, with its checksum: total, delta, releases

An account is found by the table's place, and by its content, so that neither an edited row nor a copy opens a new one.
What is spent is on disk before a single row is looked at: a run that is killed has spent.
"""

import fcntl
import hmac
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import Any, TypeAlias

from provender.core.errors import RecipeError, Shortfall
from provender.store import checked
from provender.store.disk import OsDisk, machine_error
from provender.store.steps import DERIVED, FILE
from provender.store.writer import Writer

VARIABLE = "PROVENDER_BUDGETS"
_SALT = "salt"
_MEND = "put the account back from a copy; without it nobody knows what was spent of the table"
_SLACK = 1e-9

Together: TypeAlias = Callable[[Sequence[Mapping[str, Any]], float], float]
"""What releases cost together: (their prices, delta) -> epsilon."""


def folder_of_accounts() -> Path:
    """Where accounts are kept: PROVENDER_BUDGETS, or the user's data folder."""
    named = os.environ.get(VARIABLE)
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(named) if named else Path(data) / "provender" / "budgets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A table as its account knows it.

    Attributes:
        place: where it lies, e.g. its absolute path; shown in errors.
        content: digest of its bytes, hex; "" where it has none.
    """

    place: str
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What an account says after a release.

    Attributes:
        spent: epsilon of all releases together, this one included.
        total: that they may spend; at `delta`.
        releases: how many there were.
    """

    spent: float
    total: float
    delta: float
    releases: int


class Accounts:
    """The accounts of all tables.

    Raises:
        MachineError: (any method) the disk refused.
        IntegrityError: (any method) an account differs from what was written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = Path(folder or folder_of_accounts()).absolute()
        self._disk = OsDisk(self.folder)
        self._writer = Writer(self._disk)

    def veil(self, digest: str) -> str:
        """A digest that only the holder of the salt can make or compare; "" stays so."""
        return hmac.digest(self._salt(), digest.encode(), "sha256").hex() if digest else ""

    def _salt(self) -> bytes:
        """The salt, made when it is first asked for; of two who make it at once, the first one's stays."""
        salt = self._disk.read(_SALT)
        if salt is None:
            self._writer.publish(_SALT, token_bytes(32), FILE)
            salt = self._disk.read(_SALT)
        assert salt is not None, "the salt was published"
        return salt

    def spend(
        self, source: Source, price: Mapping[str, Any], *, total: float | None, delta: float, together: Together
    ) -> Balance:
        """Enter a release in its table's account, before it is made.

        Args:
            price: of the release, as plain values; `together` reads it.
            total: that all releases may spend; None takes the account's, or `price["epsilon"]` for a new one.
            delta: at which it is counted.

        Raises:
            Shortfall: the release would exceed what is left; nothing is entered.
            RecipeError: the account has another total or delta.

        Guarantees:
            When it returns, the release is on disk; two at once never spend the same.
        """
        with self._held():
            name = self._find(source)
            account = self._read(name) or {"total": total or price["epsilon"], "delta": delta, "releases": []}
            self._agree(account, source, total=total, delta=delta)
            entries = [*account["releases"], {**price, "at": int(time.time())}]
            spent = together(entries, delta)
            if spent > account["total"] * (1 + _SLACK):
                raise self._refusal(account, source, together(account["releases"], delta), spent)
            contents = sorted({*account.get("contents", []), self.veil(source.content)} - {""})
            body = {**account, "contents": contents, "releases": entries}
            self._writer.replace(name, [checked.dump(body)], DERIVED)
        return Balance(spent=spent, total=account["total"], delta=delta, releases=len(entries))

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Be the only one at the accounts: who comes second waits, so that it sees what the first one spent."""
        self._writer.folder("")
        try:
            file = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise machine_error(error, str(self.folder), "opening the accounts") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)  # which also lets go of the lock

    def _find(self, source: Source) -> str:
        """The file of a table's account: by its place, else the one that knows its content, else a new name."""
        name = f"{sha256(source.place.encode()).hexdigest()[:16]}.json"
        if self._disk.read(name) is not None or not source.content:
            return name
        veiled = self.veil(source.content)
        for other in self._disk.names(""):
            if other.endswith(".json") and veiled in (self._read(other) or {}).get("contents", ()):
                return other
        return name

    def _read(self, name: str) -> dict[str, Any] | None:
        """An account; None where there is none."""
        data = self._disk.read(name)
        return None if data is None else checked.load(data, where=str(self.folder / name), mend=_MEND)

    def _agree(self, account: Mapping[str, Any], source: Source, *, total: float | None, delta: float) -> None:
        """Refuse another total or delta than the account was opened with."""
        for key, said in (("total", total), ("delta", delta)):
            if said is not None and said != account[key]:
                word = "budget" if key == "total" else key
                raise RecipeError(
                    f"limits.{word}={said:g}, but the table's account was opened with {account[key]:g}",
                    where=f"{source.place}, account {self.folder / self._find(source)}",
                    mend=f"say limits.{word}: {account[key]:g}; what was promised once is not raised by a recipe",
                )

    def _refusal(self, account: Mapping[str, Any], source: Source, before: float, after: float) -> Shortfall:
        """The error for a release that would exceed what is left."""
        left = max(account["total"] - before, 0.0)
        return Shortfall(
            f"this release would bring the table's epsilon to {after:.4g}, over its budget of {account['total']:g}: "
            f"{len(account['releases'])} before it spent {before:.4g}",
            where=f"{source.place}, account {self.folder / self._find(source)}",
            mend=f"ask for a smaller limits.epsilon (about {left:.2g} is left, and a little more by composition), or "
            "use a release that is there",
        )
