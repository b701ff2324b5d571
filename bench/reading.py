"""What is read from the prose of four real language models, scored by the file's own marks. About 15 CPU seconds.

gsm8k/model_solutions.jsonl holds 660 questions with the answers of a person and of four models. Their
calculator marks, `<<9*2=18>>`, and their labels, `A: 18`, are taken out before anything is read; they serve
only as truth:

- An equation is true when its mark restates it (the same numbers and signs), the mark holds, and the value
  written behind the mark is the mark's result, rounded at most. Where prose and mark differ, the mark is
  no truth for the prose and nothing is scored.
- An answer is read when it is the label's. The file cuts some labels at the first character that is no
  digit ($5.12 -> 5, 360,000 -> 360, -15 -> 15); `answers_exact` counts none of those.
"""

import ast
import json
import operator
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from bench.harness import cpu_seconds, finish, options, show

from provender.reasoning.marks import unmark
from provender.reasoning.read.prose.answers import Answer, closing_answer, number
from provender.reasoning.read.prose.claims import Equation, equations, sentences
from provender.reasoning.read.prose.judge import Truth

HOME = Path(__file__).parent.parent
MODELS = ("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification")
PERSON = "ground_truth"
SIGNS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
SIGNED = (["+"], ["-"], ["*"], ["/"], ["("])
PIECE = re.compile(r"\d[\d,]*\.?\d*|\.\d+|[-+*/()]")
UNIT = re.compile(r"/?\s*(?![xX]\b)[^\W\d_]+")
STATED = re.compile(r"[\s$€]*(-?[\d,]*\.?\d+)")
ODD = re.compile(r",\d{1,2}(?!\d)")  # a decimal comma
UNLIKE = ({"second", "minute", "hour", "day"}, {"inche", "inch", "foot", "feet", "yard", "mile"})
NOISE = Fraction(1, 10**6)


@dataclass(slots=True)
class Score:
    """What came of one writer's answers."""

    answers: int = 0
    labelled: int = 0
    read: int = 0
    exact: int = 0
    right: int = 0
    lucky: int = 0
    marks: int = 0
    marks_read: int = 0
    marks_false: int = 0
    claims: Counter[Truth] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, Truth]] = field(default_factory=Counter)
    sentences: int = 0
    covered: int = 0


def pieces(text: str) -> list[str]:
    """Numbers and signs of an expression in one spelling; units, currencies and spaces left out."""
    plain = re.sub(r"[xX×]", "*", UNIT.sub(" ", text)).replace("÷", "/").replace("–", "-")
    found = [piece.replace(",", "").rstrip(".") for piece in PIECE.findall(plain)]
    return [str(float(piece)) if piece[-1:].isdigit() else piece for piece in found]


def exact(expression: str) -> Fraction | None:
    """The value of a mark's expression, on exact rationals; None where it is no arithmetic."""
    source = re.sub(r"(?<![\d.])0+(?=\d)", "", expression.strip())  # Python knows no 05
    try:
        return _value(ast.parse(source, mode="eval").body, source)
    except (SyntaxError, ValueError, ZeroDivisionError, RecursionError):
        return None


