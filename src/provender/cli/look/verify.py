"""Judge any file of records, or a whole run again, with no generator at hand.

A file is read by a reader (reasoning/jsonl and reasoning/parquet find the usual names of fields) and judged by the
verifiers of its wing. A run is read byte for byte against its checksums, then every accepted record is judged again.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from provender.cli.entries import entry, show_entry
from provender.cli.flags import json_flag, run_folder
from provender.cli.terminal import one_line, say, say_json, say_table
from provender.core.errors import InputError, IntegrityError, MissingExtra

if TYPE_CHECKING:
    from provender.cli.judging import Tally
    from provender.core.protocols import Judged
    from provender.core.record import Failure, Record
    from provender.store.folder import RunFolder
    from provender.store.signing.keys import PublicKey

_REASONS = 8
_MARKED = re.compile(r"<<[^<>]+>>.*^(?:####|A:) ", re.MULTILINE | re.DOTALL)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("what", metavar="FILE|RUN", help="a JSON Lines or Parquet file, or a run's folder")
    parser.add_argument("--reader", metavar="NAME", help="who reads the file (reasoning/jsonl or reasoning/parquet)")
    for name in ("question", "solution", "answer"):
        parser.add_argument(f"--{name}", metavar="FIELD", help=f"dotted name of the {name}'s field")
    parser.add_argument("--reference", metavar="FILE", help="questions whose answers are known to be right")
    parser.add_argument(
        "--decontaminate", action="append", default=[], metavar="FP", help="a fingerprint of an exam not to be repeated"
    )
    parser.add_argument("--verifier", action="append", default=[], metavar="NAME", help="who judges (all of the wing)")
    parser.add_argument(
        "--accept", default="anchored", choices=("proved", "anchored", "screened"), help="weakest grade"
    )
    parser.add_argument("--rejected", type=int, default=0, metavar="N", help="show the first N that were not accepted")
    parser.add_argument("--strict", action="store_true", help="exit code 4 unless every record is accepted")
    parser.add_argument("--key", metavar="FILE.pub", help="the public key that must have signed the run")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Judge a run where there is one, else a file."""
    if Path(args.what).is_dir():
        args.run = args.what
        return _run(args)
    if args.key:
        mend = "give the folder of a run; a file of records carries no signature"
        raise InputError("--key is for runs", where="the command line", mend=mend)
    return _file(args)


def _file(args: argparse.Namespace) -> int:
    """Judge every record of a file; exit code 4 where something in it is refuted."""
    from provender.cli.judging import Tally, judge, verifiers_for
    from provender.core.verdict import Grade
    from provender.stages.exams.files import exams_in

    dials = {name: value for name in ("question", "solution", "answer") if (value := getattr(args, name))}
    reader = args.reader or _reader_of(args.what)
    records = _rows(reader, args.what, dials)
    truth = (lambda: list(_read(_truth_reader(args.reference), args.reference, {}))) if args.reference else None
    verifiers = verifiers_for(reader.partition("/")[0], args.verifier, truth)
    tally = Tally()
    sound = _sound(records, tally, reader)
    exams = exams_in(args.decontaminate)
    judged = judge(sound, verifiers, accept=Grade(args.accept), depth=99, tally=tally, exams=exams)
    _tell(args, tally, _drain(judged, args.rejected))
    return 4 if tally.fates["refuted"] or (args.strict and (tally.refused or not tally.total)) else 0


def _reader_of(path: str) -> str:
    """The reader for a file, by its first bytes."""
    from provender.core.files import locate

    with locate(path, where="the command line").open("rb") as data:
        return "reasoning/parquet" if data.read(4) == b"PAR1" else "reasoning/jsonl"


def _truth_reader(path: str) -> str:
    """The reader for a file of true answers: that of GSM8K where its marks show, for it mends wrong labels."""
    from provender.core.files import locate
    from provender.core.jsonl import entries

    reader = _reader_of(path)
    if reader == "reasoning/parquet":
        return reader
    _, _, first = next(entries(locate(path, where="the command line")))
    worked = first.get("ground_truth") or first.get("answer")
    return "reasoning/gsm8k" if isinstance(worked, str) and _MARKED.search(worked) else reader


def _read(reader: str, path: str, dials: "Mapping[str, str]") -> "Iterable[Record]":
    """The records of a file."""
    from provender.core.registry import load

    records: Iterable[Record] = load("reader", reader, {"path": path, **dials}, where="the command line")()
    return records


