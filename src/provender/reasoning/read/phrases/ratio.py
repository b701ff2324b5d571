"""Sharing, proportions and scales: questions and sentences, read in five languages."""

from collections.abc import Mapping

from provender.reasoning.read.forms import Forms, Slot, typed

_NUMBER = "[1-9][0-9]{0,19}"
_PAIR = f"[A-Z] : [A-Z] = {_NUMBER} : {_NUMBER}"


def _pairs(text: str) -> tuple[tuple[int, int], ...] | None:
    """A : B = 2 : 3. B : C = 4 : 5 as ((2, 3), (4, 5)); None unless the letters run on from A."""
    told = [pair.replace(" = ", " : ").split(" : ") for pair in text.split(". ")]
    for at, (x, y, *_) in enumerate(told):
        if (x, y) != (chr(65 + at), chr(66 + at)):
            return None
    return tuple((int(p), int(q)) for _, _, p, q in told)


def _split(by: str) -> Slot:
    """Whole numbers, at least two, with a sign between them."""
    return f"{_NUMBER}(?:{by.replace('+', '[+]')}{_NUMBER}){{1,19}}", lambda text: tuple(map(int, text.split(by)))


_SLOTS: Mapping[str, Slot] = {
    "letter": ("[A-Z]", str),
    "pairs": (rf"{_PAIR}(?:\. {_PAIR}){{0,18}}", _pairs),
    "ratio": _split(" : "),
    "sum": _split(" + "),
}
_QUESTION_TYPES = {"n": "dec", "ratio": "ratio", "pairs": "pairs", "last": "letter"}
_SENTENCE_TYPES = {"n": "dec", "z": "dec", "x": "letter", "y": "letter", "sum": "sum", "parts": "list"}
_QUESTIONS = {
    "en": {
        "share": (
            "Share {n} in the ratio {ratio}. How large is each part, in this order?",
            "{n} is shared in the ratio {ratio}. Find the parts in this order.",
        ),
        "chain": ("{pairs}. {last} is {n}. What is A?", "{pairs}. If {last} is {n}, find A."),
        "enlarge": (
            "A map has the scale 1 : {scale}. How long is a way of {n} cm on the map in reality, in metres?",
            "On a map with the scale 1 : {scale}, a way is {n} cm long. Find its real length in metres.",
        ),
        "reduce": (
            "A map has the scale 1 : {scale}. How long is a way of {n} m on the map, in centimetres?",
            "A way is {n} m long. Find its length in centimetres on a map with the scale 1 : {scale}.",
        ),
    },
    "sw": {
        "share": (
            "Gawanya {n} kwa uwiano wa {ratio}. Kila sehemu ni ngapi, kwa mpangilio huu?",
            "{n} imegawanywa kwa uwiano wa {ratio}. Tafuta sehemu zote kwa mpangilio huu.",
        ),
        "chain": ("{pairs}. {last} ni {n}. A ni ngapi?", "{pairs}. Ikiwa {last} ni {n}, tafuta A."),
        "enlarge": (
            "Ramani ina skeli ya 1 : {scale}. Sentimita {n} kwenye ramani ni mita ngapi?",
            "Kwenye ramani ya skeli 1 : {scale}, njia ina urefu wa sentimita {n}. Tafuta urefu halisi kwa mita.",
        ),
        "reduce": (
            "Ramani ina skeli ya 1 : {scale}. Mita {n} ni sentimita ngapi kwenye ramani?",
            "Njia ina urefu wa mita {n}. Tafuta urefu wake kwa sentimita kwenye ramani ya skeli 1 : {scale}.",
        ),
    },
    "fr": {
        "share": (
            "Partage {n} dans le rapport {ratio}. Combien vaut chaque part, dans cet ordre ?",
            "On partage {n} dans le rapport {ratio}. Trouve les parts dans cet ordre.",
        ),
        "chain": ("{pairs}. {last} vaut {n}. Combien vaut A ?", "{pairs}. Si {last} vaut {n}, trouve A."),
        "enlarge": (
            "Une carte est à l'échelle 1 : {scale}. Combien de mètres représentent {n} cm sur la carte ?",
            "Sur une carte à l'échelle 1 : {scale}, un chemin mesure {n} cm. Trouve sa longueur réelle en mètres.",
        ),
        "reduce": (
            "Une carte est à l'échelle 1 : {scale}. Combien de centimètres représentent {n} m sur la carte ?",
            "Un chemin mesure {n} m. Trouve sa longueur en centimètres sur une carte à l'échelle 1 : {scale}.",
        ),
    },
    "es": {
        "share": (
            "Reparte {n} en la razón {ratio}. ¿Cuánto vale cada parte, en este orden?",
            "Se reparte {n} en la razón {ratio}. Halla las partes en este orden.",
        ),
        "chain": ("{pairs}. {last} vale {n}. ¿Cuánto vale A?", "{pairs}. Si {last} vale {n}, halla A."),
        "enlarge": (
            "Un mapa tiene la escala 1 : {scale}. ¿Cuántos metros son {n} cm del mapa?",
            "En un mapa de escala 1 : {scale}, un camino mide {n} cm. Halla su longitud real en metros.",
        ),
        "reduce": (
            "Un mapa tiene la escala 1 : {scale}. ¿Cuántos centímetros del mapa son {n} m?",
            "Un camino mide {n} m. Halla su longitud en centímetros en un mapa de escala 1 : {scale}.",
        ),
    },
    "de": {
        "share": (
            "Teile {n} im Verhältnis {ratio}. Wie groß ist jeder Teil, in dieser Reihenfolge?",
            "{n} wird im Verhältnis {ratio} geteilt. Bestimme die Teile in dieser Reihenfolge.",
        ),
        "chain": ("{pairs}. {last} ist {n}. Wie groß ist A?", "{pairs}. Bestimme A, wenn {last} gleich {n} ist."),
        "enlarge": (
            "Eine Karte hat den Maßstab 1 : {scale}. Wie viele Meter sind {n} cm auf der Karte?",
            "Auf einer Karte im Maßstab 1 : {scale} ist ein Weg {n} cm lang. Bestimme seine Länge in Metern.",
        ),
        "reduce": (
            "Eine Karte hat den Maßstab 1 : {scale}. Wie viele Zentimeter auf der Karte sind {n} m?",
            "Ein Weg ist {n} m lang. Bestimme seine Länge in Zentimetern auf einer Karte im Maßstab 1 : {scale}.",
        ),
    },
}
_SENTENCES = {
    "en": {
        "total": "There are {sum} = {t} shares.",
        "unit": "One share is {n} ÷ {t} = {u}.",
        "part": "Part {i}: {r} × {u} = {z}.",
        "parts": "So the parts are {parts}.",
        "link": "{x} is to {y} as {p} to {q}, so {x} = {m} × {p} ÷ {q} = {z}.",
        "scaled": "Real length in centimetres: {n} × {scale} = {z}.",
        "metres": "In metres: {n} ÷ 100 = {z}.",
        "centimetres": "In centimetres: {n} × 100 = {z}.",
        "shrunk": "On the map: {n} ÷ {scale} = {z}.",
    },
    "sw": {
        "total": "Mafungu ni {sum} = {t}.",
        "unit": "Fungu moja ni {n} ÷ {t} = {u}.",
        "part": "Sehemu ya {i}: {r} × {u} = {z}.",
        "parts": "Kwa hiyo sehemu ni {parts}.",
        "link": "{x} kwa {y} ni kama {p} kwa {q}, hivyo {x} = {m} × {p} ÷ {q} = {z}.",
        "scaled": "Urefu halisi kwa sentimita: {n} × {scale} = {z}.",
        "metres": "Kwa mita: {n} ÷ 100 = {z}.",
        "centimetres": "Kwa sentimita: {n} × 100 = {z}.",
        "shrunk": "Kwenye ramani: {n} ÷ {scale} = {z}.",
    },
    "fr": {
        "total": "Cela fait {sum} = {t} parts égales.",
        "unit": "Une part égale vaut {n} ÷ {t} = {u}.",
        "part": "Part {i} : {r} × {u} = {z}.",
        "parts": "Les parts sont donc {parts}.",
        "link": "{x} est à {y} comme {p} est à {q}, donc {x} = {m} × {p} ÷ {q} = {z}.",
        "scaled": "Longueur réelle en centimètres : {n} × {scale} = {z}.",
        "metres": "En mètres : {n} ÷ 100 = {z}.",
        "centimetres": "En centimètres : {n} × 100 = {z}.",
        "shrunk": "Sur la carte : {n} ÷ {scale} = {z}.",
    },
    "es": {
        "total": "Son {sum} = {t} partes iguales.",
        "unit": "Una parte igual vale {n} ÷ {t} = {u}.",
        "part": "Parte {i}: {r} × {u} = {z}.",
        "parts": "Así que las partes son {parts}.",
        "link": "{x} es a {y} como {p} es a {q}, así que {x} = {m} × {p} ÷ {q} = {z}.",
        "scaled": "Longitud real en centímetros: {n} × {scale} = {z}.",
        "metres": "En metros: {n} ÷ 100 = {z}.",
        "centimetres": "En centímetros: {n} × 100 = {z}.",
        "shrunk": "En el mapa: {n} ÷ {scale} = {z}.",
    },
    "de": {
        "total": "Das sind {sum} = {t} gleiche Anteile.",
        "unit": "Ein Anteil ist {n} ÷ {t} = {u}.",
        "part": "Teil {i}: {r} × {u} = {z}.",
        "parts": "Also sind die Teile {parts}.",
        "link": "{x} verhält sich zu {y} wie {p} zu {q}, also {x} = {m} × {p} ÷ {q} = {z}.",
        "scaled": "Wirkliche Länge in Zentimetern: {n} × {scale} = {z}.",
        "metres": "In Metern: {n} ÷ 100 = {z}.",
        "centimetres": "In Zentimetern: {n} × 100 = {z}.",
        "shrunk": "Auf der Karte: {n} ÷ {scale} = {z}.",
    },
}
ASKS = Forms({language: typed(said, _QUESTION_TYPES) for language, said in _QUESTIONS.items()}, slots=_SLOTS)
SAYS = Forms({language: typed(said, _SENTENCE_TYPES) for language, said in _SENTENCES.items()}, slots=_SLOTS)
