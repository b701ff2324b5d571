"""What judging without a model costs: a record's screens, and clearing records of an exam, with what is found there.

The screens (personal data, language, clean text, profanity) judge pieces of about 100 characters of all our families in
five languages; then some families are made and judged by their own verifiers alone, and by the screens as well.

Records of about 100 characters, half a million words in all, are held against the fingerprint of GSM8K's training
questions and answers (7,473 items); where that file is missing, against made-up questions of the same size. Then each
kind of contamination is planted: items verbatim, in capitals, respaced, with one word changed, embedded in a longer
text, and single sentences of them. False alarms: records of other families, and one half of GSM8K against the other,
whose true twins (the same story with other numbers) are not told apart from false alarms. Options: --records.

    us_per_record       CPU microseconds of all screens on a record of about 100 characters    wanted: <= 100
    screens_us          of each
    grounded_us         of cross-reference on records of facts in five languages; with the screens    wanted: <= 100
    py3langid_us        of the language identifier alone on the same pieces, 29 on a quiet machine
    records_per_cpu_s   of some families, made and judged: screens off, and on
    decontaminate_s     CPU seconds for 100,000 records                               wanted: <= 10
    fingerprint_s       CPU seconds to make the fingerprint
    fingerprint_bytes   of the file
    found               by kind, share of planted items that are refused
    false_alarms        share of records of our families that are refused
    same_source         share of one half of the exam that is refused for the other half
"""

import json
import os
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from py3langid import classify

from bench import harness
from provender.core.dials import dial_types
from provender.core.protocols import Verifier
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import find, load, names
from provender.core.verdict import Grade
from provender.general.passage import Passage
from provender.stages.exams.fingerprint import fingerprint
from provender.stages.exams.fingerprint import load as read
from provender.stages.exams.index import Exams
from provender.stages.verify import verify

BATCH = 8192
SCREENS: Mapping[str, Mapping[str, object]] = {
    "general/personal_data": {},
    "general/language": {"languages": ("de", "en", "es", "fr", "sw")},
    "general/clean_text": {},
    "general/profanity": {},
}
FAMILIES = (
    *("reasoning/arithmetic/gcd", "reasoning/arithmetic/fractions", "reasoning/algebra/linear_systems"),
    *("reasoning/words/quantities", "reasoning/logic/satisfiability"),
)
FILLER = ("Here is an exercise from my notebook, which I would like you to read.", "Explain each step as you go along.")


