"""Draw a finished run's report again: one static page that works offline."""

import argparse

from provender.cli.flags import run_folder
from provender.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("run", metavar="RUN", help="the run's folder, e.g. runs/quickstart")


def call(args: argparse.Namespace) -> int:
    """Draw it, and say where it lies."""
    from provender.cli.publish import write_report

    say(str(write_report(run_folder(args))[0]))
    return 0
