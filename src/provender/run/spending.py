"""Private releases: paid for before a row is looked at, with noise from a secret that is never written down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from secrets import token_bytes
from typing import Any

from provender.core.errors import InputError, RecipeError
from provender.core.files import locate
from provender.core.protocols import PrivateFittable, Secret
from provender.core.recipe import Recipe
from provender.run.workshop import Workshop
from provender.store.budgets.accounts import Accounts, Source

KEY_FILE = "PROVENDER_NOISE_KEY"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A release that is paid for.

    Attributes:
        noise: what its noise is keyed by.
        facts: of the spending, for the ledger: no value, and of the secret its commitment alone.
    """

    noise: Secret
    facts: Mapping[str, Any]


def pay(part: PrivateFittable, workshop: Workshop) -> Paid:
    """Enter what a fit will spend in the account of the table that it learns from.

    Raises:
        Shortfall: it would exceed what is left of the table's budget.
        RecipeError: the account has another total or delta, or the table lacks what the part is to learn.
    """
    limits = workshop.recipe.limits
    if limits.epsilon is None:
        raise RecipeError("a private release needs limits.epsilon", where=workshop.recipe.name, mend="set it")
    part.check(workshop.anchor().reference)
    noise = secret()
    commitment = sha256(b"provender noise\0" + noise.value).hexdigest()
    price = {**part.price(), "run": workshop.recipe.name, "recipe": workshop.recipe.digest, "noise": commitment}
    with workshop.beside():
        source = source_of(workshop.recipe, content=workshop.anchor().digest)
    balance = Accounts().spend(source, price, total=limits.budget, delta=limits.delta, together=part.together)
    facts = {
        **price,
        "unit": str(use.dials.get("unit") or "") if (use := workshop.recipe.anchor) else "",
        "spent": balance.spent,
        "budget": balance.total,
        "releases": balance.releases,
    }
    return Paid(noise=noise, facts=facts)


def secret() -> Secret:
    """What noise is keyed by: the system's randomness, or the bytes of the file that PROVENDER_NOISE_KEY names.

    Raises:
        InputError: there is no such file, or it holds fewer than 32 bytes.
    """
    named = os.environ.get(KEY_FILE)
    if not named:
        return Secret(token_bytes(32))
    key = locate(named, where=KEY_FILE).read_bytes()
    if len(key) < _KEY_BYTES:
        mend = f"fill it with {_KEY_BYTES} random bytes that nobody else has, or leave {KEY_FILE} unset"
        raise InputError(f"{len(key)} bytes are no secret", where=f"{KEY_FILE}={named}", mend=mend)
    return Secret(key)


def source_of(recipe: Recipe, *, content: str) -> Source:
    """The table that a recipe's anchor reads: by its file, else by all that its reader is told."""
    use = recipe.anchor
    assert use is not None, "whoever learns has an anchor"
    path = use.dials.get("path")
    if isinstance(path, str) and path:
        return Source(place=str(locate(path, where=use.name).resolve()), content=content)
    return Source(place=dumps({"reader": use.name, "dials": dict(use.dials)}, sort_keys=True, default=str))
