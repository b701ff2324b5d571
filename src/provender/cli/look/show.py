"""Show a run's records: the accepted ones, or with --rejected what was refused, by whom and why."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from provender.cli.flags import json_flag, run_folder
from provender.cli.terminal import say, say_json, say_table
from provender.core.errors import InputError, UnknownName

if TYPE_CHECKING:
    from provender.core.protocols import Judged
    from provender.run.ledger.dataset import Refused
    from provender.store.folder import RunFolder


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("run", metavar="RUN", help="the run's folder, e.g. runs/quickstart")
    parser.add_argument("-n", "--count", type=int, default=5, metavar="N", help="how many to show (5)")
    parser.add_argument("--rejected", action="store_true", help="what was refused, with its reasons")
    parser.add_argument(
        "--id", action="append", default=[], metavar="KEY", help="a record by its key, source:seed:index"
    )
    parser.add_argument("--tag", action="append", default=[], metavar="TAG=VALUE", help="only records with this tag")
    parser.add_argument("--by", metavar="VERIFIER", help="only what this verifier decided")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Walk the run until enough is found."""
    folder = run_folder(args)
    wanted = _tags(args.tag)
    entries = _refused(folder) if args.rejected else _accepted(folder)
    if args.id:
        entries = (entry for entry in _all(folder) if entry["key"] in args.id)
    fitting = (entry for entry in entries if _fits(entry, wanted, args.by))
    found = list(islice(fitting, len(args.id) or max(args.count, 0)))
    if missing := set(args.id) - {entry["key"] for entry in found}:
        known = (entry["key"] for entry in islice(_all(folder), 100_000))
        raise UnknownName.among("record", sorted(missing)[0], known, where=str(folder.path))
    if args.json:
        say_json(found)
    elif not found:
        say("nothing fits")
    for entry in () if args.json else found:
        _show(entry)
    return 0


def _tags(given: Iterable[str]) -> dict[str, str]:
    """`--tag a=b` as pairs."""
    for word in given:
        if "=" not in word:
            raise InputError(f"--tag {word!r} has no value", where="the command line", mend="write --tag TAG=VALUE")
    return dict(word.split("=", 1) for word in given)


def _fits(entry: Mapping[str, Any], tags: Mapping[str, str], by: str | None) -> bool:
    """Whether an entry has the tags and the verifier asked for."""
    return by in (None, entry["verifier"]) and bool(tags.items() <= entry["tags"].items())


def _all(folder: "RunFolder") -> Iterator[dict[str, Any]]:
    """The whole ledger."""
    yield from _accepted(folder)
    yield from _refused(folder)


def _accepted(folder: "RunFolder") -> Iterator[dict[str, Any]]:
    """Accepted records as plain entries."""
    from provender.run.ledger.dataset import Accepted

    for judged in Accepted(folder=folder, facts={}).records():
        yield _entry(judged)


def _refused(folder: "RunFolder") -> Iterator[dict[str, Any]]:
    """Refused and failed ones as plain entries."""
    from provender.run.ledger.dataset import refused

    for item in refused(folder):
        yield _refusal(item)


def _entry(judged: "Judged") -> dict[str, Any]:
    """An accepted record."""
    origin = judged.record.origin
    return {
        "key": str(judged.record.key),
        "fate": judged.fate,
        "grade": judged.grade,
        "verifier": judged.verifier,
        "reason": judged.reason,
        "evidence": dict(judged.evidence),
        "tags": dict(judged.record.tags),
        "teacher": origin.teacher,
        "depth": origin.depth,
        "text": judged.record.payload.text(),
    }


def _refusal(item: "Refused") -> dict[str, Any]:
    """A refused or failed one; its record may never have been made."""
    entry = _entry(item.judged) if item.judged else {"grade": "", "teacher": None, "depth": 0, "text": ""}
    told = {"key": item.key, "fate": item.fate, "verifier": item.verifier, "reason": item.reason}
    return {**entry, **told, "evidence": dict(item.evidence), "tags": dict(item.tags)}


def _show(entry: Mapping[str, Any]) -> None:
    """One entry for people."""
    tags = " ".join(f"{tag}={value}" for tag, value in entry["tags"].items())
    teacher = f", by {entry['teacher']}" if entry["teacher"] else ""
    say(f"{entry['key']}  {tags}{teacher}")
    say(*(f"    {line}" for line in entry["text"].splitlines()))
    mark = "✓" if entry["fate"] == "accepted" else "✗"
    grade = f" {entry['grade']}" if entry["grade"] else ""
    why = f": {entry['reason']}" if entry["reason"] else ""
    say(f"  {mark} {entry['fate']}{grade}, {entry['verifier']}{why}")
    say_table(entry["evidence"].items(), indent=6)
    say("")
