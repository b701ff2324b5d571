"""The door: finds the verb, calls it, and turns every error into the house's form and its exit code.

argparse, because it costs 7 ms of CPU beyond the bare interpreter where click costs 72 and typer 105.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from provender.cli import verbs
from provender.cli.terminal import clean, complain
from provender.core.errors import InputError, Interrupted, MachineError, ProvenderError, UnknownName

_COMMAND_LINE = "the command line"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the words after `provender`; None takes the process's own.

    Returns:
        The exit code: 0 complete, 1 our fault, 2 bad recipe or input, 3 shortfall, 4 alarm, 5 environment,
        130 interrupted.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 shows escapes, not a traceback
    debug = "--debug" in words
    try:
        code = _call([word for word in words if word != "--debug"])
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `| head` has seen enough
        return 0
    except (Exception, KeyboardInterrupt) as fault:
        if debug:
            raise
        return complain(_as_ours(fault))


def _call(words: list[str]) -> int:
    """Parse the words and call their verb."""
    if not words or words[0] in ("-h", "--help", "help"):
        sys.stdout.write(_help())
        return 0
    if words[0] in ("-V", "--version"):
        sys.stdout.write(f"provender {sys.modules['provender'].__version__}\n")
        return 0
    verb = verbs.module(words[0])
    parser = Parser(
        prog=f"provender {words[0]}",
        description=verb.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    verb.arguments(parser)
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    try:
        args = parser.parse_args(words[1:])
    except SystemExit as done:  # --help has been printed
        return int(done.code or 0)
    code: int = verb.call(args)
    return code


class Parser(argparse.ArgumentParser):
    """argparse with errors in the house's form."""

    def parse_args(self, args: Sequence[str] | None = None, namespace: object = None) -> argparse.Namespace:  # type: ignore[override]
        """As always, but an unknown flag is met with the nearest one, before anything else is missed."""
        for word in args or ():
            flag = word.partition("=")[0]
            if flag.startswith("--") and flag not in {"--", *self._option_string_actions}:
                raise UnknownName.among(f"flag of {self.prog}", flag, self._option_string_actions, where=_COMMAND_LINE)
        parsed, unknown = self.parse_known_args(args)
        if unknown:
            self.error(f"{unknown[0]!r} was not expected")
        return parsed

    def error(self, message: str) -> NoReturn:
        """Refuse in the house's form."""
        raise InputError(message, where=_COMMAND_LINE, mend=f"see `{self.prog} --help`")


def _help() -> str:
    """What `provender --help` prints."""
    width = max(map(len, verbs.VERBS))
    lines = [f"  {name:{width}}  {verb.help}" for name, verb in verbs.VERBS.items()]
    return "\n".join(
        [
            "Provender makes training data and proves it.",
            "",
            "usage: provender VERB [flags]",
            "",
            *lines,
            "",
            "`provender VERB --help` tells more of one; --version, and --debug with any.",
            "exit codes: 0 complete, 1 our fault, 2 bad recipe or input, 3 shortfall or budget reached,",
            "  4 alarm or integrity failed, 5 environment, 130 interrupted and resumable",
            "",
        ]
    )


def _as_ours(fault: BaseException) -> ProvenderError:
    """Any exception as one of the house's."""
    if isinstance(fault, ProvenderError):
        return fault
    if isinstance(fault, KeyboardInterrupt):
        return Interrupted("stopped by the user", where=_COMMAND_LINE, mend="give the same command again")
    if isinstance(fault, OSError):
        where = clean(str(fault.filename or "this machine"))
        return MachineError(
            fault.strerror or str(fault), where=where, mend="mend the disk or the permission, run again"
        )
    if isinstance(fault, MemoryError):
        return MachineError("out of memory", where="this machine", mend="use fewer --workers")
    frame = fault.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename} line {frame.tb_lineno}" if frame else "unknown"
    what = f"{type(fault).__name__}: {fault}"
    return ProvenderError(
        what, where=place, mend="this is our fault: run it again with --debug and report what it shows"
    )
