"""Where things lie in a run folder, and which names are safe there."""

import re
from pathlib import PurePosixPath

from provender.core.errors import InputError

RECIPE = "recipe.yaml"
LOCK = "recipe.lock.json"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig.json"
COMMITS = "commits"
SHARDS = "shards"
ARTEFACTS = "artefacts"
JOURNAL = "journal"
TMP = "tmp"
QUARANTINE = "quarantine"
LOGS = "logs"
EVENTS = "logs/events.jsonl"
OURS = frozenset(
    {RECIPE, LOCK, MANIFEST, SIGNATURE, COMMITS, SHARDS, ARTEFACTS, JOURNAL, TMP, LOGS, QUARANTINE}
    | {"export", "report", "cycles"}
)

# a sealed run takes nothing new, so what is to be made again must first be unsealed
AGAIN = f" and {MANIFEST} (where there is one), then run the same command again: what is missing is made again alike"
DIGEST = re.compile(r"[0-9a-f]{64}")
_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}")


def safe(name: str, kind: str) -> str:
    """`name`, if it can be a file name everywhere and leads nowhere.

    Raises:
        InputError: it is empty, longer than 200, starts with "." or "-", or holds anything but ASCII letters, digits,
            "_", "." and "-".
    """
    if _SAFE.fullmatch(name):
        return name
    raise InputError(
        f"{name!r} cannot be the name of a {kind}",
        where="the run folder",
        mend="use ASCII letters, digits, '_', '-' and '.', starting with a letter or digit",
    )


def safe_path(name: str, kind: str) -> str:
    """`name`, if it is safe names joined by single "/".

    Raises:
        InputError: it is absolute, climbs with "..", or one of its parts is not safe.
    """
    for part in name.split("/"):
        safe(part, kind)
    return name


def parent(path: str) -> str:
    """The folder that holds `path`; "" is the run folder itself.

    >>> parent("commits/generate/t1.json"), parent("manifest.json")
    ('commits/generate', '')
    """
    return path.rpartition("/")[0]


def commit_path(stage: str, task: str) -> str:
    """Where the commit of a task lies."""
    return f"{COMMITS}/{safe(stage, 'stage')}/{safe(task, 'task')}.json"


def shard_path(digest: str, suffix: str) -> str:
    """Where a shard lies: 256 folders by the digest's first byte."""
    return f"{SHARDS}/{digest[:2]}/{digest}.{suffix}"


def artefact_path(digest: str) -> str:
    """Where an artefact lies.

    Raises:
        InputError: `digest` is no SHA-256 in hex.
    """
    if not DIGEST.fullmatch(digest):
        raise InputError(f"{digest!r} is no digest of an artefact", where="the run folder", mend="give 64 hex digits")
    return f"{ARTEFACTS}/{digest}"


def journal_path(name: str) -> str:
    """Where a journal lies."""
    return f"{JOURNAL}/{safe(name, 'journal')}.log"


def stem(path: str) -> str:
    """The last part without its suffix."""
    return PurePosixPath(path).stem
