"""Show a run's records: the accepted ones, or with --rejected what was refused, by whom and why."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from provender.cli.entries import entry, refusal, show_entry
from provender.cli.flags import json_flag, run_folder
from provender.cli.terminal import say, say_json
from provender.core.errors import InputError, UnknownName

if TYPE_CHECKING:
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
        entries = (told for told in _all(folder) if told["key"] in args.id)
    fitting = (told for told in entries if _fits(told, wanted, args.by))
    found = list(islice(fitting, len(args.id) or max(args.count, 0)))
    if missing := set(args.id) - {told["key"] for told in found}:
        known = (told["key"] for told in islice(_all(folder), 100_000))
        raise UnknownName.among("record", sorted(missing)[0], known, where=str(folder.path))
    if args.json:
        say_json(found)
    elif not found:
        say("nothing fits")
    for told in () if args.json else found:
        show_entry(told)
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
        yield entry(judged)


def _refused(folder: "RunFolder") -> Iterator[dict[str, Any]]:
    """Refused and failed ones as plain entries."""
    from provender.run.ledger.dataset import refused

    for item in refused(folder):
        yield refusal(item)
