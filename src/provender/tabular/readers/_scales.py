"""Names with an order that everybody knows: grades, stages, sizes, and ranges of numbers."""

import re
from collections.abc import Sequence

_SCALES = (
    "none minimal mild moderate severe critical",
    "never rarely sometimes often always",
    "very low|low|medium|high|very high",
    "low normal high",
    "poor fair good excellent",
    "xxs xs s m l xl xxl",
    "i ii iii iv v vi",
    "strongly disagree|disagree|neutral|agree|strongly agree",
    "child adult senior",
    "small medium large",
)
SCALES = tuple(tuple(scale.split("|") if "|" in scale else scale.split()) for scale in _SCALES)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BELOW = re.compile(r"^(<|under|below|less|up to|≤)", re.IGNORECASE)
_ABOVE = re.compile(r"^(>|over|above|more|≥)", re.IGNORECASE)


def scale_of(names: Sequence[str]) -> tuple[str, ...]:
    """The names in their known order; empty when there is none.

    >>> scale_of(["severe", "Mild", "moderate"])
    ('Mild', 'moderate', 'severe')
    >>> scale_of([">$50k", "under $11k", "$11-$25k", "$25-$50k"])
    ('under $11k', '$11-$25k', '$25-$50k', '>$50k')
    """
    lowered = {" ".join(name.casefold().split()): name for name in names}
    if len(lowered) < max(len(names), 2):
        return ()
    for scale in SCALES:
        if set(lowered) <= set(scale):
            return tuple(lowered[word] for word in scale if word in lowered)
    return _ranges(names)


def _ranges(names: Sequence[str]) -> tuple[str, ...]:
    """Ranges by their lower ends; empty unless each names one and no two the same."""
    ends: dict[tuple[float, int], str] = {}
    for name in names:
        numbers = [float(text) for text in _NUMBER.findall(name)]
        first = name.lstrip("([ ")
        bounded = bool(_BELOW.match(first) or _ABOVE.match(first) or name.rstrip().endswith("+"))
        if not (len(numbers) == 2 and numbers[0] < numbers[1]) and not (len(numbers) == 1 and bounded):
            return ()
        ends.setdefault((numbers[0], -1 if _BELOW.match(first) else 1 if len(numbers) == 1 else 0), name)
    return tuple(ends[end] for end in sorted(ends)) if len(ends) == len(names) else ()
