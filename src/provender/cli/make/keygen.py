"""Make a key to sign with: a secret file for you alone, and beside it a public one (.pub) for everybody.

Keep the secret file out of runs and of version control; `provender verify RUN --key FILE.pub` takes the public one.
"""

import argparse
from pathlib import Path

from provender.cli.flags import json_flag
from provender.cli.terminal import say, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("file", metavar="FILE", help="where the secret key is written, e.g. ~/.provender/key")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Make it, and say by which fingerprint it is known."""
    from provender.store.signing.keys import make

    path = Path(args.file).expanduser()
    public, beside = make(path)
    if args.json:
        say_json({"secret": str(path), "public": str(beside), "fingerprint": public.fingerprint})
        return 0
    say(f"wrote {path} (secret: keep it to yourself) and {beside} (give it to whoever is to check)")
    say(f"  fingerprint {public.fingerprint}", f"next: provender sign RUN --key {path}")
    return 0
