"""Every part, of whatever kind: found by its path, documented, frozen, its dials checked, fit for another process."""

import doctest
import pickle
from dataclasses import fields
from importlib import import_module
from typing import Any

import pytest
from tests.conformance.parts import PARTS, complete

from provender.core import dials, registry
from provender.core.errors import RecipeError, UnknownName

IDS = [f"{kind}:{name}" for kind, name in PARTS]
SHOWN = ("generator", "verifier", "corruption", "reader")  # an example in the docstring, or shown in the module's
every_part = pytest.mark.parametrize(("kind", "name"), PARTS, ids=IDS)


@every_part
def test_a_part_is_named_by_its_path(kind: str, name: str) -> None:
    assert name == registry.name_of(registry.find(kind, name))


@every_part
def test_a_part_is_documented_with_an_example(kind: str, name: str) -> None:
    part = registry.find(kind, name)
    told, context = part.__doc__ or "", import_module(part.__module__).__doc__ or ""

    assert told.strip()
    assert not told.startswith(f"{part.__name__}("), "a dataclass's own signature is no docstring"
    if kind in SHOWN:
        assert ">>>" in told or "Example" in told or "\n\n    " in context


@every_part
def test_the_examples_of_a_part_hold(kind: str, name: str) -> None:
    module = import_module(registry.find(kind, name).__module__)

    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).failed == 0


@every_part
def test_every_dial_of_a_part_is_documented(kind: str, name: str) -> None:
    part = registry.find(kind, name)
    silent = [field.name for field in fields(part) if field.init and f"{field.name}" not in (part.__doc__ or "")]

    assert not silent


@every_part
def test_an_unknown_dial_is_refused_with_a_mend(kind: str, name: str) -> None:
    with pytest.raises(UnknownName) as refused:
        registry.load(kind, name, {"no_such_dial": 1}, where="recipe.yaml line 3")

    assert "no_such_dial" in refused.value.what
    assert refused.value.where == "recipe.yaml line 3"
    assert refused.value.mend


@every_part
def test_a_dial_of_another_type_is_refused_with_a_mend(kind: str, name: str) -> None:
    types = dials.dial_types(registry.find(kind, name))
    for dial in [dial for dial, wanted in types.items() if wanted not in (Any, object)]:
        with pytest.raises(RecipeError) as refused:
            registry.load(kind, name, {dial: object()}, where="recipe.yaml line 3")

        assert refused.value.where == "recipe.yaml line 3"
        assert refused.value.mend


@pytest.mark.parametrize(("kind", "name"), [pair for pair in PARTS if complete(registry.find(*pair))])
def test_a_part_is_equal_to_its_like_and_survives_pickling(kind: str, name: str) -> None:
    part = registry.load(kind, name)

    assert part == registry.load(kind, name)
    assert pickle.loads(pickle.dumps(part)) == part
