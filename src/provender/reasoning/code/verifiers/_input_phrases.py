"""What questions for an input sound like: the questions and sentences that their judge understands."""

from collections.abc import Mapping

from provender.core.claim import Term
from provender.reasoning.code.verifiers._program import compiled, parse_test
from provender.reasoning.read.forms import Forms, Slot


def _program(text: str) -> "Term | None":
    """The program before its last line, which must print x."""
    body, _, last = text.rpartition("\n")
    code = compiled(body) if last == "print(x)" else None
    return None if code is None else code.term


_SLOTS: Mapping[str, Slot] = {
    "program": ("[^`]{1,2000}", _program),
    "test": (r"[-0-9(][-0-9+*/% ()<>=!]{0,120}", parse_test),
}
_CODE = "\n\n```python\n{p:program}\n```"
ASKS = Forms(
    {
        "en": {
            "ask": (
                f"The input x of this program is a whole number from {{lo}} to {{hi}}."
                f" For which x does it print {{y:int}}?{_CODE}",
                f"This program was given a whole number x from {{lo}} to {{hi}} and printed {{y:int}}."
                f" What was x?{_CODE}",
            )
        },
        "sw": {
            "ask": (
                f"Ingizo x la programu hii ni namba nzima kuanzia {{lo}} hadi {{hi}}."
                f" Je, ni x ipi inayoifanya ichapishe {{y:int}}?{_CODE}",
                f"Programu hii ilipewa namba nzima x kuanzia {{lo}} hadi {{hi}} ikachapisha {{y:int}}."
                f" Je, x ilikuwa ngapi?{_CODE}",
            )
        },
        "fr": {
            "ask": (
                f"L'entrée x de ce programme est un nombre entier de {{lo}} à {{hi}}."
                f" Pour quel x affiche-t-il {{y:int}} ?{_CODE}",
                f"Ce programme a reçu un nombre entier x de {{lo}} à {{hi}} et a affiché {{y:int}}."
                f" Combien valait x ?{_CODE}",
            )
        },
        "es": {
            "ask": (
                f"La entrada x de este programa es un número entero de {{lo}} a {{hi}}."
                f" ¿Para qué x imprime {{y:int}}?{_CODE}",
                f"Este programa recibió un número entero x de {{lo}} a {{hi}} e imprimió {{y:int}}."
                f" ¿Cuánto valía x?{_CODE}",
            )
        },
        "de": {
            "ask": (
                f"Die Eingabe x dieses Programms ist eine ganze Zahl von {{lo}} bis {{hi}}."
                f" Für welches x gibt es {{y:int}} aus?{_CODE}",
                f"Dieses Programm bekam eine ganze Zahl x von {{lo}} bis {{hi}} und gab {{y:int}} aus."
                f" Wie groß war x?{_CODE}",
            )
        },
    },
    slots=_SLOTS,
)
SAYS = Forms(
    {
        "en": {
            "undo": "If line {l} made x = {y:int}, x was {f:formula} = {v:int} before.",
            "stuck": "Line {l} cannot have made {y:int}: it is not divisible by {c}.",
            "then": "Line {l}: {t:test}, so the first branch can have been taken.",
            "else": "Line {l}: {t:test}, so the second branch can have been taken.",
            "no_then": "Line {l}: {t:test}, so the first branch was not taken.",
            "no_else": "Line {l}: {t:test}, so the second branch was not taken.",
            "below": "{v:int} < {e:int}: no such input.",
            "above": "{v:int} > {e:int}: no such input.",
            "answer": "So the input was x = {v:int}.",
        },
        "sw": {
            "undo": "Ikiwa mstari wa {l} ulitoa x = {y:int}, kabla yake x ilikuwa {f:formula} = {v:int}.",
            "stuck": "Mstari wa {l} haukuweza kutoa {y:int}: haigawanyiki kwa {c}.",
            "then": "Mstari wa {l}: {t:test}, kwa hiyo tawi la kwanza linaweza kuwa lilifuatwa.",
            "else": "Mstari wa {l}: {t:test}, kwa hiyo tawi la pili linaweza kuwa lilifuatwa.",
            "no_then": "Mstari wa {l}: {t:test}, kwa hiyo tawi la kwanza halikufuatwa.",
            "no_else": "Mstari wa {l}: {t:test}, kwa hiyo tawi la pili halikufuatwa.",
            "below": "{v:int} < {e:int}: hakuna ingizo kama hilo.",
            "above": "{v:int} > {e:int}: hakuna ingizo kama hilo.",
            "answer": "Kwa hiyo ingizo lilikuwa x = {v:int}.",
        },
        "fr": {
            "undo": "Si la ligne {l} a donné x = {y:int}, x valait avant {f:formula} = {v:int}.",
            "stuck": "La ligne {l} ne peut pas avoir donné {y:int} : il n'est pas divisible par {c}.",
            "then": "Ligne {l} : {t:test}, la première branche peut donc avoir été suivie.",
            "else": "Ligne {l} : {t:test}, la seconde branche peut donc avoir été suivie.",
            "no_then": "Ligne {l} : {t:test}, la première branche n'a donc pas été suivie.",
            "no_else": "Ligne {l} : {t:test}, la seconde branche n'a donc pas été suivie.",
            "below": "{v:int} < {e:int} : ce n'est pas une entrée possible.",
            "above": "{v:int} > {e:int} : ce n'est pas une entrée possible.",
            "answer": "L'entrée était donc x = {v:int}.",
        },
        "es": {
            "undo": "Si la línea {l} dio x = {y:int}, antes x valía {f:formula} = {v:int}.",
            "stuck": "La línea {l} no pudo dar {y:int}: no es divisible por {c}.",
            "then": "Línea {l}: {t:test}, así que pudo seguirse la primera rama.",
            "else": "Línea {l}: {t:test}, así que pudo seguirse la segunda rama.",
            "no_then": "Línea {l}: {t:test}, así que no se siguió la primera rama.",
            "no_else": "Línea {l}: {t:test}, así que no se siguió la segunda rama.",
            "below": "{v:int} < {e:int}: no hay tal entrada.",
            "above": "{v:int} > {e:int}: no hay tal entrada.",
            "answer": "Por lo tanto, la entrada era x = {v:int}.",
        },
        "de": {
            "undo": "Wenn Zeile {l} x = {y:int} ergab, war x davor {f:formula} = {v:int}.",
            "stuck": "Zeile {l} kann {y:int} nicht ergeben haben: Die Zahl ist nicht durch {c} teilbar.",
            "then": "Zeile {l}: {t:test}, also kann der erste Zweig genommen worden sein.",
            "else": "Zeile {l}: {t:test}, also kann der zweite Zweig genommen worden sein.",
            "no_then": "Zeile {l}: {t:test}, also wurde der erste Zweig nicht genommen.",
            "no_else": "Zeile {l}: {t:test}, also wurde der zweite Zweig nicht genommen.",
            "below": "{v:int} < {e:int}: Eine solche Eingabe gibt es nicht.",
            "above": "{v:int} > {e:int}: Eine solche Eingabe gibt es nicht.",
            "answer": "Also war die Eingabe x = {v:int}.",
        },
    },
    slots=_SLOTS,
)
