"""Sentences that state a fact, in five languages: what stands around a subject, a relation and a value.

A form is written with places: {r} a relation's name, {s} a subject, {v} a value, {is} and {was} the copula, {of} what
links a relation to its subject. Articles may stand before {r} and {s} anywhere. Written from the languages.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "is": r"(?:is|are|equals|amounts to|=)", "was": r"(?:was|were|had been|used to be)",
        "of": r"(?:of|for|in)", "art": r"(?:(?:the|an?|its|official) )?", "which": "(?:which|what)",
    },
    "de": {
        "is": r"(?:ist|sind|beträgt|lautet|heißt|=)", "was": r"(?:war|waren|betrug|lautete|hieß)",
        "of": r"(?:von|vom|der|des|für|in|bei)", "art": r"(?:(?:der|die|das|dem|des|den|eine?[nmrs]?) )?",
        "which": "welche[rsnm]?",
    },
    "fr": {
        "is": r"(?:est|sont|vaut|s['’]élève à|=)", "was": r"(?:était|étaient|fut|valait)",
        "of": r"(?:de la|de l['’]|du|des|de|d['’]|pour|en)", "art": r"(?:(?:le|la|les|une?|du|de la) |l['’])?",
        "which": "quel(?:le)?s?",
    },
    "es": {
        "is": r"(?:es|son|vale|asciende a|=)", "was": r"(?:era|eran|fue|fueron|valía)",
        "of": r"(?:de la|de los|de las|del|de|para|en)", "art": r"(?:(?:el|la|los|las|un|una) )?",
        "which": "(?:cuál|qué)(?:es)?",
    },
    "sw": {
        "is": r"(?:ni|=)", "was": r"(?:ilikuwa|alikuwa|ulikuwa|zilikuwa|lilikuwa|kilikuwa)",
        "of": r"(?:[wyclz]h?[a]|vya|kwa|la|za|cha)", "art": "", "which": "(?:gani|ipi|upi|nini)",
    },
}  # fmt: skip

STATED: Mapping[str, tuple[str, ...]] = {
    "en": (
        "{r} {of} {s} {is} {v}", "{s}['’]s? {r} {is} {v}", "{s} ?: {r} {is} {v}", "{of} {s},? {r} {is} {v}",
        "{s} has {r} of {v}", "{v} {is} {r} {of} {s}", "{s} ?: {r} ?: {v}", "{s}, {r} ?: {v}", "{r} {of} {s} ?: {v}",
    ),
    "de": (
        "{r} {of} {s} {is} {v}", "{s} ?: {r} {is} {v}", "{of} {s} {is} {r} {v}", "{s} hat {r} von {v}",
        "{v} {is} {r} {of} {s}", "{s} ?: {r} ?: {v}", "{s}, {r} ?: {v}", "{r} {of} {s} ?: {v}",
    ),
    "fr": (
        "{r} {of} ?{s} {is} (?:de )?{v}", "{s} ?: {r} {is} (?:de )?{v}", "{of} ?{s}, {r} {is} {v}", "{s} a {r} de {v}",
        "{v} {is} {r} {of} ?{s}", "{s} ?: {r} ?: {v}", "{s}, {r} ?: {v}", "{r} {of} ?{s} ?: {v}",
    ),
    "es": (
        "{r} {of} {s} {is} (?:de )?{v}", "{s} ?: {r} {is} (?:de )?{v}", "{of} {s}, {r} {is} {v}",
        "{s} tiene {r} de {v}", "{v} {is} {r} {of} {s}", "{s} ?: {r} ?: {v}", "{s}, {r} ?: {v}", "{r} {of} {s} ?: {v}",
    ),
    "sw": (
        "{r} {of} {s} {is} {v}", "{s} ?: {r} {is} {v}", "{of} {s},? {r} {is} {v}", "{s} ina {r} {of} {v}",
        "{v} {is} {r} {of} {s}", "{s} ?: {r} ?: {v}", "{s}, {r} ?: {v}", "{r} {of} {s} ?: {v}",
    ),
}  # fmt: skip
ASKED: Mapping[str, tuple[str, ...]] = {  # for the value
    "en": ("what {is} {r} {of} {s}", "{s} ?: what {is} {r}", "{of} {s},? what {is} {r}", "name {r} {of} {s}",
           "how (?:large|big|high|great|heavy|long) {is} {r} {of} {s}", "{s} ?: name {r}"),
    "de": ("(?:was|wie) {is} {r} {of} {s}", "{s} ?: (?:was|wie) {is} {r}",
           "wie (?:groß|hoch|schwer|lang) {is} {r} {of} {s}",
           "{s} ?: wie (?:groß|hoch) {is} {r}", "nenne {r} {of} {s}", "welchen wert hat {r} {of} {s}",
           "{s} ?: welchen wert hat {r}"),
    "fr": ("{which} {is} {r} {of} ?{s}", "{s} ?: {which} {is} {r}", "{s} ?: (?:indiquez|donnez|nommez) {r}",
           "(?:indiquez|donnez|nommez) {r} {of} ?{s}", "combien {is} {r} {of} ?{s}"),
    "es": ("{which} {is} {r} {of} {s}", "{s} ?: {which} {is} {r}", "{s} ?: (?:indica|di|nombra) {r}",
           "(?:indica|di|nombra) {r} {of} {s}", "cuánto {is} {r} {of} {s}"),
    "sw": ("{r} {of} {s} {is} {which}", "{s} ?: taja {r}", "taja {r} {of} {s}", "{s} ?: {r} {is} {which}"),
}  # fmt: skip
SOUGHT: Mapping[str, tuple[str, ...]] = {  # for the subject that has a value
    "en": (
        "{of} what {is} {r} {v}",
        "{which} [\\w ]{1,40}? has {r} {v}",
        "{r} {is} {v} ?: {of} what",
        "{of} what {is} {r} {v}",
    ),
    "de": ("wessen {r} {is} {v}", "{r} {is} {v} ?: {of} was", "{of} was {is} {r} {v}", "wobei {is} {r} {v}"),
    "fr": (
        "de quoi {v} est-(?:il|elle|ce) {r}",
        "{r} {is} {v} ?: de quoi",
        "{r} {is} {v} ?: {of} quoi",
        "{of} quoi {r} {is} {v}",
    ),
    "es": ("de qué {is} {r} {v}", "{r} {is} {v} ?: {of} qué", "{of} qué {is} {r} {v}"),
    "sw": ("{r} {is} {v} ?: (?:[yw]a|cha|la) nini", "{r} {is} {v} ?: {of} nini", "{of} nini {r} {is} {v}"),
}
COMPARED: Mapping[str, tuple[str, ...]] = {  # {size} is more or less, then two subjects
    "en": (
        "{of} {r}, is the value {size} {of} {s} or {of} {t}",
        "which has the {size} value {of} {r} ?: {s} or {t}",
        "which has the {size} {r} ?: {s} or {t}",
        "{r} ?: is it {size} {of} {s} or {of} {t}",
        "where {is} {r} {size}, {of} {s} or {of} {t}",
    ),
    "de": (
        "{of} {s} oder {of} {t} ?: wo {is} {r} {size}",
        "{r} ?: ist sie {size} {of} {s} oder {of} {t}",
        "wo {is} {r} {size}, {of} {s} oder {of} {t}",
    ),
    "fr": (
        "pour {r}, la valeur la plus {size} {is}-elle celle de {s} ou celle de {t}",
        "{r} ?: le plus {size} {is} {of} ?{s} ou {of} ?{t}",
        "où {r} {is} le plus {size}, {of} ?{s} ou {of} ?{t}",
    ),
    "es": (
        "para {r}, el valor {is} {size} {of} {s} o {of} {t}",
        "{r} ?: es {size} {of} {s} o {of} {t}",
        "dónde {is} {size} {r}, {of} {s} o {of} {t}",
    ),
    "sw": (
        "kwa {r}, thamani {is} {size} kwa {s} au kwa {t}",
        "{r} ?: {is} {size} {of} {s} au {of} {t}",
        "{r} {is} {size} wapi, {of} {s} au {of} {t}",
    ),
}
MORE: Mapping[str, tuple[str, str]] = {  # greater, smaller
    "en": (r"(?:larger|greater|higher|more)", r"(?:smaller|lower|less)"),
    "de": (r"(?:größer|höher|mehr)", r"(?:kleiner|niedriger|weniger)"),
    "fr": (r"(?:grande?|élevée?|haute?)", r"(?:petite?|faible|basse?)"),
    "es": (r"(?:mayor|más alt[ao]|más grande)", r"(?:menor|más baj[ao]|más pequeñ[ao])"),
    "sw": (r"(?:kubwa zaidi|zaidi)", r"(?:ndogo zaidi|pungufu)"),
}
RANKED: Mapping[str, str] = {  # a value beside another
    "en": "{v} {is} {size} than {w}", "de": "{v} {is} {size} als {w}", "fr": "{v} {is} plus {size} que {w}",
    "es": "{v} {is} {size} que {w}", "sw": "{v} {is} {size} kuliko {w}",
}  # fmt: skip


class Form(NamedTuple):
    """A form as a pattern for a whole sentence, and how many colons and commas no sentence of it goes without."""

    pattern: re.Pattern[str]
    colons: int
    commas: int

    @classmethod
    def of(cls, form: str, language: str, relations: tuple[str, ...]) -> "Form":
        """The form where {r} is one of `relations`."""
        must = re.sub(r",\?|\(\?:|\{\d+,\d+\}", "", form)
        return cls(compiled(form, language, relations), must.count(":"), must.count(","))


def folded(name: str) -> str:
    """A text as names of relations are looked for in it."""
    return " ".join(name.casefold().split())


@lru_cache(maxsize=2048)
def compiled(form: str, language: str, relations: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A form as a pattern for a whole sentence, where {r} is one of `relations`, folded."""
    words = _WORDS[language]
    longest = sorted(relations, key=len, reverse=True)
    called = "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("ss", "(?:ss|ß)") for name in longest)
    copula = f"(?:{words['is']}|(?P<past>{words['was']}))"
    size = f"(?:(?P<more>{MORE[language][0]})|{MORE[language][1]})"
    text = form
    for place, pattern in (
        ("{is}", copula), ("{of}", words["of"]), ("{which}", words["which"]), ("{size}", size),
        ("{r}", f"{words['art']}(?P<r>{called})"), ("{s}", r"(?P<s>\S.{0,119}?)"), ("{t}", r"(?P<t>\S.{0,119}?)"),
        ("{v}", r"(?P<v>\S.{0,159}?)"), ("{w}", r"(?P<w>\S.{0,159}?)"),
    ):  # fmt: skip
        text = text.replace(place, pattern)
    return re.compile(rf"\W{{0,3}}{text}\s?[.?!]*", re.IGNORECASE)


def languages(first: str) -> tuple[str, ...]:
    """The languages whose forms are tried: the text's own, or all where it is none of ours."""
    return (first,) if first in STATED else tuple(STATED)
