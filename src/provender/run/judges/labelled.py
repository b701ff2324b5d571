"""A person's labels of a run's records: what they say of the judges, and of how many records are truly sound."""

from pathlib import Path
from typing import Any

from provender.core.errors import InputError
from provender.core.verdict import Gold
from provender.run.ledger.dataset import Accepted, tried
from provender.run.ledger.facts import read_facts
from provender.run.workshop import Workshop
from provender.stages.judges.estimate import true_share
from provender.stages.judges.labels import read_labels
from provender.stages.judges.rates import rates
from provender.store.folder import RunFolder


def labelled(workshop: Workshop, run: Path, file: Path, *, limit: float) -> dict[str, Any]:
    """What labels tell, as plain values.

    Keys: labels, records, sound, interval (of the share of truly sound records, labels and judges together),
    labels_alone (the interval without the judges), judges (their rates on the labelled records).

    Raises:
        InputError: the run is not finished, or the file is not one of its labels.
    """
    folder = RunFolder(run)
    if folder.read_lock() is None:
        raise InputError(f"there is no run in {run}", where=str(run), mend="`provender run` makes it")
    read_facts(folder)
    records = {str(record.key): record for record in tried(folder)}
    kept = {str(judged.record.key) for judged in Accepted(folder=folder, facts={}).records()}
    if not file.is_file():
        raise InputError(f"there is no file {file}", where=str(file), mend="`provender label` writes one")
    labels = read_labels(file.read_bytes(), list(records), where=str(file))
    truth, said = list(labels.values()), [name in kept for name in labels]
    others = [name in kept for name in records if name not in labels]
    sound, interval = true_share(truth, said, others)
    _, alone = true_share(truth, said, [])
    golds = [
        Gold(record=records[name], faulty=not good, kind="labelled", slices=dict(records[name].tags))
        for name, good in labels.items()
    ]
    judges = [
        rates(
            name, golds, judge([gold.record for gold in golds]), limit=limit, opines=getattr(judge, "opines", False)
        ).plain()
        for name, judge in (workshop.verifiers().items() if golds else ())
    ]
    return {
        "labels": len(labels),
        "records": len(records),
        "sound": sound,
        "interval": [interval.low, interval.high],
        "labels_alone": [alone.low, alone.high],
        "judges": judges,
    }
