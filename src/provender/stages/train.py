"""Train: a student learns from the accepted records and is scored, by the probe for steering, by the exam once."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.protocols import Student
from provender.core.recipe import Recipe
from provender.core.record import Record
from provender.core.registry import load
from provender.core.seeds import stream
from provender.core.verdict import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a student became.

    Attributes:
        fitted: the student.
        probe: its marks on the probe split, by tag: what `revise` may steer by.
        made: accepted records it learned from.
        anchored: records of the anchor's reference it learned from beside them.
    """

    fitted: Artefact
    probe: Scorecard
    made: int
    anchored: int


def train(recipe: Recipe, accepted: Sequence[Record], anchor: Anchor) -> Lesson:
    """Fit the recipe's student on `accepted`, with `limits.anchor_share` of the reference, and score it on the probe.

    Raises:
        RecipeError: the recipe names no student, nothing was accepted, the probe is empty, or real
            records of a private anchor would be learned from.
    """
    student = _student(recipe)
    if not accepted:
        raise RecipeError("there are no records to learn from", where=recipe.name, mend="run the recipe first")
    if not anchor.probe:
        raise _empty("probe", recipe)
    mixed = training_mix(accepted, anchor, share=recipe.limits.anchor_share, seed=recipe.seed)
    fitted = student.fit(mixed, seed=recipe.seed)
    probe = student.score(fitted, anchor.probe)
    return Lesson(fitted=fitted, probe=probe, made=len(accepted), anchored=len(mixed) - len(accepted))


def examine(recipe: Recipe, fitted: Artefact, anchor: Anchor) -> Scorecard:
    """The student's marks on the exam: to be opened once, at the end, and to steer nothing."""
    if not anchor.exam:
        raise _empty("exam", recipe)
    return _student(recipe).score(fitted, anchor.exam)


def training_mix(accepted: Sequence[Record], anchor: Anchor, *, share: float, seed: int) -> list[Record]:
    """The accepted records and as many of the reference as make up at most `share` of the whole.

    Guarantees:
        Every accepted record once; none of control, probe or exam.
        The order of `accepted` changes nothing.

    Raises:
        RecipeError: `share` is no share below 1, or the anchor is private.
    """
    if not 0 <= share < 1:
        raise RecipeError(
            f"limits.anchor_share={share} is no share",
            where="limits.anchor_share",
            mend="give 0 <= share < 1, e.g. 0.1",
        )
    if share and anchor.private:
        raise RecipeError(
            f"limits.anchor_share={share} would teach the student records of a private anchor",
            where="limits.anchor_share",
            mend="give 0, or take an anchor that is public",
        )
    wanted = min(len(anchor.reference), int(share / (1 - share) * len(accepted)))
    chosen = stream(seed, 0, "stages/train").sample(anchor.reference, wanted)
    return [*sorted(accepted, key=lambda record: (record.key, record.content)), *chosen]


def _student(recipe: Recipe) -> Student:
    """The recipe's student.

    Raises:
        RecipeError: it names none.
    """
    if recipe.student is None:
        raise no_student(recipe)
    student: Student = load("student", recipe.student.name, recipe.student.dials, where=recipe.name)
    return student


def no_student(recipe: Recipe) -> RecipeError:
    """The error for a recipe that teaches nobody."""
    return RecipeError("the recipe names no student", where=recipe.name, mend="add student: {name: ...}")


def _empty(split: str, recipe: Recipe) -> RecipeError:
    """The error for a split that holds nothing."""
    if recipe.anchor is None:
        return RecipeError(
            "a student needs an anchor to be scored on", where=recipe.name, mend="add anchor: {name: ...}"
        )
    mend = f"give splits.{split} a share, or read more records"
    return RecipeError(f"the anchor's {split} split is empty", where=recipe.name, mend=mend)
