"""A teacher whose answers were given long ago and stand in a JSON Lines file, one question a line.

    {"question": "Janet's ducks lay ...", "175b": {"solution": "16 - 3 = 13 ...", "is_correct": false}}

with `answer: 175b.solution`. It is asked, journalled and counted like any other teacher.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from provender.core.errors import InputError, UnknownName
from provender.core.files import locate
from provender.core.jsonl import entries, field, names
from provender.core.protocols import Prompt, Reply
from provender.core.registry import teacher

_SHOWN = 50  # field names that an error looks through for the nearest


@teacher
@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Answers read from a file: the reply to a prompt is the answer to its last user message, taken literally.

    Attributes:
        path: JSON Lines in UTF-8, one object a line; found beside the recipe, here, or in PROVENDER_DATA.
        lineage: family of the models that gave the answers.
        question: dotted name of the question's field.
        answer: dotted name of the answer's field, e.g. "175b.solution".

    Guarantees:
        A question that stands on several lines has its answers in the file's order, by `Prompt.sample`.
        A question or sample that the file lacks is a `Reply` with finish "error", never another's answer.
        Memory grows by the number of lines, not by their length.

    Raises:
        InputError: at the first call, if the file is missing, empty, cut off, in another encoding, or not
            one object a line; says which line.
    """

    path: str
    lineage: str
    question: str = "question"
    answer: str = "answer"

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        """The file's answers; `seed` changes nothing."""
        file = locate(self.path, where="teacher replay")
        seen = file.stat()
        with _loading:  # several threads ask at once: the file is read by the first
            places = _index(file, (seen.st_mtime_ns, seen.st_size), self.question, self.answer)
        with file.open("rb") as lines:
            return [self._reply(prompt, lines, places) for prompt in prompts]

    def _reply(self, prompt: Prompt, lines: BinaryIO, places: Mapping[bytes, Sequence[int]]) -> Reply:
        """One prompt's answer."""
        asked = next((text for role, text in reversed(prompt.messages) if role == "user"), "")
        found = places.get(_digest(asked), ())
        if prompt.sample >= len(found):
            known = f"only {len(found)} answers to" if found else "no answer to"
            return Reply(text="", finish="error", error=f"the file has {known} this question")
        lines.seek(found[prompt.sample])
        return Reply(text=str(field(json.loads(lines.readline()), self.answer)))


_loading = Lock()


@lru_cache(maxsize=16)
def _index(file: Path, _state: tuple[int, int], question: str, answer: str) -> Mapping[bytes, Sequence[int]]:
    """Digest of each question -> where its answered lines begin, in bytes.

    Raises:
        InputError: as `Replay` says.
    """
    places: dict[bytes, tuple[int, ...]] = {}
    fields: dict[str, None] = {}
    for number, start, entry in entries(file):
        asked = field(entry, question)
        if not isinstance(asked, str):
            raise InputError(
                f"the field {question!r} holds {str(asked)[:60]!r}, not a question",
                where=f"{file} line {number}",
                mend=f"set the dial `question` to one of: {', '.join(names(entry))}",
            )
        if isinstance(field(entry, answer), str):
            digest = _digest(asked)
            places[digest] = (*places.get(digest, ()), start)
        elif not places and len(fields) < _SHOWN:
            fields.update(dict.fromkeys(names(entry)))
    if not places:
        raise UnknownName.among("answer field", answer, fields, where=str(file))
    return places


def _digest(question: str) -> bytes:
    """16 bytes for a question; lone surrogates, which JSON allows, included."""
    return blake2b(question.encode(errors="surrogatepass"), digest_size=16).digest()
