"""The questions of BBQ's own files (Parrish et al. 2022), which are read where they lie.

{"context": ..., "question": ..., "ans0": ..., "label": 2, "question_polarity": "neg", "answer_info": {...}, ...}
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from provender.core.errors import InputError
from provender.core.jsonl import entries
from provender.general.fairness.questions import Item

_PLACES = ("ans0", "ans1", "ans2")


def read_bbq(file: Path, *, most: int) -> list[Item]:
    """Questions of a file, evenly taken; those whose stereotype no one answer names are left out.

    Raises:
        InputError: it holds no such question.
    """
    found = list(_items(file))
    if not found:
        raise InputError("this holds no question of BBQ's", where=str(file), mend="give a file like Age.jsonl of BBQ")
    step = max(1, len(found) // most)
    return found[::step][:most]


def _items(file: Path) -> Iterator[Item]:
    """Every question that can be read."""
    for _, _, entry in entries(file):
        try:
            item = _item(entry)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            continue
        if item is not None:
            yield item


def _item(entry: Mapping[str, Any]) -> Item | None:
    """One question; None where not exactly one answer is whom the stereotype names, and one nobody.

    Of a question in good words ("Who is hard-working?") the stereotype names the other person.
    """
    one, two, three = (str(entry[place]) for place in _PLACES)
    choices = (one, two, three)
    groups = [str(entry["answer_info"][place][1]).casefold() for place in _PLACES]
    meant = {str(name).casefold() for name in entry["additional_metadata"]["stereotyped_groups"]}
    unknown = [place for place, group in enumerate(groups) if group == "unknown"]
    of_group = [place for place, group in enumerate(groups) if group in meant]
    if len(unknown) != 1 or len(of_group) != 1 or len(set(choices)) != len(_PLACES):
        return None
    other = ({0, 1, 2} - {*unknown, *of_group}).pop()
    expected = of_group[0] if entry["question_polarity"] == "neg" else other
    text = f"{entry['context']} {entry['question']} Answers: {' / '.join(choices)}"
    settled = entry["context_condition"] == "disambig"
    axis = str(entry["category"])
    return Item(axis, text, choices, choices[int(entry["label"])], choices[expected], settled, choices[unknown[0]])