def exam() -> tuple[str, list[dict[str, str]]]:
    """The name of the exam and its items."""
    home = Path(os.environ.get("PROVENDER_DATA") or Path(__file__).parents[3] / "shared" / "data")
    file = home / "gsm8k" / "train.jsonl"
    if file.is_file():
        return "gsm8k train", [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    part = load("generator", "reasoning/words/quantities")
    made = [record.payload for record in part(Shard(seed=9, start=0, count=7473))]
    return "made up", [{"question": each.question, "answer": each.solution} for each in made]


def records(count: int, *, languages: bool = False) -> list[Record]:
    """Records of all our families, the same number of each, in English or in every language."""
    makers = [name for name in names("generator") if name.startswith("reasoning/") and "adapters" not in name]
    kinds = {name: find("generator", name) for name in makers}
    makers = [name for name, kind in kinds.items() if not hasattr(kind, "bind") and callable(kind)]
    made: list[Record] = []
    for name in makers:
        told = kinds[name].makes.get("language", ("en",)) if languages else ("en",)  # type: ignore[attr-defined]
        for language in told:
            part = load("generator", name, {"language": language} if "language" in dial_types(kinds[name]) else {})
            shard = Shard(seed=5, start=0, count=count // (len(makers) * len(told)) + 1)
            made += [record for record in part(shard) if isinstance(record, Record)]
    return made


def cut(texts: Sequence[str], size: int = 100) -> list[str]:
    """The texts in pieces of about `size` characters, cut between words."""
    return [piece for text in texts for piece in re.findall(rf".{{1,{size}}}(?:\s|$)", text.replace("\n", " "))]


def changed(text: str, rng: random.Random) -> str:
    """The text with one of its words another."""
    words = text.split()
    words[rng.randrange(len(words))] = "something"
    return " ".join(words)


def sentence(text: str, rng: random.Random) -> str:
    """The longest sentence of a text, in a longer one."""
    longest = max(re.split(r"(?<=[.?!]) ", text), key=len)
    return f"{FILLER[0]} {longest} {FILLER[1]} {rng.randint(2, 99)} points."


PLANTS: Mapping[str, Callable[[str, random.Random], str]] = {
    "verbatim": lambda text, _: text,
    "in capitals": lambda text, _: text.upper(),
    "respaced": lambda text, _: "  \n".join(text.split(" ")),
    "one word changed": changed,
    "embedded": lambda text, _: f"{FILLER[0]} {text} {FILLER[1]}",
    "longest sentence": sentence,
}


def share(exams: Exams, texts: Sequence[str]) -> float:
    """Share of the texts that repeat an item."""
    return sum(match is not None for match in exams.look(texts)) / len(texts)


def in_batches(exams: Exams, texts: Sequence[str]) -> None:
    """Look all up as a run would."""
    stream = iter(texts)
    while batch := list(islice(stream, BATCH)):
        exams.look(batch)


def decontamination(count: int) -> dict[str, object]:
    """Cost, recall and false alarms of clearing records of an exam."""
    name, items = exam()
    taken = [{"question": each["question"], "answer": each["answer"]} for each in items]
    making = harness.cpu_seconds(lambda: fingerprint(taken))
    data = fingerprint(taken).dump()
    exams = Exams({name: read(data, where=name)})
    ours = [record.payload.text() for record in records(count // 3)]
    pieces = cut(ours)[:count]
    cost = harness.median(lambda: harness.cpu_seconds(lambda: in_batches(exams, pieces)))
    rng = random.Random(1)
    questions = [each["question"] for each in rng.sample(taken, 1000)]
    found = {kind: round(share(exams, [plant(text, rng) for text in questions]), 4) for kind, plant in PLANTS.items()}
    half = Exams({name: fingerprint(taken[::2])})
    print(f"{len(pieces):,} records of {sum(map(len, pieces)) / len(pieces):.0f} characters against {name}")
    harness.show(("planted", "found"), list(found.items()))
    return {
        "decontaminate_s": round(cost * 100_000 / len(pieces), 2),
        "fingerprint_s": round(making, 2),
        "fingerprint_bytes": len(data),
        "found": found,
        "false_alarms": round(share(exams, ours), 5),
        "same_source": round(share(half, [each["question"] for each in taken[1::2]]), 4),
    }


def screening(count: int) -> dict[str, object]:
    """Cost of the screens, and what they leave of our throughput."""
    judges: dict[str, Verifier] = {name: load("verifier", name, dials) for name, dials in SCREENS.items()}
    whole = records(count // 5, languages=True)
    pieces = [replace(each, payload=Passage(text)) for each in whole for text in cut([each.payload.text()])[:2]]
    for judge in judges.values():
        judge(pieces[:50])  # models are read before anything is timed
    each = {
        name: harness.median(lambda judge=judge: harness.cpu_seconds(lambda: judge(pieces))) / len(pieces) * 1e6  # type: ignore[misc]
        for name, judge in judges.items()
    }
    plain = [piece.payload.text() for piece in pieces]
    langid = harness.median(lambda: harness.cpu_seconds(lambda: [classify(text) for text in plain])) / len(plain) * 1e6
    speed = {told: throughput(some) for told, some in (("off", {}), ("on", judges))}
    return {
        "us_per_record": round(sum(each.values()), 1),
        "characters": round(sum(len(piece.payload.text()) for piece in pieces) / len(pieces)),
        "screens_us": {name: round(cost, 1) for name, cost in each.items()},
        "py3langid_us": round(langid, 1),
        "records_per_cpu_s": {told: round(rate) for told, rate in speed.items()},
    }


def cross_reference(count: int) -> dict[str, object]:
    """Cost of holding records of facts against the tables, alone and with all screens."""
    made: list[Record] = []
    for language in ("en", "de", "fr", "es", "sw"):
        for task in ("lookup", "reverse", "compare"):
            part = load("generator", "general/grounded", {"language": language, "task": task})
            made += part(Shard(seed=5, start=0, count=count // 15 + 1))
    judges = {name: load("verifier", name, dials) for name, dials in SCREENS.items()}
    both: dict[str, Verifier] = {"general/grounded": load("verifier", "general/grounded"), **judges}
    for judge in both.values():
        judge(made[:50])
    costs = {
        name: harness.median(lambda judge=judge: harness.cpu_seconds(lambda: judge(made))) / len(made) * 1e6  # type: ignore[misc]
        for name, judge in both.items()
    }
    size = sum(len(record.payload.text()) for record in made) / len(made)
    told = {"alone": round(costs["general/grounded"], 1), "with the screens": round(sum(costs.values()), 1)}
    return {"grounded_us": {**told, "characters": round(size)}}


def throughput(more: Mapping[str, Verifier], count: int = 500) -> float:
    """Records of some families a CPU second, made and judged."""
    parts = [(load("generator", name), {name: load("verifier", name), **more}) for name in FAMILIES]

    def work() -> None:
        for part, judges in parts:
            verify(list(part(Shard(seed=8, start=0, count=count))), judges, accept=Grade.PROVED, depth=0)

    work()
    return count * len(parts) / harness.median(lambda: harness.cpu_seconds(work))


def main() -> None:
    """Measure and print."""
    given = harness.options(__doc__ or "", records=30_000)
    figures = {
        **screening(given.records), **cross_reference(given.records // 10), **decontamination(given.records),
    }  # fmt: skip
    harness.show(("figure", "value"), [(key, str(value)) for key, value in figures.items() if key != "found"])
    harness.finish("judge_cost", figures)


if __name__ == "__main__":
    main()
