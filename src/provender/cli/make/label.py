"""Write a random sample of a run's records for a person to label as sound or faulty.

Accepted and refused records stand in it alike, and nothing of what the judges said. Fill in the column `label`, then
give the file to `provender calibrate --labels`. Opening it in a spreadsheet runs nothing. One that ends in .html is a
page to label on, with keys, offline; it saves a .jsonl that `calibrate` reads.
"""

import argparse
from pathlib import Path
from random import Random

from provender.cli.flags import json_flag, run_folder
from provender.cli.terminal import say, say_json
from provender.core.errors import InputError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("run", metavar="RUN", help="the run's folder, e.g. runs/quickstart")
    parser.add_argument("-n", "--count", type=int, default=100, metavar="N", help="records to label (100)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="labels.csv", help="a .csv, .jsonl or .html file (labels.csv)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the sample (0)")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Draw, write, tell; never over a file that holds labels already."""
    from provender.report.labelling.page import labelling_page
    from provender.run.ledger.dataset import tried
    from provender.run.ledger.facts import read_facts
    from provender.stages.judges.labels import to_label
    from provender.store.disk import write_whole

    path = Path(args.output)
    if path.exists():
        raise InputError(f"{path} is already there", where=str(path), mend="name another file: it may hold labels")
    if path.suffix not in (".csv", ".jsonl", ".html") or args.count < 1:
        what = f"-n {args.count}" if args.count < 1 else f"-o {path}"
        raise InputError(
            f"{what} is nothing to write", where="the command line", mend="give N >= 1 and a .csv, .jsonl or .html"
        )
    folder = run_folder(args)
    read_facts(folder)
    records = sorted(tried(folder), key=lambda record: record.key)
    drawn = Random(args.seed).sample(records, min(args.count, len(records)))
    rows = [(str(record.key), record.payload.text()) for record in drawn]
    page = path.suffix == ".html"
    told = labelling_page(rows, title=folder.path.name).encode() if page else to_label(rows, form=path.suffix[1:])
    write_whole(path, told)
    if args.json:
        say_json({"file": str(path), "records": len(rows), "of": len(records)})
        return 0
    say(f"wrote {path}: {len(rows):,} of {len(records):,} records, for you to label as sound or faulty")
    if page:
        say("open it in a browser, and save labels.jsonl from there")
    say(f"next: provender calibrate -c RECIPE --labels {'labels.jsonl' if page else path}")
    return 0
