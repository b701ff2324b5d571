"""The list of wrong reference solutions: it names real lines, its findings hold, and the reader heeds it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from provender.reasoning.marks import unmark
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.claims import equations
from provender.reasoning.read.prose.judge import Truth
from provender.reasoning.readers._errata import errata, erratum
from provender.reasoning.readers.gsm8k import Gsm8k
from provender.reasoning.words.truths import arrives

KINDS = {"false equation", "unit", "wrong plan", "wrong label"}


def test_errata_are_well_formed() -> None:
    assert KINDS == {each.kind for each in errata()}
    assert len(errata()) == len({each.sha256 for each in errata()}) == len({each.text for each in errata()})
    assert all(each.answer for each in errata() if each.kind == "wrong label")
    assert erratum("a question", "a solution") is None


@pytest.mark.real
def test_errata_name_lines_of_the_real_files(data: Path) -> None:
    lines = {
        name: (data / "gsm8k" / name).read_bytes().split(b"\n") for name in ("train.jsonl", "model_solutions.jsonl")
    }

    for each in errata():
        line = lines[each.file][each.line - 1]
        entry = json.loads(line)
        solution = entry.get("ground_truth") or entry["answer"]
        told = unmark(solution)
        assert sha256(line).hexdigest() == each.sha256
        assert erratum(entry["question"], solution) == each
        if each.kind == "false equation" and "/ 1 / 4" not in each.what:
            assert Truth.REFUTED in {claim.truth for claim in equations(told.prose)}, each
        if each.kind == "wrong label":
            assert arrives(told.prose, each.answer), each
            assert not arrives(told.prose, told.answer), each


@pytest.mark.real
def test_a_wrong_reference_is_mended_unless_it_is_wanted_as_it_is(data: Path) -> None:
    path = str(data / "gsm8k" / "train.jsonl")
    mended, plain = list(Gsm8k(path=path)()), list(Gsm8k(path=path, errata=False)())

    wrong = [each for each in errata() if each.file == "train.jsonl"]
    changed = [at for at, (one, two) in enumerate(zip(mended, plain, strict=True)) if one.payload != two.payload]
    assert [each.line - 1 for each in wrong] == changed
    for each in wrong:
        problem, before = mended[each.line - 1].payload, plain[each.line - 1].payload
        assert isinstance(problem, Problem)
        assert isinstance(before, Problem)
        assert problem.prose == ""
        assert problem.answer == (each.answer or before.answer)