def _value(node: ast.expr, source: str) -> Fraction:
    """One node of it; numbers are taken as they are written, not as floats."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, source)
    if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        return SIGNS[type(node.op)](_value(node.left, source), _value(node.right, source))
    return Fraction(source[node.col_offset : node.end_col_offset])


def holds(mark: str) -> bool | None:
    """Whether a mark's own equation is true, a machine's float taken as it is meant; None where that cannot be said."""
    left, _, right = mark.partition("=")
    one, two = exact(left), exact(right)
    return None if one is None or two is None else abs(one - two) <= NOISE * max(Fraction(1), abs(one))


def truth(prose: str, at: int, mark: str) -> bool | None:
    """Whether the equation around a mark is true by the mark; None where the mark does not restate the prose."""
    left, _, right = mark.partition("=")
    told, wanted = pieces(prose[max(0, at - 200) : at].rstrip("= $€")), pieces(left)
    stated, result, true = STATED.match(prose, at), exact(right), holds(mark)
    if _unlike(prose[max(0, at - 80) : at]):
        return None  # the calculator knows no units: it adds 1 hour and 30 minutes to 31
    if len(wanted) < 3 or told[-len(wanted) :] != wanted or told[: -len(wanted)][-1:] in SIGNED or stated is None:
        return None
    if true is None or result is None or ODD.search(stated[1]):
        return None
    digits = stated[1].replace(",", "")
    step = Fraction(1, 10 ** len(digits.partition(".")[2]))
    off = abs(Fraction(digits) - result)
    if not true or off >= step:
        return False
    return True if 2 * off < step else None  # cut off, not rounded: arguable


def _unlike(text: str) -> bool:
    """Whether two units of one kind stand in the equation that ends here."""
    words = {word.rstrip("s") for word in re.findall(r"[a-z]+", re.split(r"[.,:\n]", text.lower())[-1])}
    return any(len(kind & words) > 1 for kind in UNLIKE)


def label_of(answer: Answer, label: str) -> str:
    """How an answer agrees with its label: "exact", "cut", or ""."""
    wanted = number(label)
    if wanted is None:
        return ""
    if answer.equals(wanted.value):
        return "exact"
    cut = re.match(r"\D*(\d+)", answer.text)
    return "cut" if cut and Fraction(cut[1]) == abs(wanted.value) else ""


def score(text: str, *, is_correct: bool, into: Score) -> None:
    """Read one answer and add it up."""
    told = unmark(text)
    found = equations(told.prose)
    into.answers += 1
    into.right += is_correct
    into.claims.update(claim.truth for claim in found)
    false = any(claim.truth is Truth.REFUTED for claim in found)
    into.lucky += is_correct and false
    covered = {claim.sentence for claim in found}
    spans = [sentence.strip() for _, sentence in sentences(told.prose)]
    into.sentences += len(spans)
    into.covered += sum(sentence in covered for sentence in spans)
    closing = closing_answer(told.prose)
    into.labelled += bool(told.answer)
    agrees = label_of(closing, told.answer) if closing and told.answer else ""
    into.read += bool(agrees)
    into.exact += agrees == "exact"
    for at, mark in told.marks:
        claim = next((claim for claim in found if claim.equals < at <= claim.end), None)
        _score_mark(told.prose, at, mark, claim=claim, into=into)


def _score_mark(prose: str, at: int, mark: str, *, claim: Equation | None, into: Score) -> None:
    """Hold what was read at a mark against the mark."""
    into.marks += 1
    into.marks_read += claim is not None
    into.marks_false += holds(mark) is False
    known = truth(prose, at, mark)
    if claim is not None and known is not None:
        into.verdicts[str(known).lower(), claim.truth] += 1


def writers(file: Path) -> dict[str, Score]:
    """Every writer's score."""
    scores = {name: Score() for name in (*MODELS, PERSON)}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            score(entry[PERSON], is_correct=True, into=scores[PERSON])
            for model in MODELS:
                said = entry[model]
                score(said["solution"], is_correct=said["is_correct"], into=scores[model])
    return scores


def figures(scores: Sequence[Score]) -> dict[str, float | int]:
    """The issue's figures over all writers, and what they rest on."""
    verdicts = sum((score.verdicts for score in scores), Counter[tuple[str, Truth]]())
    labelled, marks = sum(score.labelled for score in scores), sum(score.marks for score in scores)
    return {
        "answers_read": sum(score.read for score in scores) / labelled,
        "answers_exact": sum(score.exact for score in scores) / labelled,
        "answers": labelled,
        "equalities_read": sum(score.marks_read for score in scores) / marks,
        "equalities": marks,
        "true_scored": sum(count for (known, _), count in verdicts.items() if known == "true"),
        "true_called_false": verdicts["true", Truth.REFUTED],
        "true_left_open": verdicts["true", Truth.UNKNOWN],
        "false_scored": sum(count for (known, _), count in verdicts.items() if known == "false"),
        "false_found": verdicts["false", Truth.REFUTED],
        "false_called_true": verdicts["false", Truth.PROVED],
    }


def rows(scores: dict[str, Score]) -> Iterator[tuple[object, ...]]:
    """The table's lines."""
    for name, one in scores.items():
        claims = one.claims.total()
        yield (
            name,
            claims,
            one.claims[Truth.REFUTED],
            f"{one.claims[Truth.REFUTED] / claims:.2%}",
            f"{one.marks_false / one.marks:.2%}",
            f"{one.covered / one.sentences:.1%}",
            one.right,
            f"{1 - one.right / one.answers:.1%}",
            one.lucky,
        )


def main() -> None:
    """Score the file and print."""
    told = options(__doc__ or "", data=os.environ.get("PROVENDER_DATA") or str(HOME.parent / "shared" / "data"))
    file = Path(told.data) / "gsm8k" / "model_solutions.jsonl"
    if not file.is_file():
        raise SystemExit(f"there is no {file}: set PROVENDER_DATA to the folder of real data")
    scores: dict[str, Score] = {}
    spent = cpu_seconds(lambda: scores.update(writers(file)))
    head = ("writer", "claims", "false", "share", "by marks", "coverage", "right", "wrong", "right by a wrong step")
    show(head, rows(scores), title="claims as written; the calculator's own equations false (by marks); answers")
    models = [scores[name] for name in MODELS]
    found = figures(list(scores.values()))
    found["marks_false_share"] = sum(one.marks_false for one in models) / sum(one.marks for one in models)
    found["answers_per_cpu_s"] = round(sum(one.answers for one in scores.values()) / spent)
    show(("figure", "value"), found.items(), title="all writers")
    finish("reading", {name: round(value, 5) for name, value in found.items()})


if __name__ == "__main__":
    main()
