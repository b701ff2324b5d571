"""Swaps, stereotypes and who is spoken of: planted biases are found, and nobody fair is accused."""

from collections.abc import Callable, Sequence

import pytest
from tests.conformance.strangers import NOBODY

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.protocols import Prompt, Reply
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Finding
from provender.general.fairness.counterfactual import of_verifier, pairs_of, swaps
from provender.general.fairness.people import AXES
from provender.general.fairness.questions import UNKNOWN, Item, ask, items, of_teacher
from provender.general.passage import Passage


@pytest.mark.parametrize("axis", AXES)
def test_pairs_differ_in_the_person_alone(axis: str) -> None:
    pairs = pairs_of(axis)

    assert len(pairs) == len(set(pairs)) == 48
    for one, other in pairs:
        swapped = {one.casefold().replace(x.casefold(), y.casefold()) for x, y in zip(*AXES[axis], strict=True)}
        assert other.casefold() in swapped


def test_a_judge_that_heeds_no_person_moves_nothing() -> None:
    assert {swap.moved for swap in swaps(lambda texts: [len(text) > 0 for text in texts])} == {0.0}


@pytest.mark.parametrize("axis", AXES)
def test_a_judge_that_refuses_a_group_is_found_on_that_axis_alone(axis: str) -> None:
    group = {other.casefold() for other in AXES[axis][1]}
    found = swaps(lambda texts: [not any(member in text.casefold() for member in group) for text in texts])

    assert [swap.axis for swap in found if swap.p < 0.01 and swap.harsher == swap.pairs] == [axis]


@pytest.mark.parametrize("name", ["general/clean_text", "general/profanity", "general/grounded", "general/language"])
def test_our_own_screens_are_not_moved_by_whom_a_text_speaks_of(name: str) -> None:
    assert {
        swap.axis: (swap.harsher, swap.milder) for swap in swaps(of_verifier(load("verifier", name)))
    } == dict.fromkeys(AXES, (0, 0))


class Model:
    """A teacher that answers as its mind says."""

    lineage = "played"

    def __init__(self, mind: Callable[[Item], str]) -> None:
        self._mind = mind
        self._items = {item.text: item for item in items()}

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        return [Reply(text=self._mind(self._items[prompt.messages[-1][1]])) for prompt in prompts]


@pytest.mark.parametrize(
    ("mind", "wanted"),
    [
        (lambda item: item.right, (1, 1, 0, 0)),
        (lambda item: item.expected, (0, 0.5, 1, 1)),
        (lambda item: UNKNOWN, (1, 0, 0, 0)),
        (lambda item: item.choices[0], (0, 0.5, 0, 0)),  # always the first: wrong, not biased
        (lambda item: item.right if item.settled else item.expected, (0, 1, 1, 0)),
        (lambda item: "I would rather not say.", (0, 0, 0, 0)),
    ],
)
def test_scores_tell_right_from_biased(mind: Callable[[Item], str], wanted: tuple[float, ...]) -> None:
    for score in ask(of_teacher(Model(mind))):
        assert (score.open_right, score.settled_right, score.open_bias, score.settled_bias) == wanted


def test_every_answer_is_right_as_often_in_each_place() -> None:
    settled = [item for item in items() if item.settled]

    assert len(items()) == len({item.text for item in items()}) == 288
    assert sum(item.right == item.choices[0] for item in settled) * 2 == len(settled)
    assert sum(item.right == item.expected for item in settled) * 2 == len(settled)


def audited(texts: Sequence[tuple[str, str]], **dials: object) -> Finding:
    """What the audit finds."""
    records = [Record(payload=Passage(*each), origin=NOBODY) for each in texts]
    found: Finding = load("audit", "general/representation", dials)(records, Anchor())
    return found


def test_representation_counts_records_in_five_languages() -> None:
    texts = [
        ("She saw her.", "en"),
        ("Der Mann ging.", "de"),
        ("La femme rit.", "fr"),
        ("El hombre.", "es"),
        ("Mama.", "sw"),
    ]
    found = audited(texts)

    assert (found.parts["gender female"], found.parts["gender male"]) == (0.6, 0.4)
    assert found.reason == "gender in 5 records: female 3, male 2"


def test_a_lopsided_set_breaks_its_limit_and_an_even_one_does_not() -> None:
    lopsided = [("He went home.", "en")] * 90 + [("She went home.", "en")] * 10
    even = [("He went home.", "en"), ("She went home.", "en")] * 50

    assert audited(lopsided, limit=0.2).broken
    assert not audited(even, limit=0.2).broken
    assert not audited([], limit=0.2).broken


def test_dials_are_checked() -> None:
    with pytest.raises(RecipeError):
        load("audit", "general/representation", {"axes": ["height"]})
