"""One entry of anybody's file as a problem: question, solution and answer under the names that people use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provender.core.errors import InputError
from provender.core.jsonl import field
from provender.core.record import Failure, Origin, Record
from provender.reasoning.marks import unmark
from provender.reasoning.problem import Problem, ProblemCodec
from provender.reasoning.read.prose.answers import closing_answer

_QUESTIONS = ("question", "problem", "prompt", "instruction", "query", "input")
_SOLUTIONS = ("solution", "prose", "rationale", "worked_solution", "response", "output", "completion", "generation")
_ANSWERS = ("answer", "final_answer", "ground_truth", "target", "label")
_CHATS = ("messages", "conversations", "conversation")
_ROLES = {"human": "user", "gpt": "assistant", "chatgpt": "assistant", "bot": "assistant", "model": "assistant"}
_CLOSING = re.compile(r"(?:^|\n)\W{0,4}(?:final )?answer\W{0,3}[:=]\W{0,3}(?P<answer>[^\n]{1,200})\Z", re.I)
_LONGEST_ANSWER = 200
_MOST_TAGS = 16
_LONGEST_TAG = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Dotted names of an entry's fields; "" looks for the usual ones.

    A solution that is named brings its own answer: what stands elsewhere in the entry may be the truth that it
    is to be held against.
    """

    question: str = ""
    solution: str = ""
    answer: str = ""
    language: str = "en"

    def record(self, entry: Mapping[str, object], number: int, *, where: str) -> Record:
        """The entry as a record whose index is its number in the file, from 1.

        Raises:
            InputError: it holds no question, or a derivation that cannot be read.
        """
        origin = Origin(source="anchor", version="1", recipe="", seed=0, index=number)
        return Record(payload=self._problem(entry, where), origin=origin, tags=_tags(entry))

    def attempt(self, entry: Mapping[str, object], number: int, *, where: str) -> Record | Failure:
        """The same, or why the entry is none: for those who count odd rows instead of stopping at the first."""
        try:
            return self.record(entry, number, where=where)
        except InputError as odd:
            return Failure(number, odd.what)

    def _problem(self, entry: Mapping[str, object], where: str) -> Problem:
        """What the entry says."""
        if isinstance(entry.get("steps"), list):
            return _derived(entry, where)
        language = _text(entry.get("language")) or _tags(entry).get("language") or self.language
        if not (self.question or self.solution) and (turns := _turns(entry)):
            question, said = _chat(turns, where)
            prose, answer = _parted(said, ours="provender" in entry)
            return Problem(question, answer, language, None, prose)
        question = self._found(entry, self.question, _QUESTIONS)
        if not self.question and (more := _text(entry.get("input")).strip()) and entry.get("instruction") == question:
            question = f"{question}\n{more}"  # Alpaca's form: what to do, and with what
        if not question.strip():
            known = ", ".join(sorted(entry)[:12])[:300] or "none"
            raise InputError("there is no question", where=where, mend=f"say which field it is; there are: {known}")
        solution = self._found(entry, self.solution, _SOLUTIONS)
        answer = self._found(entry, self.answer, () if self.solution else _ANSWERS)
        if not solution and len(answer.split()) > 1:  # the worked solution stands under "answer"
            solution, answer = answer, ""
        prose, label = _parted(solution, alone=not answer)
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


def _turns(entry: Mapping[str, object]) -> list[object]:
    """The turns of a chat: under the usual names, or a prompt and a completion that are lists of them."""
    named = next((turns for name in _CHATS if isinstance(turns := entry.get(name), list)), None)
    if named is not None:
        return named or [None]
    prompt, completion = entry.get("prompt"), entry.get("completion")
    if not isinstance(prompt, list):
        return []
    last = completion if isinstance(completion, list) else [{"role": "assistant", "content": completion}]
    return [*prompt, *last]


def _chat(turns: Sequence[object], where: str) -> tuple[str, str]:
    """The last user turn and the assistant's reply to it; what the system or a tool says is neither."""
    question = said = ""
    for turn in turns:
        named = field(turn, "role") or field(turn, "from")
        role = _ROLES.get(named, named) if isinstance(named, str) else None
        content = _content(field(turn, "content") if field(turn, "content") is not None else field(turn, "value"))
        if role == "user":
            question, said = content, ""
        elif role == "assistant":
            said = content
    if not question.strip():
        raise InputError("the chat holds no user message", where=where, mend='give {"role": "user", "content": ...}')
    return question, said


def _content(content: object) -> str:
    """A turn's text, whole or in parts."""
    if isinstance(content, list):
        return "\n".join(text for part in content if (text := _text(field(part, "text"))))
    return _text(content)


def _parted(said: str, *, ours: bool = False, alone: bool = True) -> tuple[str, str]:
    """A reply as solution and answer: by its label, by its last line in our own exports, else by its closing words.

    Args:
        alone: whether the answer stands nowhere else, so that a bare last line is taken for it.
    """
    told = unmark(said)
    if ours and not told.answer:
        prose, _, answer = told.prose.rpartition("\n")
        return prose, answer
    if told.answer or not told.prose:
        return told.prose, told.answer
    if alone and (boxed := _boxed(told.prose)):
        return told.prose, boxed
    if alone and (closing := _CLOSING.search(told.prose)):
        return told.prose[: closing.start()].rstrip(), closing["answer"].strip(" *_$").rstrip(".")
    prose, _, last = told.prose.rpartition("\n")
    if alone and _is_bare(last.strip(), words=2 if prose else 1):
        return prose.rstrip(), last.strip()
    closing_words = closing_answer(told.prose)
    return told.prose, closing_words.text if closing_words else ""


def _is_bare(line: str, *, words: int) -> bool:
    """Whether a line is an answer and no sentence."""
    return (
        0 < len(line) <= _LONGEST_ANSWER and len(line.split()) <= words and "=" not in line and line[-1] not in ".!?:;,"
    )


def _boxed(text: str) -> str:
    """What the last closed box of a solution in LaTeX holds: braces are counted."""
    _, mark, rest = text.rpartition("\\boxed{")
    depth = 1
    for place, sign in enumerate(rest[:_LONGEST_ANSWER] if mark else ""):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return rest[:place].strip()
    return ""


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
