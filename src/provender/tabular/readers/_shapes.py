"""The shape of identifiers and codes: which characters are letters, which digits, and which always the same."""

from typing import Any

import pyarrow.compute as pc

# Published forms: ICD-10 (WHO) with its national endings, ATC (WHO Collaborating Centre), ICD-9-CM's V and E codes.
CODES = {
    "ICD-10": r"^[A-TV-Z][0-9][0-9AB](\.?[0-9A-Z]{1,4})?$",
    "ATC": r"^[A-DG-HJL-NPR-SV][0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?$",
}
_LOOKED_AT = 20_000  # values that settle a pattern


def shapes_of(texts: Any) -> tuple[str, float]:
    """The commonest shape of texts, and its share: "#" for a digit, "A" and "a" for a letter, the rest as it is."""
    shapes = pc.value_counts(_shapes(texts.slice(0, _LOOKED_AT)))
    counts = shapes.field("counts")
    best = pc.index(counts, pc.max(counts)).as_py()
    return shapes.field("values")[best].as_py(), counts[best].as_py() / pc.sum(counts).as_py()


def _shapes(texts: Any) -> Any:
    """The shape of each text."""
    for pattern, sign in ((r"[0-9]", "#"), (r"\p{Lu}", "A"), (r"\p{Ll}", "a")):
        texts = pc.replace_substring_regex(texts, pattern, sign)
    return texts


def pattern_of(texts: Any, shape: str) -> str:
    """The pattern of the texts that have a shape: what is the same in all of them stands for itself.

    >>> pattern_of(pa.array(["PT-0031", "PT-9772"]), "AA-####")
    '\\\\P\\\\T\\\\-####'
    """
    looked_at = texts.slice(0, _LOOKED_AT)
    alike = looked_at.filter(pc.equal(_shapes(looked_at), shape)).to_pylist()
    told = []
    for place, sign in enumerate(shape):
        letters = {text[place] for text in alike}
        one = letters.pop() if len(letters) == 1 and len(alike) > 1 else ""
        told.append(f"\\{one}" if one and (sign != "#" or place == 0) else sign if sign in "#Aa" else f"\\{sign}")
    return "".join(told)