def _rows(reader: str, path: str, dials: "Mapping[str, str]") -> "Iterator[Record | Failure]":
    """The records of a file, its odd rows as failures; a first row that is odd is an error, since all may be.

    Raises:
        InputError: the file cannot be read, or its first row is no record.
    """
    from provender.core.registry import load

    part = load("reader", reader, {"path": path, **dials}, where="the command line")
    first = next(iter(part()), None)  # raises with the mend
    yield from part.rows() if first is not None and hasattr(part, "rows") else part()


def _sound(rows: "Iterable[Record | Failure]", tally: "Tally", reader: str) -> "Iterator[Record]":
    """The records among rows; odd rows are counted, with the number of the first of each kind."""
    from provender.core.record import Failure

    first: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Failure):
            told = first.setdefault(row.reason, f"{reader}: {row.reason} (first in row {row.index})")
            tally.fates["odd"] += 1
            tally.refused[told] += 1
        else:
            yield row


def _drain(judged: "Iterable[Judged]", keep: int) -> "list[Judged]":
    """Go through all, keeping the first few that were not accepted."""
    refused = (item for item in judged if item.fate != "accepted")
    kept = list(islice(refused, keep))
    for _ in refused:
        pass
    return kept


def _run(args: argparse.Namespace) -> int:
    """Hold every byte of a run against its checksums, then judge its accepted records again."""
    from provender.cli.judging import Tally, judge
    from provender.recipes.load import parse_recipe
    from provender.run.ledger.dataset import Accepted
    from provender.run.workshop import Workshop
    from provender.stages.exams.files import exams_in
    from provender.store.check import must_be_whole
    from provender.store.signing.keys import read_public

    folder = run_folder(args)
    trusted = read_public(Path(args.key).expanduser()) if args.key else None
    must_be_whole(folder.check(), run=args.what)
    signed = _signature(folder, trusted)
    recipe, _ = parse_recipe((folder.path / "recipe.yaml").read_text("utf-8"), source=f"{folder.path}/recipe.yaml")
    records = (item.record for item in Accepted(folder=folder, facts={}).records())
    tally = Tally()
    verifiers = Workshop(recipe=recipe).verifiers()
    exams = exams_in(args.decontaminate)
    judged = judge(records, verifiers, accept=recipe.accept, depth=recipe.limits.depth, tally=tally, exams=exams)
    _tell(args, tally, refused := _drain(judged, max(args.rejected, 1)), signed)
    if refused:
        raise IntegrityError(
            f"{tally.refused.total():,} records that were accepted are not any more",
            where=args.what,
            mend="look at them with --rejected N; were the verifiers changed since?",
        )
    return 0


def _signature(folder: "RunFolder", trusted: "PublicKey | None") -> str:
    """What is to be said of a run's signature.

    Raises:
        IntegrityError: it is false, of other bytes or by another key; or there is none though somebody is trusted.
        MissingExtra: somebody is trusted and the package that checks signatures is not installed.
    """
    try:
        found = folder.signature(trusted)
    except MissingExtra as missing:
        if trusted is not None:
            raise
        return f"not checked: {missing.what} ({missing.mend})"
    if found is None:
        return "none"
    whose = "the key that you trust" if trusted else "say whose key must have signed with --key FILE.pub"
    return f"good, by {found.key.fingerprint} ({whose})"


def _tell(args: argparse.Namespace, tally: "Tally", refused: "Sequence[Judged]", signed: str | None = None) -> None:
    """What came out."""
    shown = [entry(item) for item in refused[: args.rejected]]
    if args.json:
        told = {"records": tally.total, "fates": tally.fates, "funnel": tally.funnel, "refused": tally.refused}
        say_json({**told, "rejected": shown, **({} if signed is None else {"signed": signed})})
        return
    fates = ", ".join(f"{count:,} {fate}" for fate, count in tally.fates.most_common())
    say(f"{args.what}: {tally.total:,} record{'s' * (tally.total != 1)}: {fates or 'none'}", "")
    rows = [(name, *(told[word] for word in ("pass", "fail", "abstain"))) for name, told in tally.funnel.items()]
    say_table([row for row in rows if row[1] or row[2]], head=("verifier", "pass", "fail", "abstain"))
    if tally.refused:
        say("")
        reasons = [(count, one_line(reason, 100)) for reason, count in tally.refused.most_common(_REASONS)]
        say_table(reasons, head=("not accepted", "why"))
    if signed is not None:
        say("", f"signature: {signed}")
    for told in shown:
        say("")
        show_entry(told)
