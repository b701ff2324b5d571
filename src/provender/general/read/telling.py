"""What was read and looked up, as evidence: the claims with their rows, and the first sentence that was not read."""

from collections.abc import Sequence

from provender.general.read.assertion import Crossed, Near, Status

SHOWN = 8  # claims that a verdict tells of
_LENGTH = 300


def why(wrong: Crossed) -> str:
    """Why a claim is refused, in one sentence whose first words can be counted."""
    near = f": {wrong.near.value}" if wrong.near is not Near.NONE else ""
    return f"a claim is contradicted{near}"


def evidence(found: Sequence[Crossed], unread: Sequence[str], *, by: str = "") -> dict[str, str]:
    """The claims, the contradicted ones first, and the first sentence that was not read; `by` says who read them."""
    told = {}
    order = sorted(found, key=lambda each: each.status is not Status.CONTRADICTED)
    for place, each in enumerate(order[:SHOWN], 1):
        claim = each.assertion
        near = f" ({each.near.value}{each.other and ': ' + each.other})" if each.near is not Near.NONE else ""
        what = f"{claim.subject} | {claim.relation} | {claim.value}"
        name = f"claim {place}{by and ', read by ' + by}"
        told[name] = short(f"{each.status.value}{near}: {what} <- {each.cited or each.why}")
    if unread:
        told["unread"] = short(unread[0])
    return told


def short(text: str) -> str:
    """A text of strangers as evidence: one line, not too long."""
    return " ".join(text.split())[:_LENGTH]
