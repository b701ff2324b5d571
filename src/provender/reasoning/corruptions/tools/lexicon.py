"""Words whose exchange turns a true sentence into a false one: opposites and units, English and Swahili."""

from collections.abc import Mapping

_OPPOSITES = (
    ("more", "fewer"), ("more", "less"), ("greatest", "least"), ("largest", "smallest"), ("sum", "difference"),
    ("half", "twice"), ("half", "quarter"), ("third", "quarter"), ("loses", "gets"), ("<", ">"),
    ("nusu", "robo"), ("theluthi", "robo"), ("anapoteza", "anapata"), ("anagawa", "ananunua"),
    ("knight", "knave"), ("knights", "knaves"), ("true", "false"),
    ("mkweli", "mwongo"), ("wakweli", "waongo"), ("kweli", "uongo"), ("moja", "tofauti"),
    ("chevalier", "valet"), ("caballero", "bribón"), ("ritter", "schurke"),
    ("vrai", "faux"), ("verdadero", "falso"), ("wahr", "falsch"),
    ("zaidi", "pungufu"), ("kubwa", "ndogo"), ("kikubwa", "kidogo"),
)  # fmt: skip

_UNITS = (
    ("kilogram", "kilograms", "kg", "kilo"), ("gram", "grams", "gramu"), ("metre", "metres", "mita"),
    ("kilometre", "kilometres", "km", "kilomita"), ("centimetre", "centimetres", "cm", "sentimita"),
    ("litre", "litres", "lita"), ("millilitre", "millilitres", "ml", "mililita"), ("hour", "hours", "saa"),
    ("minute", "minutes", "min", "dakika"), ("second", "seconds", "sekunde"), ("day", "days", "siku"),
    ("week", "weeks", "wiki"), ("shilling", "shillings", "shilingi"), ("dollar", "dollars", "dola"),
    ("cent", "cents", "senti"),
)  # fmt: skip


def _both_ways(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, frozenset[str]]:
    """Word -> the words that say the opposite."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITE = _both_ways(_OPPOSITES)
UNIT: Mapping[str, str] = {word: names[0] for names in _UNITS for word in names}
PLAIN_UNITS = ("cm", "kg", "km", "ml")
"""Signs that both languages write; single letters are left out, for they may be unknowns."""
