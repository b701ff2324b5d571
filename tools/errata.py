"""Which of GSM8K's own reference solutions may be wrong: three ways to look, beside our list.

    a refuted equation      the solution's prose holds an equation that is false
    another label           the solution does not arrive at its own answer
    all models disagree     four language models agree on one answer, and the reference has another

Each candidate was looked at by a person; what was really wrong is listed in
`src/provender/reasoning/readers/gsm8k_errata.tsv`. No text is printed, only where to look:

    python tools/errata.py
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from provender.reasoning.marks import unmark
from provender.reasoning.read.prose.answers import closing_answer
from provender.reasoning.read.prose.claims import equations
from provender.reasoning.read.prose.judge import Truth
from provender.reasoning.readers._errata import errata
from provender.reasoning.words.truths import arrives, same

HOME = Path(__file__).parent.parent
FILES = ("train.jsonl", "model_solutions.jsonl")
MODELS = ("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification")
REFUTED, LABEL, MODELS_AGREE = "a refuted equation", "another label", "all models disagree"


def candidates(file: Path) -> Iterator[tuple[int, str, str]]:
    """(line, how it was found, what to look at) of one file."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        entry = json.loads(line)
        told = unmark(entry.get("ground_truth") or entry["answer"])
        for claim in equations(told.prose):
            if claim.truth is Truth.REFUTED:
                yield number, REFUTED, f"left {claim.judgement.left}, right {claim.judgement.right}"
        if not arrives(told.prose, told.answer):
            yield number, LABEL, f"label {told.answer}"
        if MODELS[0] in entry and (other := _agreed(entry, told.answer)):
            yield number, MODELS_AGREE, f"models {other}, label {told.answer}"


def _agreed(entry: dict[str, dict[str, str]], label: str) -> str:
    """The answer that all models give and the reference does not; "" where there is none."""
    found = [closing_answer(unmark(entry[model]["solution"]).prose) for model in MODELS]
    if None in found:
        return ""
    first = found[0].text if found[0] else ""
    alike = all(each is not None and same(each.text, first) for each in found)
    return first if alike and not same(first, label) else ""


def main() -> None:
    """Look, compare, print."""
    folder = Path(os.environ.get("PROVENDER_DATA") or HOME.parent / "shared" / "data") / "gsm8k"
    if not all((folder / name).is_file() for name in FILES):
        raise SystemExit(f"there is no {FILES[0]} in {folder}: set PROVENDER_DATA to the folder of real data")
    listed = {(each.file, each.line): each.kind for each in errata()}
    found = [(name, *each) for name in FILES for each in candidates(folder / name)]
    for name, line, how, what in found:
        print(f"{name:23}{line:5}  {how:20}{what:34}{listed.get((name, line), '')}".rstrip())
    lines = {(name, line, how) for name, line, how, _ in found}
    for each in (REFUTED, LABEL, MODELS_AGREE):
        places = [(name, line) for name, line, how in lines if how == each]
        print(f"{each}: {len(places)} lines, {sum(place in listed for place in places)} really wrong")
    print(f"listed but not found: {len(listed.keys() - {(name, line) for name, line, _ in lines})}")


if __name__ == "__main__":
    main()
