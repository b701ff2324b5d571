"""Grade-school word problems with worked solutions (Cobbe et al., 2021), in either of their two files.

{"question": "Natalia sold ...", "answer": "... 48/2 = <<48/2=24>>24 ...\\n#### 72"}
{"question": "Janet's ducks ...", "ground_truth": "...\\nA: 18", "6b_finetuning": {...}, ...}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from provender.core.errors import InputError
from provender.core.files import locate
from provender.core.jsonl import entries, field
from provender.core.record import Origin, Record
from provender.core.registry import reader
from provender.reasoning.marks import unmark
from provender.reasoning.problem import Problem
from provender.reasoning.readers._errata import erratum

_ANSWERS = ("ground_truth", "answer")


@reader
@dataclass(frozen=True, slots=True, kw_only=True)
class Gsm8k:
    """Problems with their worked solution; the calculator marks and the answer's label are taken out.

    Attributes:
        path: JSON Lines in UTF-8; found beside the recipe, here, or in PROVENDER_DATA.
        question: dotted name of the question's field.
        answer: dotted name of the worked solution's field; "" takes `ground_truth`, else `answer`.
        errata: whether the solutions known to be wrong (`gsm8k_errata.tsv`) are left out, and a wrong answer
            is replaced by the right one.

    Example:
        anchor: {name: reasoning/gsm8k, dials: {path: gsm8k/train.jsonl}}
    """

    licence: ClassVar[str] = "MIT"  # of the problems themselves (Cobbe et al. 2021)

    path: str
    question: str = "question"
    answer: str = ""
    errata: bool = True

    def __call__(self) -> Iterator[Record]:
        """The problems in the file's order.

        Raises:
            InputError: the file is missing, empty, cut off or in another encoding, or a line lacks a
                question or a labelled answer; says which line.
        """
        file = locate(self.path, where="reader reasoning/gsm8k")
        for index, (number, _, entry) in enumerate(entries(file)):
            question, solution = field(entry, self.question), self._solution(entry)
            where = f"{file} line {number}"
            if not isinstance(question, str) or not question.strip():
                raise _lacks(f"question under {self.question!r}", where, entry)
            if not isinstance(solution, str):
                raise _lacks(f"worked solution under {self.answer or ' or '.join(_ANSWERS)!r}", where, entry)
            told = unmark(solution)
            if not told.answer:
                raise _lacks('answer line ("#### 72" or "A: 72") in its solution', where, entry)
            known = erratum(question, solution) if self.errata else None
            answer, prose = (known.answer or told.answer, "") if known else (told.answer, told.prose)
            yield Record(
                payload=Problem(question, answer, "en", None, prose),
                origin=Origin(source="anchor", version="1", recipe="", seed=0, index=index),
                tags={"topic": "word_problems", "level": _level(len(told.marks)), "language": "en"},
            )

    def _solution(self, entry: object) -> object:
        """The worked solution of a line."""
        if self.answer:
            return field(entry, self.answer)
        return next((found for name in _ANSWERS if (found := field(entry, name)) is not None), None)


def _level(steps: int) -> str:
    """How hard a problem is, by the arithmetic its own solution needs: "1" for up to two steps ... "5" for six."""
    return str(min(max(steps - 1, 1), 5))


def _lacks(what: str, where: str, entry: dict[str, object]) -> InputError:
    """The error for a line without something it needs."""
    known = ", ".join(sorted(entry)[:12]) or "none"
    return InputError(f"the line has no {what}", where=where, mend=f"its fields are: {known[:300]}")
