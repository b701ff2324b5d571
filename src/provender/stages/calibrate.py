"""Calibrate: audits hold the whole dataset against ground truth, and a broken limit stops the run."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from provender.core.anchor import Anchor
from provender.core.dials import dial_types
from provender.core.errors import Alarm, NothingToAudit
from provender.core.recipe import Recipe, Use
from provender.core.record import Record
from provender.core.registry import find, load
from provender.core.verdict import Finding

DRIFT = "drift"  # audits of this last name take their limit from the recipe's limits.drift
GIVEN = "given"  # the dial of an audit that wants to know which tags the recipe settles
LIMIT = "limit"
_MEND = "look at the records with `provender show`, then mend what makes them or, if they are wanted so, the limit"
TRIED = "tried"  # what an audit says that it sees when refused records are shown to it, too


def calibrate(
    recipe: Recipe,
    records: Sequence[Record],
    anchor: Anchor,
    *,
    tried: Callable[[], Sequence[Record]] = tuple,
    left: Callable[[str, str], None] | None = None,
) -> list[Finding]:
    """What each of the recipe's audits finds in `records`.

    Args:
        records: accepted.
        tried: gives every record that was made; called once, and only where an audit wants to see them.
        left: is told of each audit that finds nothing to measure in these data, and why; None refuses such.

    Guarantees:
        No audit sees the probe or the exam.
        An audit to which the recipe gives a limit is never left out, nor any where it holds no control rows back.

    Raises:
        UnknownName: there is no audit of a name.
        NothingToAudit: an audit that may not be left out finds nothing to measure.
        RecipeError: an audit has nothing to hold the records against.
    """
    shown = replace(anchor, probe=(), exam=())
    settled = tuple(sorted(settled_tags(recipe) & {tag for record in shown.control for tag in record.tags}))
    audits = [_audit(use, recipe, settled) for use in recipe.audits]
    wanted = [getattr(audit, "sees", "") == TRIED for audit in audits]
    everything = tried() if any(wanted) else ()
    findings = []
    for use, audit, all_ in zip(recipe.audits, audits, wanted, strict=True):
        try:
            findings.append(audit(everything if all_ else records, shown))
        except NothingToAudit as silent:
            if left is None or LIMIT in use.dials or not recipe.splits.get("control"):
                raise
            left(use.name, f"{silent.what}; {silent.mend}")
    return findings


def require_sound(findings: Sequence[Finding], *, where: str) -> None:
    """Stop where the whole interval of a finding lies beyond its limit.

    Raises:
        Alarm: it names every such finding.
    """
    broken = [finding for finding in findings if finding.broken]
    if not broken:
        return
    told = [
        f"{found.audit} found {found.value:.3g} ({found.interval.low:.3g} to {found.interval.high:.3g}), "
        f"and the limit is {found.limit:.3g}: {found.reason}"
        for found in broken
    ]
    raise Alarm("\n".join(told), where=where, mend="; ".join(dict.fromkeys(found.mend or _MEND for found in broken)))


def settled_tags(recipe: Recipe) -> set[str]:
    """Tags whose shares the recipe decides: by its mix, by a dial, or by choosing generators that make one value."""
    settled = {tag for tag, _ in recipe.mix}
    for use in recipe.generators:
        makes = find("generator", use.name, where=recipe.name).makes  # type: ignore[attr-defined]
        settled |= {tag for tag, values in makes.items() if len(values) == 1 or tag in use.dials}
    return settled


def _audit(use: Use, recipe: Recipe, settled: tuple[str, ...]) -> Any:
    """The audit, told what the recipe settles and what its limit is, where it can be told."""
    known = dial_types(find("audit", use.name, where=recipe.name))
    dials = dict(use.dials)
    if GIVEN in known:
        dials.setdefault(GIVEN, settled)
    if LIMIT in known and use.name.rpartition("/")[2] == DRIFT and recipe.limits.drift is not None:
        dials[LIMIT] = recipe.limits.drift
    return load("audit", use.name, dials, where=recipe.name)
