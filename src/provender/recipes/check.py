"""A recipe against the parts there are: every name, every dial and every share, before anything is made."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from provender.core import dials, registry
from provender.core.anchor import SPLITS
from provender.core.errors import RecipeError, UnknownName
from provender.core.recipe import Recipe, Use, wing_of
from provender.core.verdict import Grade
from provender.recipes.build import build, plain
from provender.recipes.private import check_privacy
from provender.recipes.resolve import chosen, resolve
from provender.recipes.text import Marks, Path
from provender.recipes.wings import check_wings, views

_SAFE_SHARE = 0.8  # of a slice's unproved records, for one lineage: a judgement, not a measurement
_SLACK = 1e-9  # shares such as 0.1 + 0.2 + 0.7 miss 1 by rounding


def check(recipe: Recipe, marks: Marks | None = None) -> None:
    """Refuse a recipe that cannot be made.

    Args:
        recipe: from a file or from Python.
        marks: where its values were written; None for one from Python, whose shape is then checked as well.

    Raises:
        UnknownName: a part, dial, tag, value, teacher or split that does not exist; offers the nearest.
        RecipeError: a dial's value is refused, shares cannot be met, or nothing can judge the records.
        MissingExtra: a part needs a package that is not installed.
    """
    if marks is None:
        marks = Marks(f"the recipe {recipe.name!r}")
        build(plain(recipe), marks)
    for kind, path, use in named_parts(recipe):
        part = _make(kind, use, marks, path)
        _check_teachers(part, recipe, marks, path)
    recipe = _chosen(recipe, marks)
    check_wings(recipe, marks)
    for view, seen in views(recipe, marks):
        _check_one(view, seen)
    if "anchor" in recipe.limits.decontaminate and not any(view.anchor for view in recipe.views().values()):
        where = marks.at("limits", "decontaminate")
        raise RecipeError("there is no anchor to keep clear of", where=where, mend="add anchor:, or leave it out here")


def _check_one(recipe: Recipe, marks: Marks) -> None:
    """What one wing asks for can be made and judged."""
    _check_learners(recipe, marks)
    _check_count(recipe, marks)
    _check_mix(recipe, marks)
    _check_splits(recipe, marks)
    _check_teacher_share(recipe, marks)
    if not resolve(recipe).verifiers:
        wings = ", ".join(sorted({wing_of(use.name) for use in recipe.generators}))
        raise RecipeError(
            f"nothing can judge the records: {wings} has no verifiers",
            where=marks.at("generators"),
            mend="name at least one under verifiers:",
        )


def _chosen(recipe: Recipe, marks: Marks) -> Recipe:
    """The recipe with its generators chosen, those that stand for another checked as well."""
    settled = chosen(recipe)
    for place, (use, other) in enumerate(zip(recipe.generators, settled.generators, strict=True)):
        if use != other:
            _make("generator", other, marks, ("generators", place))
    return settled


def named_parts(recipe: Recipe) -> Iterable[tuple[str, Path, Use]]:
    """Every part that a recipe names: its kind, where it stands, and the use."""
    lists = {"generators": "generator", "verifiers": "verifier", "audits": "audit", "exports": "exporter"}
    for key, kind in lists.items():
        for place, use in enumerate(getattr(recipe, key)):
            yield kind, (key, place), use
    for name, use in recipe.teachers.items():
        yield "teacher", ("teachers", name), use
    if recipe.anchor:
        yield "reader", ("anchor",), recipe.anchor
    if recipe.student:
        yield "student", ("student",), recipe.student
    for name, wing in recipe.wings.items():
        if wing.anchor:
            yield "reader", ("wings", name, "anchor"), wing.anchor
        if wing.student:
            yield "student", ("wings", name, "student"), wing.student


def _make(kind: str, use: Use, marks: Marks, path: Path) -> Any:
    """The part itself, made once so that whatever it refuses is refused now."""
    part = registry.find(kind, use.name, where=marks.at(*path, "name"))
    known = dials.dial_types(part)
    for key, value in use.dials.items():
        where = marks.at(*path, "dials", key)
        if key not in known:
            raise UnknownName.among(f"dial of {use.name}", key, known, where=where)
        dials.coerce(value, known[key], dial=f"{use.name}.{key}", where=where)
    where = marks.at(*path, "dials") if use.dials else marks.at(*path)
    try:
        return dials.make(part, use.dials, name=use.name, where=where)
    except RecipeError as refusal:  # the part knows what is wrong with its dials, we know where they stand
        raise type(refusal)(refusal.what, where=where, mend=refusal.mend) from refusal
    except (TypeError, ValueError) as refusal:
        mend = f"see `provender parts {use.name}`"
        raise RecipeError(f"{use.name} refuses its dials: {refusal}", where=where, mend=mend) from refusal


def _check_teachers(part: object, recipe: Recipe, marks: Marks, path: Path) -> None:
    """A dial called `teacher` or `teachers` names entries under `teachers:`."""
    for dial in ("teacher", "teachers"):
        asked = getattr(part, dial, None)
        names = (asked,) if isinstance(asked, str) else asked
        for name in names if isinstance(names, Sequence) else ():
            if name and name not in recipe.teachers:
                raise UnknownName.among("teacher", name, recipe.teachers, where=marks.at(*path, "dials", dial))


def _check_learners(recipe: Recipe, marks: Marks) -> None:
    """A generator that learns has something to learn from, and keeps to the privacy that is asked for."""
    check_privacy(recipe, marks)
    for place, use in enumerate(recipe.generators):
        part = registry.find("generator", use.name)
        if not _learns(use):
            continue
        if recipe.anchor is None:
            mend = f"name a file: --set generators.{place}.reference=FILE; or add anchor: {{name: ..., dials: ...}}"
            raise RecipeError(f"{use.name} has nothing to learn from", where=marks.at("generators", place), mend=mend)
        if recipe.limits.epsilon is not None and not getattr(part, "keeps_epsilon", False):
            what = f"{use.name} is not differentially private: it cannot keep to limits.epsilon={recipe.limits.epsilon}"
            mend = "leave epsilon out, and claim no such privacy; or take a generator that keeps it"
            raise RecipeError(what, where=marks.at("limits", "epsilon"), mend=mend)


def _check_count(recipe: Recipe, marks: Marks) -> None:
    """`count: all` takes what finite generators hold, as they hold it."""
    if recipe.count is not None:
        return
    endless = [use.name for use in recipe.generators if not hasattr(registry.find("generator", use.name), "size")]
    if endless:
        raise RecipeError(f"{endless[0]} never ends", where=marks.at("count"), mend="give count: a number")
    if recipe.mix:
        mend = "give count: a number, or leave the mix out"
        raise RecipeError("count: all leaves no room for a mix", where=marks.at("mix"), mend=mend)


def _check_mix(recipe: Recipe, marks: Marks) -> None:
    """Every tag and value can be made by some generator, and a tag's shares can be met.

    Where a generator learns, its tags are columns of what it learns from, which is not read here.
    """
    each = [makes_of(use) for use in recipe.generators]
    learns = dialled(recipe)
    tags = {tag for makes in each for tag in makes}
    asked: dict[str, dict[str, float]] = {}
    for (tag, value), share in recipe.mix.items():
        asked.setdefault(tag, {})[value] = share
    for tag, shares in asked.items():
        if tag not in tags and learns:
            _check_shares(tag, shares, marks.at("mix", tag), others=True)
            continue
        if tag not in tags and (deaf := [use.name for use in recipe.generators if _learns(use)]):
            mend = "take one that can, e.g. as `provender parts` tells of its dial `where`; or leave it out of the mix"
            what = f"{deaf[0]} cannot be asked for values of what it learns"
            raise RecipeError(what, where=marks.at("mix", tag), mend=mend)
        if tag not in tags:
            raise UnknownName.among("tag of these generators", tag, tags, where=marks.at("mix", tag))
        values = {value for makes in each for value in makes.get(tag, ())}
        for value in shares:
            if value not in values:
                where = marks.at("mix", tag, value)
                raise UnknownName.among(f"{tag} that these generators make", value, values, where=where)
        others = values - set(shares) or any(tag not in makes for makes in each)
        _check_shares(tag, shares, marks.at("mix", tag), others=bool(others))


def _check_teacher_share(recipe: Recipe, marks: Marks) -> None:
    """So much of one lineage, unproved, is its errors made into a dataset: it wants a reason that others can read."""
    share = recipe.limits.teacher_share
    if recipe.accept is Grade.SCREENED and share > _SAFE_SHARE and not recipe.limits.teacher_share_because.strip():
        mend = f"at most {_SAFE_SHARE}; or say why more will do no harm, in limits.teacher_share_because"
        where = marks.at("limits", "teacher_share")
        raise RecipeError(f"teacher_share={share:g} leaves nothing to outweigh one teacher", where=where, mend=mend)


def _learns(use: Use) -> bool:
    """Whether a generator learns."""
    return hasattr(registry.find("generator", use.name), "fit")


def dialled(recipe: Recipe) -> bool:
    """Whether some generator can be asked for values of what it learns."""
    return any(hasattr(registry.find("generator", use.name), "behind") for use in recipe.generators)


def makes_of(use: Use) -> Mapping[str, tuple[str, ...]]:
    """Tag -> the values that a generator, its dials set as they are, can be asked for."""
    makes: Mapping[str, tuple[str, ...]] = getattr(registry.find("generator", use.name), "makes", {})
    return {tag: (str(use.dials[tag]),) if tag in use.dials else values for tag, values in makes.items()}


def _check_shares(tag: str, shares: Mapping[str, float], where: str, *, others: bool) -> None:
    """Shares sum to at most 1, and to exactly 1 where no other value is left to take the rest."""
    total = sum(shares.values())
    if total > 1 + _SLACK:
        mend = "lower them until they sum to 1 or less"
        raise RecipeError(f"the shares of {tag} sum to {total:.6g}, over 1", where=where, mend=mend)
    if total < 1 - _SLACK and not others:
        raise RecipeError(
            f"the shares of {tag} sum to {total:.6g} and no other value can take the rest",
            where=where,
            mend=f"raise them until they sum to 1, or leave out one of {', '.join(shares)}",
        )


def _check_splits(recipe: Recipe, marks: Marks) -> None:
    """The anchor's splits have known names and sum to 1."""
    for name in recipe.splits:
        if name not in SPLITS:
            raise UnknownName.among("split", name, SPLITS, where=marks.at("anchor", "splits", name))
    total = sum(recipe.splits.values())
    if abs(total - 1) > _SLACK:
        where = marks.at("anchor", "splits")
        raise RecipeError(f"the splits sum to {total:.6g}, not 1", where=where, mend="make the shares sum to 1")
