"""Between the plain values of YAML and the frozen types of `core.recipe`, both ways."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, cast

from pydantic import ValidationError

from provender.core import registry
from provender.core.errors import RecipeError
from provender.core.recipe import Limits, Loop, Pace, Price, Recipe, Use, Watch, Wing, wing_of
from provender.core.verdict import Grade
from provender.recipes.faults import fault
from provender.recipes.models import GeneratorModel, PartModel, RecipeModel, TeacherModel, WingModel
from provender.recipes.text import Marks, Plain

_LEARNED_SPLITS = {"reference": 0.8, "control": 0.2}  # most to learn from, some for audits and attacks to compare with


def build(tree: Plain, marks: Marks) -> Recipe:
    """The recipe that plain values state; part names and dials are not looked up yet.

    Raises:
        RecipeError: a key, type or range is wrong.
    """
    try:
        model = RecipeModel.model_validate(tree)
    except ValidationError as failed:
        raise fault(failed, tree, marks) from None
    recipe = Recipe(
        name=model.name,
        count=None if model.count == "all" else model.count,
        seed=model.seed,
        generators=_uses(model.generators),
        verifiers=_uses(model.verifiers),
        audits=_uses(model.audits),
        exports=_uses(model.exports),
        teachers={name: _use(teacher) for name, teacher in model.teachers.items()},
        **_truth(model),
        wings={name: Wing(**_truth(wing)) for name, wing in model.wings.items()},
        limits=Limits(**{**dict(model.limits), "decontaminate": tuple(model.limits.decontaminate)}),
        watch=Watch(**{**dict(model.watch), "by": tuple(model.watch.by)}),
        loop=Loop(**dict(model.loop)),
        licences=dict(model.licences),
    )
    return _referring(recipe, model.generators, marks)


def _truth(model: "RecipeModel | WingModel") -> dict[str, Any]:
    """What a recipe, or a wing of it, says of its anchor, mix, student and grade."""
    return {
        "mix": {(tag, value): share for tag, shares in model.mix.items() for value, share in shares.items()},
        "anchor": _use(model.anchor) if model.anchor else None,
        "splits": dict(model.anchor.splits) if model.anchor else Wing().splits,
        "student": _use(model.student) if model.student else None,
        "accept": Grade(model.accept),
    }


def _referring(recipe: Recipe, generators: "list[GeneratorModel]", marks: Marks) -> Recipe:
    """The recipe with the anchor that a generator's `reference` is short for: its wing's reader of any file.

    Raises:
        RecipeError: two generators name different files, or the anchor is another reader's.
    """
    read: dict[str, str] = {}  # wing -> the file that its first such generator names
    for place, each in enumerate(generators):
        name = wing_of(each.name) if recipe.wings else ""
        wing = recipe.wings.get(name) if name else recipe
        if each.reference is None or wing is None:  # a wing that is not told of is refused where names are checked
            continue
        where, reader = marks.at("generators", place, "reference"), _reader(each.name)
        anchor = wing.anchor or Use(name=reader)
        if anchor.name != reader or each.reference != read.setdefault(name, each.reference):
            what = f"reference={each.reference!r} beside another source, {anchor.name}"
            raise RecipeError(what, where=where, mend="name one source: a reference, or an anchor")
        splits = wing.splits if wing.anchor else _splits(recipe)
        use = replace(anchor, dials={**anchor.dials, "path": each.reference})
        marks.places.setdefault(("wings", name, "anchor") if name else ("anchor",), where)
        if isinstance(wing, Wing):
            recipe = replace(recipe, wings={**recipe.wings, name: replace(wing, anchor=use, splits=splits)})
        else:
            recipe = replace(recipe, anchor=use, splits=splits)
    return recipe


def _reader(generator: str) -> str:
    """The reader whose `path` a generator's reference is: the one it says it reads, else its wing's of any file."""
    known = generator in registry.names("generator")
    usual = f"{wing_of(generator)}/file"
    return str(getattr(registry.find("generator", generator), "reads", usual)) if known else usual


def _splits(recipe: Recipe) -> Mapping[str, float]:
    """Under epsilon all rows are learned: nobody else may look at them, and who is held back would depend on all."""
    return _LEARNED_SPLITS if recipe.limits.epsilon is None else {"reference": 1.0}


def _uses(models: "list[GeneratorModel] | list[PartModel]") -> tuple[Use, ...]:
    """Each part in its place."""
    return tuple(_use(model) for model in models)


def _use(model: PartModel) -> Use:
    """One part as the core knows it."""
    dials = cast("Mapping[str, object]", frozen(model.dials))
    weight = model.weight if isinstance(model, GeneratorModel) else 1.0
    if not isinstance(model, TeacherModel):
        return Use(name=model.name, dials=dials, weight=weight)
    price = Price(**dict(model.price)) if model.price else None
    pace = Pace(**dict(model.pace)) if model.pace else None
    return Use(name=model.name, dials=dials, weight=weight, price=price, pace=pace)


def frozen(value: object) -> object:
    """Lists as tuples, deeply."""
    if isinstance(value, Mapping):
        return {key: frozen(item) for key, item in value.items()}
    return tuple(frozen(item) for item in value) if isinstance(value, list | tuple) else value


def plain(recipe: Recipe) -> dict[str, Plain]:
    """The plain values that `build` makes into `recipe` again; what equals its default is left out."""
    default = Recipe(name=recipe.name, generators=())
    tree: dict[str, object] = {"name": recipe.name, "count": "all" if recipe.count is None else recipe.count}
    if recipe.seed != default.seed:
        tree["seed"] = recipe.seed
    for key in ("generators", "verifiers", "audits", "exports"):
        if uses := getattr(recipe, key):
            tree[key] = [_plain_use(use) for use in uses]
    if recipe.teachers:
        tree["teachers"] = {name: _plain_use(use, short=False) for name, use in recipe.teachers.items()}
    tree |= _plain_truth(recipe)
    if recipe.wings:
        tree["wings"] = {name: _plain_truth(wing) for name, wing in recipe.wings.items()}
    for key in ("limits", "watch", "loop"):
        if getattr(recipe, key) != getattr(default, key):
            tree[key] = _changed(getattr(recipe, key), getattr(default, key))
    if recipe.licences:
        tree["licences"] = dict(recipe.licences)
    return cast("dict[str, Plain]", tree)


def _plain_truth(of: Recipe | Wing) -> dict[str, object]:
    """Anchor, mix, student and grade, but for what equals its default."""
    tree: dict[str, Any] = {}
    for (tag, value), share in of.mix.items():
        tree.setdefault("mix", {}).setdefault(tag, {})[value] = share
    if of.anchor:
        tree["anchor"] = {**cast("dict[str, Plain]", _plain_use(of.anchor, short=False))}
        if of.splits != Wing().splits:
            tree["anchor"]["splits"] = dict(of.splits)
    if of.student:
        tree["student"] = _plain_use(of.student)
    if of.accept is not Wing().accept:
        tree["accept"] = of.accept.value
    return tree


def _plain_use(use: Use, *, short: bool = True) -> Plain:
    """A part; its bare name where nothing else is said of it."""
    entry: dict[str, object] = {"name": use.name}
    if use.dials:
        entry["dials"] = _thawed(use.dials)
    if use.weight != 1.0:
        entry["weight"] = use.weight
    if use.price:
        entry["price"] = {field.name: getattr(use.price, field.name) for field in fields(use.price)}
    if use.pace:
        entry["pace"] = _changed(use.pace, Pace())
    return use.name if short and len(entry) == 1 else cast("Plain", entry)


def _thawed(value: object) -> object:
    """Tuples as lists, deeply."""
    if isinstance(value, Mapping):
        return {key: _thawed(item) for key, item in value.items()}
    return [_thawed(item) for item in value] if isinstance(value, list | tuple) else value


def _changed(value: "Limits | Watch | Loop | Pace", usual: "Limits | Watch | Loop | Pace") -> dict[str, object]:
    """The fields of a flat dataclass that differ from their defaults."""
    pairs = {field.name: (getattr(value, field.name), getattr(usual, field.name)) for field in fields(value)}
    return {name: _thawed(now) for name, (now, then) in pairs.items() if now != then}
