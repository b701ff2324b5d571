"""How prices rise and fall by percents: questions and sentences, read in five languages."""

from provender.reasoning.read.forms import Forms, Slot, typed

_MOST_CHANGES = 12
# up, down, and what stands between two changes
_CHANGES = {
    "en": ("rises by N%", "falls by N%", ", then "),
    "sw": ("inapanda kwa N%", "inashuka kwa N%", ", kisha "),
    "fr": ("augmente de N %", "baisse de N %", ", puis "),
    "es": ("sube un N %", "baja un N %", ", luego "),
    "de": ("steigt um N %", "fällt um N %", ", "),
}


def _changes(up: str, down: str, joint: str) -> Slot:
    """Signed percents, told one after the other."""
    one = "(?:{}|{})".format(*(form.replace("N", "[1-9][0-9]?") for form in (up, down)))

    def convert(text: str) -> tuple[int, ...]:
        told = [(part, 1 if part.startswith(up.partition("N")[0]) else -1) for part in text.split(joint)]
        return tuple(sign * int("".join(filter(str.isdecimal, part))) for part, sign in told)

    return f"{one}(?:{joint}{one}){{0,{_MOST_CHANGES - 1}}}", convert


_SLOTS = {f"changes{language}": _changes(*told) for language, told in _CHANGES.items()}
_TYPES = dict.fromkeys("nzdsxyr", "dec")
_QUESTIONS = {
    "en": {
        "of": ("What is {p}% of {n}?", "Find {p}% of {n}."),
        "rise": (
            "A price rises from {n} to {z}. By how many percent does it rise?",
            "A price rises from {n} to {z}. Find by how many percent it rises.",
        ),
        "fall": (
            "A price falls from {n} to {z}. By how many percent does it fall?",
            "A price falls from {n} to {z}. Find by how many percent it falls.",
        ),
        "forward": (
            "A price of {n} {changes}. What is the price at the end?",
            "A price of {n} {changes}. Find the final price.",
        ),
        "backward": (
            "A price {changes}. Then it is {z}. What was it at first?",
            "A price {changes}. Then it is {z}. Find the first price.",
        ),
        "overall_rise": (
            "A price {changes}. By how many percent has it risen in all?",
            "A price {changes}. Find by how many percent it has risen in all.",
        ),
        "overall_fall": (
            "A price {changes}. By how many percent has it fallen in all?",
            "A price {changes}. Find by how many percent it has fallen in all.",
        ),
    },
    "sw": {
        "of": ("Je, {p}% ya {n} ni ngapi?", "Tafuta {p}% ya {n}."),
        "rise": (
            "Bei inapanda kutoka {n} hadi {z}. Inapanda kwa asilimia ngapi?",
            "Bei inapanda kutoka {n} hadi {z}. Tafuta inapanda kwa asilimia ngapi.",
        ),
        "fall": (
            "Bei inashuka kutoka {n} hadi {z}. Inashuka kwa asilimia ngapi?",
            "Bei inashuka kutoka {n} hadi {z}. Tafuta inashuka kwa asilimia ngapi.",
        ),
        "forward": ("Bei ya {n} {changes}. Bei ya mwisho ni ngapi?", "Bei ya {n} {changes}. Tafuta bei ya mwisho."),
        "backward": (
            "Bei {changes}. Sasa ni {z}. Mwanzoni ilikuwa ngapi?",
            "Bei {changes}. Sasa ni {z}. Tafuta bei ya mwanzo.",
        ),
        "overall_rise": (
            "Bei {changes}. Kwa jumla imepanda kwa asilimia ngapi?",
            "Bei {changes}. Tafuta imepanda kwa asilimia ngapi kwa jumla.",
        ),
        "overall_fall": (
            "Bei {changes}. Kwa jumla imeshuka kwa asilimia ngapi?",
            "Bei {changes}. Tafuta imeshuka kwa asilimia ngapi kwa jumla.",
        ),
    },
    "fr": {
        "of": ("Combien font {p} % de {n} ?", "Calcule {p} % de {n}."),
        "rise": (
            "Un prix passe de {n} à {z}. De combien de pour cent augmente-t-il ?",
            "Un prix passe de {n} à {z}. Calcule de combien de pour cent il augmente.",
        ),
        "fall": (
            "Un prix passe de {n} à {z}. De combien de pour cent baisse-t-il ?",
            "Un prix passe de {n} à {z}. Calcule de combien de pour cent il baisse.",
        ),
        "forward": (
            "Un prix de {n} {changes}. Quel est le prix final ?",
            "Un prix de {n} {changes}. Calcule le prix final.",
        ),
        "backward": (
            "Un prix {changes}. Il est alors de {z}. Quel était le prix initial ?",
            "Un prix {changes}. Il est alors de {z}. Calcule le prix initial.",
        ),
        "overall_rise": (
            "Un prix {changes}. De combien de pour cent a-t-il augmenté en tout ?",
            "Un prix {changes}. Calcule de combien de pour cent il a augmenté en tout.",
        ),
        "overall_fall": (
            "Un prix {changes}. De combien de pour cent a-t-il baissé en tout ?",
            "Un prix {changes}. Calcule de combien de pour cent il a baissé en tout.",
        ),
    },
    "es": {
        "of": ("¿Cuánto es el {p} % de {n}?", "Calcula el {p} % de {n}."),
        "rise": (
            "Un precio sube de {n} a {z}. ¿En qué porcentaje sube?",
            "Un precio sube de {n} a {z}. Calcula en qué porcentaje sube.",
        ),
        "fall": (
            "Un precio baja de {n} a {z}. ¿En qué porcentaje baja?",
            "Un precio baja de {n} a {z}. Calcula en qué porcentaje baja.",
        ),
        "forward": (
            "Un precio de {n} {changes}. ¿Cuál es el precio final?",
            "Un precio de {n} {changes}. Calcula el precio final.",
        ),
        "backward": (
            "Un precio {changes}. Entonces es {z}. ¿Cuál era el precio inicial?",
            "Un precio {changes}. Entonces es {z}. Calcula el precio inicial.",
        ),
        "overall_rise": (
            "Un precio {changes}. ¿En qué porcentaje ha subido en total?",
            "Un precio {changes}. Calcula en qué porcentaje ha subido en total.",
        ),
        "overall_fall": (
            "Un precio {changes}. ¿En qué porcentaje ha bajado en total?",
            "Un precio {changes}. Calcula en qué porcentaje ha bajado en total.",
        ),
    },
    "de": {
        "of": ("Wie viel sind {p} % von {n}?", "Berechne {p} % von {n}."),
        "rise": (
            "Ein Preis steigt von {n} auf {z}. Um wie viel Prozent steigt er?",
            "Ein Preis steigt von {n} auf {z}. Berechne, um wie viel Prozent er steigt.",
        ),
        "fall": (
            "Ein Preis fällt von {n} auf {z}. Um wie viel Prozent fällt er?",
            "Ein Preis fällt von {n} auf {z}. Berechne, um wie viel Prozent er fällt.",
        ),
        "forward": (
            "Ein Preis von {n} {changes}. Wie hoch ist er am Ende?",
            "Ein Preis von {n} {changes}. Berechne den Endpreis.",
        ),
        "backward": (
            "Ein Preis {changes}. Dann beträgt er {z}. Wie hoch war er am Anfang?",
            "Ein Preis {changes}. Dann beträgt er {z}. Berechne den Anfangspreis.",
        ),
        "overall_rise": (
            "Ein Preis {changes}. Um wie viel Prozent ist er insgesamt gestiegen?",
            "Ein Preis {changes}. Berechne, um wie viel Prozent er insgesamt gestiegen ist.",
        ),
        "overall_fall": (
            "Ein Preis {changes}. Um wie viel Prozent ist er insgesamt gefallen?",
            "Ein Preis {changes}. Berechne, um wie viel Prozent er insgesamt gefallen ist.",
        ),
    },
}
_SENTENCES = {
    "en": {
        "one": "1% of {n} is {n} ÷ 100 = {z}.",
        "times": "{p}% is {p} times as much: {z} × {p} = {r}.",
        "rose": "It rises by {z} − {n} = {d}.",
        "fell": "It falls by {n} − {z} = {d}.",
        "share": "As a share of the old price: {d} ÷ {n} = {s}.",
        "percent": "In percent: {s} × 100 = {r}.",
        "more": "Change {i}: 100 + {p} = {f}, so it becomes {f}% of what it was.",
        "less": "Change {i}: 100 − {p} = {f}, so it becomes {f}% of what it was.",
        "apply": "After change {i}: {x} × {f} ÷ 100 = {y}.",
        "undo": "Before change {i}: {x} × 100 ÷ {f} = {y}.",
        "gained": "Of 100 at first, {x} has become: {x} − 100 = {r}.",
        "lost": "Of 100 at first, {x} has become: 100 − {x} = {r}.",
    },
    "sw": {
        "one": "1% ya {n} ni {n} ÷ 100 = {z}.",
        "times": "{p}% ni mara {p} ya hiyo: {z} × {p} = {r}.",
        "rose": "Inapanda kwa {z} − {n} = {d}.",
        "fell": "Inashuka kwa {n} − {z} = {d}.",
        "share": "Kama sehemu ya bei ya zamani: {d} ÷ {n} = {s}.",
        "percent": "Kwa asilimia: {s} × 100 = {r}.",
        "more": "Badiliko la {i}: 100 + {p} = {f}, hivyo inakuwa {f}% ya ilivyokuwa.",
        "less": "Badiliko la {i}: 100 − {p} = {f}, hivyo inakuwa {f}% ya ilivyokuwa.",
        "apply": "Baada ya badiliko la {i}: {x} × {f} ÷ 100 = {y}.",
        "undo": "Kabla ya badiliko la {i}: {x} × 100 ÷ {f} = {y}.",
        "gained": "Kutoka 100 mwanzoni imefika {x}: {x} − 100 = {r}.",
        "lost": "Kutoka 100 mwanzoni imefika {x}: 100 − {x} = {r}.",
    },
    "fr": {
        "one": "1 % de {n}, c'est {n} ÷ 100 = {z}.",
        "times": "{p} %, c'est {p} fois plus : {z} × {p} = {r}.",
        "rose": "Il augmente de {z} − {n} = {d}.",
        "fell": "Il baisse de {n} − {z} = {d}.",
        "share": "Par rapport à l'ancien prix : {d} ÷ {n} = {s}.",
        "percent": "En pour cent : {s} × 100 = {r}.",
        "more": "Changement {i} : 100 + {p} = {f}, il devient donc {f} % de ce qu'il était.",
        "less": "Changement {i} : 100 − {p} = {f}, il devient donc {f} % de ce qu'il était.",
        "apply": "Après le changement {i} : {x} × {f} ÷ 100 = {y}.",
        "undo": "Avant le changement {i} : {x} × 100 ÷ {f} = {y}.",
        "gained": "De 100 au départ, il est passé à {x} : {x} − 100 = {r}.",
        "lost": "De 100 au départ, il est passé à {x} : 100 − {x} = {r}.",
    },
    "es": {
        "one": "El 1 % de {n} es {n} ÷ 100 = {z}.",
        "times": "El {p} % es {p} veces eso: {z} × {p} = {r}.",
        "rose": "Sube {z} − {n} = {d}.",
        "fell": "Baja {n} − {z} = {d}.",
        "share": "Respecto al precio anterior: {d} ÷ {n} = {s}.",
        "percent": "En porcentaje: {s} × 100 = {r}.",
        "more": "Cambio {i}: 100 + {p} = {f}, así que pasa a ser el {f} % de lo que era.",
        "less": "Cambio {i}: 100 − {p} = {f}, así que pasa a ser el {f} % de lo que era.",
        "apply": "Tras el cambio {i}: {x} × {f} ÷ 100 = {y}.",
        "undo": "Antes del cambio {i}: {x} × 100 ÷ {f} = {y}.",
        "gained": "De 100 al principio ha pasado a {x}: {x} − 100 = {r}.",
        "lost": "De 100 al principio ha pasado a {x}: 100 − {x} = {r}.",
    },
    "de": {
        "one": "1 % von {n} ist {n} ÷ 100 = {z}.",
        "times": "{p} % sind {p}-mal so viel: {z} × {p} = {r}.",
        "rose": "Er steigt um {z} − {n} = {d}.",
        "fell": "Er fällt um {n} − {z} = {d}.",
        "share": "Als Anteil am alten Preis: {d} ÷ {n} = {s}.",
        "percent": "In Prozent: {s} × 100 = {r}.",
        "more": "Änderung {i}: 100 + {p} = {f}, er beträgt also {f} % des vorigen Preises.",
        "less": "Änderung {i}: 100 − {p} = {f}, er beträgt also {f} % des vorigen Preises.",
        "apply": "Nach Änderung {i}: {x} × {f} ÷ 100 = {y}.",
        "undo": "Vor Änderung {i}: {x} × 100 ÷ {f} = {y}.",
        "gained": "Aus 100 am Anfang ist {x} geworden: {x} − 100 = {r}.",
        "lost": "Aus 100 am Anfang ist {x} geworden: 100 − {x} = {r}.",
    },
}
ASKS = Forms(
    {lang: typed(said, {**_TYPES, "changes": f"changes{lang}"}) for lang, said in _QUESTIONS.items()}, slots=_SLOTS
)
SAYS = Forms({lang: typed(said, _TYPES) for lang, said in _SENTENCES.items()})
