"""The verbs there are, in the order in which one meets them. A verb stands here once it works."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import NamedTuple

from provender.core.errors import UnknownName


class Verb(NamedTuple):
    """A verb's folder (`look` changes nothing, `make` does) and what it does, in half a line."""

    folder: str
    help: str


VERBS: Mapping[str, Verb] = MappingProxyType(
    {
        "init": Verb("make", "write a first recipe"),
        "validate": Verb("look", "check a recipe down to the last dial"),
        "plan": Verb("look", "tell what a run would do, take and cost"),
        "preview": Verb("look", "make and judge a few records, and keep nothing"),
        "run": Verb("make", "make a recipe's dataset, or go on with it"),
        "loop": Verb("make", "make, train, examine, revise, and again"),
        "compare": Verb("make", "hold two recipes against each other on the same budget"),
        "status": Verb("look", "tell where a run stands"),
        "show": Verb("look", "show a run's records, or what it refused and why"),
        "impute": Verb("make", "fill a real table's gaps by what was learned of it, each labelled as made"),
        "export": Verb("make", "write a run's records in another form"),
        "report": Verb("make", "draw a run's report again"),
        "verify": Verb("look", "judge any file of records, or a run again, and hold its signature against a key"),
        "sign": Verb("make", "sign a finished run, so that others can tell whose it is and that nothing changed"),
        "keygen": Verb("make", "make a key to sign with"),
        "audit": Verb("look", "hold a run, or a table from anywhere, against ground truth"),
        "calibrate": Verb("look", "measure how often the recipe's judges err"),
        "bias": Verb("look", "test whether names, genders, religions or ages move judges and teachers"),
        "label": Verb("make", "draw records for a person to label"),
        "fingerprint": Verb("make", "turn an exam into hashes that records must keep clear of"),
        "train": Verb("make", "train the student on a run, and score it"),
        "describe": Verb("look", "tell what is in a JSON Lines, CSV or Parquet file, or in a map"),
        "parts": Verb("look", "list the parts there are, or describe one"),
        "doctor": Verb("look", "check this machine"),
    }
)


def module(name: str) -> ModuleType:
    """The file of a verb: it has `arguments(parser)` and `call(args) -> exit code`.

    Raises:
        UnknownName: there is no such verb; offers the nearest.
    """
    if name not in VERBS:
        raise UnknownName.among("verb", name, VERBS, where="the command line")
    return import_module(f"provender.cli.{VERBS[name].folder}.{name}")
