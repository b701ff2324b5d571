"""Questions, explanations and numbers around facts, in five languages; a relation's label brings its own article.

Every sentence is right whatever the gender of what it speaks of: a subject stands before a colon or after a
preposition that asks for no article, and no adjective agrees with a label.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from provender.general.render.facts import Fact

LANGUAGES = ("en", "de", "fr", "es", "sw")

LOOKUP: Mapping[str, tuple[str, ...]] = {
    "en": ("{s}: what is {r}?", "What is {r} of {s}?", "For {s}, what is {r}?"),
    "de": ("{s}: Wie lautet {r}?", "{s}: Was ist {r}?", "Wie lautet {r} von {s}?"),
    "fr": ("{s} : indiquez {r}.", "{s} : donnez {r}."),
    "es": ("{s}: ¿cuál es {r}?", "{s}: indica {r}."),
    "sw": ("{s}: taja {r}.", "{s}: {r} ni nini?"),
}
REVERSE: Mapping[str, tuple[str, ...]] = {
    "en": ("Of what is {r} {v}?", "{R} is {v}: of what?"),
    "de": ("Wessen {n} ist {v}?",),
    "fr": ("De quoi {v} est-il {r} ?", "{R} est {v} : de quoi ?"),
    "es": ("¿De qué es {r} {v}?",),
    "sw": ("{R} ni {v}: ya nini?",),
}
COMPARE: Mapping[str, tuple[str, ...]] = {
    "en": ("For {r}, is the value larger for {s} or for {t}?", "Which has the larger value for {r}: {s} or {t}?"),
    "de": ("Bei {s} oder bei {t}: Wo ist {r} größer?", "Wo ist {r} größer, bei {s} oder bei {t}?"),
    "fr": ("Pour {r}, la valeur la plus élevée est-elle celle de {s} ou celle de {t} ?",),
    "es": ("Para {r}, ¿el valor es mayor en {s} o en {t}?",),
    "sw": ("Kwa {r}, thamani ni kubwa zaidi kwa {s} au kwa {t}?",),
}
STATE: Mapping[str, tuple[str, ...]] = {
    "en": ("{s}: {r} is {v}.", "For {s}, {r} is {v}."),
    "de": ("{s}: {R} ist {v}.", "Bei {s} ist {r} {v}."),
    "fr": ("{s} : {r} est {v}.", "Pour {s}, {r} est {v}."),
    "es": ("{s}: {r} es {v}.", "Para {s}, {r} es {v}."),
    "sw": ("{s}: {r} ni {v}.", "Kwa {s}, {r} ni {v}."),
}
RANK: Mapping[str, str] = {
    "en": "{v} is more than {w}.", "de": "{v} ist mehr als {w}.", "fr": "{v} est plus grand que {w}.",
    "es": "{v} es mayor que {w}.", "sw": "{v} ni zaidi kuliko {w}.",
}  # fmt: skip
_ARTICLES = ("der ", "die ", "das ")


def say(form: str, fact: Fact, language: str, **more: str) -> str:
    """A form with a fact in it."""
    label = fact.label
    noun = next((label[len(each) :] for each in _ARTICLES if label.startswith(each)), label)
    told = {"s": fact.subject, "r": label, "R": label[:1].upper() + label[1:], "n": noun, "v": value(fact, language)}
    return form.format(**{**told, **more})


def number(cell: str) -> Decimal | None:
    """A cell as a number; None where it is none."""
    try:
        found = Decimal(cell.strip().replace(",", "")) if cell.strip() else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found.adjusted()) < 300 else None


def value(fact: Fact, language: str) -> str:
    """A fact's value as a language writes it, with its unit."""
    found = number(fact.value)
    if found is None:
        return fact.value
    written = _written(str(found), language)
    return f"{written} {fact.unit}" if fact.unit else written


@lru_cache(maxsize=4096)
def _written(plain: str, language: str) -> str:
    """A number as a language writes it: four digits in one piece, as years and standards have it."""
    from babel.numbers import format_decimal

    found = Decimal(plain)
    if not -5 < found.adjusted() < 12:
        mantissa = found.scaleb(-found.adjusted())
        return f"{format_decimal(mantissa, locale=language, decimal_quantization=False)} × 10^{found.adjusted()}"
    grouped = abs(found) >= 10_000
    places = max(0, -int(found.as_tuple().exponent)) if isinstance(found.as_tuple().exponent, int) else 0
    form = f"{'#,##0' if grouped else '0'}{'.' + '0' * places if places else ''}"
    return format_decimal(found, format=form, locale=language)
