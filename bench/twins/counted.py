"""What benches of judges share: sound records judged, faults planted and caught, each written down as it is found."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from provender.core.protocols import Verifier
from provender.core.record import Record
from provender.core.verdict import Corrupted, Outcome


class Journal:
    """A file of lines, one a record judged, under the settings of its run: a run that was cut goes on from there.

    Without a path nothing is written down.
    """

    def __init__(self, path: str, settings: Mapping[str, object]) -> None:
        """Reads what an earlier run has left; refuses that of a run with other settings."""
        self._path = Path(path) if path else None
        self.rows: dict[str, dict[str, object]] = {}
        if self._path is None:
            return
        whole = self._path.read_text("utf-8").splitlines(keepends=True) if self._path.exists() else []
        lines = [json.loads(line) for line in whole if line.endswith("\n")]  # the last may have been cut
        if lines and lines[0] != {"settings": dict(settings)}:
            raise SystemExit(f"{path} is of a run with {lines[0]}: give another BENCH_JOURNAL")
        self.rows = {row["name"]: row for row in lines[1:]}
        kept = [json.dumps(line) + "\n" for line in lines or [{"settings": dict(settings)}]]
        self._path.write_text("".join(kept), "utf-8")

    def add(self, name: str, row: Mapping[str, object]) -> None:
        """Keeps a row, and writes its line."""
        self.rows[name] = dict(row)
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"name": name, **row}) + "\n")


class Count:
    """Sound records judged and refused, and of each kind of fault how many were planted, at most `most`, and caught."""

    def __init__(
        self,
        judge: Verifier,
        kinds: Sequence[str],
        spoil: Callable[[str, Record], Corrupted | None],
        *,
        journal: Journal,
        most: int = 0,
    ) -> None:
        self._judge, self._kinds, self._spoil, self._journal, self._most = judge, kinds, spoil, journal, most
        self.planted, self.caught = Counter[str](), Counter[str]()
        self.sound = self.alarms = 0

    def add(self, name: str, make: Callable[[], object]) -> None:
        """Make a record, judge it as it is and with each fault; what `make` gives up is left out.

        Args:
            name: under which it is written down; one that is written down already is not made again.
        """
        row = self._journal.rows.get(name)
        if row is None:
            made = make()
            row = self._judged(name, made) if isinstance(made, Record) else {}
            self._journal.add(name, row)
        self.sound += "alarm" in row
        self.alarms += bool(row.get("alarm"))
        for kind, hit in dict(row.get("hits", {})).items():  # type: ignore[call-overload]
            self.planted[kind] += 1
            self.caught[kind] += hit

    def _judged(self, name: str, record: Record) -> dict[str, object]:
        """Why it was refused, if it was, and of each planted fault whether it was caught."""
        (verdict,) = self._judge([record])
        alarm = verdict.reason if verdict.outcome is not Outcome.PASS else ""
        if alarm:
            print(f"FALSE ALARM {name} {record.tags}: {alarm}", flush=True)
        hits = {}
        for kind in self._kinds:
            bad = None if 0 < self._most <= self.planted[kind] else self._spoil(kind, record)
            if bad is None:
                continue
            hits[kind] = self._judge([bad.record])[0].outcome is Outcome.FAIL
            if not hits[kind]:
                print(f"NOT CAUGHT {kind} in {name} {record.tags} at {bad.where}: {bad.falsehood}", flush=True)
        return {"alarm": alarm, "hits": hits}

    def found(self) -> dict[str, list[int]]:
        """Kind -> [caught, planted]; a kind that was never planted stands there too."""
        return {kind: [self.caught[kind], self.planted[kind]] for kind in sorted(self._kinds)}


def spoilt(part: Any, kind: str, record: Record) -> Corrupted | None:
    """A record with one kind of fault planted by a corruption."""
    found: Corrupted | None = part(kind=kind)(record, seed=0)
    return found
