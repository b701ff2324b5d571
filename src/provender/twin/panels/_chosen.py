"""Which samples a panel of this wing shows."""

from collections.abc import Sequence

from provender.core.protocols import Judged


def chosen(samples: Sequence[Judged], kind: type, *, most: int, refused: int, words: slice) -> list[Judged]:
    """The first that were accepted, then the first refused for each reason.

    Args:
        kind: of payload that is shown.
        words: of a reason by which it is known; the rest names who or how much.
    """
    told = [item for item in samples if isinstance(item.record.payload, kind)]
    reasons = {" ".join(item.reason.split()[words]): item for item in reversed(told) if item.fate != "accepted"}
    return [*[item for item in told if item.fate == "accepted"][:most], *[*reasons.values()][:refused]]
