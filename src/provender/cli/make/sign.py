"""Sign a finished run with an Ed25519 key: its Merkle root and its recipe, in manifest.sig.json beside the manifest.

Every byte is read first, so nothing damaged is signed. `provender verify RUN --key FILE.pub` checks it, offline.
"""

import argparse
from pathlib import Path

from provender.cli.flags import json_flag, run_folder
from provender.cli.terminal import say, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("run", metavar="RUN", help="the run's folder, e.g. runs/quickstart")
    parser.add_argument("--key", metavar="FILE", required=True, help="the secret key that `provender keygen` wrote")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Read, check, sign, tell."""
    from provender.store.check import must_be_whole
    from provender.store.signing.keys import read_secret

    key = read_secret(Path(args.key).expanduser())
    folder = run_folder(args)
    must_be_whole(folder.check(), run=args.run)
    made = folder.sign(key)
    if args.json:
        say_json({"run": str(folder.path), "root": made.root, "fingerprint": made.key.fingerprint})
        return 0
    say(f"signed {args.run}", f"  root {made.root}", f"  by   {made.key.fingerprint}")
    return 0
