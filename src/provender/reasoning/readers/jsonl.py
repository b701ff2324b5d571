"""Anybody's problems in JSON Lines: question, solution and answer under their usual names, chats, our own exports.

{"question": "...", "solution": "...", "answer": "72"}
{"messages": [{"role": "user", "content": "..."}, {"role": "assistant", "content": "...\\n#### 72"}]}
{"question": "...", "answer": "6", "steps": [{"text": ..., "rule": ..., "claim": ..., "uses": []}], ...}
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from provender.core.errors import InputError
from provender.core.files import locate
from provender.core.jsonl import entries, field
from provender.core.record import Origin, Record
from provender.core.registry import reader
from provender.reasoning.marks import unmark
from provender.reasoning.problem import Problem, ProblemCodec

_QUESTIONS = ("question", "problem", "prompt", "instruction", "query", "input")
_SOLUTIONS = ("solution", "prose", "rationale", "worked_solution", "response", "output", "completion", "generation")
_ANSWERS = ("answer", "final_answer", "ground_truth", "target", "label")
_MOST_TAGS = 16
_LONGEST_TAG = 80


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
        file = locate(self.path, where="reader reasoning/jsonl")
        for number, _, entry in entries(file):
            where = f"{file} line {number}"
            origin = Origin(source="anchor", version="1", recipe="", seed=0, index=number)
            yield Record(payload=self._problem(entry, where), origin=origin, tags=_tags(entry))

    def _problem(self, entry: Mapping[str, object], where: str) -> Problem:
        """What a line says."""
        if isinstance(entry.get("steps"), list):
            return _derived(entry, where)
        language = _text(entry.get("language")) or _tags(entry).get("language") or self.language
        if isinstance(entry.get("messages"), list):
            question, said = _chat(entry["messages"], where)
            prose, answer = _parted(said, ours="provender" in entry)
            return Problem(question, answer, language, None, prose)
        question = self._found(entry, self.question, _QUESTIONS)
        if not question.strip():
            known = ", ".join(sorted(entry)[:12])[:300] or "none"
            raise InputError(
                "the line holds no question", where=where, mend=f"set the dial `question`; fields: {known}"
            )
        solution, answer = self._found(entry, self.solution, _SOLUTIONS), self._found(entry, self.answer, _ANSWERS)
        if not solution and len(answer.split()) > 1:  # the worked solution stands under "answer"
            solution, answer = answer, ""
        prose, label = _parted(solution)
        return Problem(question, answer or label, language, None, prose)

    def _found(self, entry: Mapping[str, object], named: str, usual: Sequence[str]) -> str:
        """The text under a named field, or under the first usual one."""
        return next((text for name in ((named,) if named else usual) if (text := _text(field(entry, name)))), "")


def _text(value: object) -> str:
    """A text or a number as text; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _tags(entry: Mapping[str, object]) -> dict[str, str]:
    """The tags of our own exports, or of a foreign line that has some."""
    told = field(entry, "provender.tags") or entry.get("tags")
    if not isinstance(told, Mapping):
        return {}
    pairs = ((str(tag)[:_LONGEST_TAG], _text(value)[:_LONGEST_TAG]) for tag, value in list(told.items())[:_MOST_TAGS])
    return {tag: value for tag, value in pairs if value}


def _chat(messages: object, where: str) -> tuple[str, str]:
    """The last user message and the assistant's reply to it."""
    question = said = ""
    for message in messages if isinstance(messages, list) else ():
        role, content = field(message, "role"), _text(field(message, "content"))
        if role == "user":
            question, said = content, ""
        elif role == "assistant":
            said = content
    if not question.strip():
        raise InputError("the chat holds no user message", where=where, mend='give {"role": "user", "content": ...}')
    return question, said


def _parted(said: str, *, ours: bool = False) -> tuple[str, str]:
    """A reply as solution and answer: by its label, or, in our own exports, by its last line."""
    told = unmark(said)
    if told.answer or not ours:
        return told.prose, told.answer
    prose, _, answer = told.prose.rpartition("\n")
    return prose, answer


def _derived(entry: Mapping[str, object], where: str) -> Problem:
    """A line of our own with its derivation, by the codec that wrote its columns."""
    import pyarrow as pa

    codec = ProblemCodec()
    try:
        row = {name: entry.get(name, "" if name == "prose" else None) for name in codec.schema.names}
        return codec.decode(pa.Table.from_pylist([row], schema=codec.schema), {})[0]
    except (pa.ArrowException, TypeError, ValueError, KeyError, AttributeError) as error:
        raise InputError(
            f"the derivation cannot be read: {str(error)[:120]}", where=where, mend="leave out `steps`, or export anew"
        ) from error
