"""Anybody's problems in JSON Lines: question, solution and answer under their usual names, chats, our own exports.

{"question": "...", "solution": "...", "answer": "72"}
{"messages": [{"role": "user", "content": "..."}, {"role": "assistant", "content": "...\\n#### 72"}]}
{"conversations": [{"from": "human", "value": "..."}, {"from": "gpt", "value": "... \\\\boxed{72}"}]}
{"instruction": "...", "input": "...", "output": "...\\n72"}
{"question": "...", "answer": "6", "steps": [{"text": ..., "rule": ..., "claim": ..., "uses": []}], ...}
"""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.files import locate
from provender.core.jsonl import entries
from provender.core.record import Failure, Record
from provender.core.registry import reader
from provender.reasoning.readers._fields import Fields


@reader
@dataclass(frozen=True, slots=True, kw_only=True)
class Jsonl:
    """One problem a line, under whatever names; what cannot be found is left empty, a question must be there.

    Attributes:
        path: JSON Lines in UTF-8; found beside the recipe, here, or in PROVENDER_DATA.
        question, solution, answer: dotted names of fields; "" looks for the usual ones.
        language: of lines that do not say theirs, ISO 639-1.

    Guarantees:
        What our exporters wrote is read back with its answer and, where it was exported, its derivation.

    Example:
        anchor: {name: reasoning/jsonl, dials: {path: problems.jsonl}}
    """

    path: str
    question: str = ""
    solution: str = ""
    answer: str = ""
    language: str = "en"

    def __call__(self) -> Iterator[Record]:
        """The problems in the file's order; a record's index is its line's number, from 1.

        Raises:
            InputError: the file is missing, empty, cut off or in another encoding, or a line holds no
                question; says which line.
        """
        for number, where, entry in self._lines():
            yield self._fields.record(entry, number, where=where)

    def rows(self) -> Iterator[Record | Failure]:
        """The same, but that a line without a question is a failure with its number and reason, not the end.

        Raises:
            InputError: the file is missing, empty, cut off or in another encoding.
        """
        for number, where, entry in self._lines():
            yield self._fields.attempt(entry, number, where=where)

    @property
    def _fields(self) -> Fields:
        """What looks for question, solution and answer."""
        return Fields(question=self.question, solution=self.solution, answer=self.answer, language=self.language)

    def _lines(self) -> Iterator[tuple[int, str, dict[str, object]]]:
        """Number, place and object of each line."""
        file = locate(self.path, where="reader reasoning/jsonl")
        for number, _, entry in entries(file):
            yield number, f"{file} line {number}", entry
