"""What descriptions of small functions, and runs of them by hand, say in each language; read strictly."""

import re
from collections.abc import Mapping
from typing import Any

from provender.reasoning.read.forms import Forms, Slot

_N = r"(?:0|[1-9][0-9]{0,8})"
_WORK = re.compile(rf"(x|{_N}) [×*] x ([+−-]) ({_N})")


def _work(text: str) -> tuple[Any, ...] | None:
    """ "2 × x + 1" as ("+", ("*", 2, "x"), 1)."""
    found = _WORK.fullmatch(text)
    if found is None:
        return None
    first = found[1] if found[1] == "x" else int(found[1])
    return ("+" if found[2] == "+" else "-", ("*", first, "x"), int(found[3]))


SLOTS: Mapping[str, Slot] = {
    "w": (rf"(?:x|{_N}) [×*] x [+−-] {_N}", _work),
    "l": (rf"(?:x|{_N})(?: % {_N})?", str),
    "s": (r"[<>]=?|[=!]=", str),
    "c": (r"[^\n]{1,400}", str),
}
SENTENCES = Forms(
    {
        "en": {
            "sum": "The function f takes a list xs of whole numbers and gives the sum of {e:w} over its numbers x.",
            "max": "The function f takes a list xs of whole numbers and gives the largest {e:w} among its numbers x.",
            "min": "The function f takes a list xs of whole numbers and gives the smallest {e:w} among its numbers x.",
            ">": "Only numbers greater than {a} count.",
            "<": "Only numbers less than {a} count.",
            "==": "Only numbers that leave {a} when divided by {m} count.",
            "!=": "Numbers that leave {a} when divided by {m} do not count.",
            "none": "If no number counts, that is 0.",
            "%": "In the end f gives what this leaves when divided by {c}.",
            "*": "In the end f multiplies this by {c}.",
            "+": "In the end f adds {c} to this.",
        },
        "sw": {
            "sum": "Kitendakazi f huchukua orodha xs ya namba kamili na kutoa jumla ya {e:w} kwa namba zake x.",
            "max": "Kitendakazi f huchukua orodha xs ya namba kamili na kutoa {e:w} kubwa zaidi kati ya namba zake x.",
            "min": "Kitendakazi f huchukua orodha xs ya namba kamili na kutoa {e:w} ndogo zaidi kati ya namba zake x.",
            ">": "Ni namba zinazozidi {a} tu zinazohesabika.",
            "<": "Ni namba zilizo chini ya {a} tu zinazohesabika.",
            "==": "Ni namba zinazobakiza {a} zikigawanywa kwa {m} tu zinazohesabika.",
            "!=": "Namba zinazobakiza {a} zikigawanywa kwa {m} hazihesabiki.",
            "none": "Ikiwa hakuna namba inayohesabika, jibu hilo ni 0.",
            "%": "Mwishoni f hutoa baki la jibu hilo likigawanywa kwa {c}.",
            "*": "Mwishoni f huzidisha jibu hilo kwa {c}.",
            "+": "Mwishoni f hujumlisha {c} kwa jibu hilo.",
        },
        "fr": {
            "sum": "La fonction f prend une liste xs de nombres entiers et donne la somme de {e:w} sur ses nombres x.",
            "max": "La fonction f prend une liste xs de nombres entiers et donne le plus grand {e:w} parmi ses nombres"
            " x.",
            "min": "La fonction f prend une liste xs de nombres entiers et donne le plus petit {e:w} parmi ses nombres"
            " x.",
            ">": "Seuls les nombres supérieurs à {a} comptent.",
            "<": "Seuls les nombres inférieurs à {a} comptent.",
            "==": "Seuls les nombres dont la division par {m} laisse {a} comptent.",
            "!=": "Les nombres dont la division par {m} laisse {a} ne comptent pas.",
            "none": "Si aucun nombre ne compte, cela vaut 0.",
            "%": "À la fin, f donne le reste de la division de cela par {c}.",
            "*": "À la fin, f multiplie cela par {c}.",
            "+": "À la fin, f ajoute {c} à cela.",
        },
        "es": {
            "sum": "La función f toma una lista xs de números enteros y da la suma de {e:w} sobre sus números x.",
            "max": "La función f toma una lista xs de números enteros y da el mayor {e:w} entre sus números x.",
            "min": "La función f toma una lista xs de números enteros y da el menor {e:w} entre sus números x.",
            ">": "Solo cuentan los números mayores que {a}.",
            "<": "Solo cuentan los números menores que {a}.",
            "==": "Solo cuentan los números que dejan {a} al dividirse entre {m}.",
            "!=": "Los números que dejan {a} al dividirse entre {m} no cuentan.",
            "none": "Si no cuenta ningún número, eso es 0.",
            "%": "Al final f da el resto de dividir eso entre {c}.",
            "*": "Al final f multiplica eso por {c}.",
            "+": "Al final f suma {c} a eso.",
        },
        "de": {
            "sum": "Die Funktion f nimmt eine Liste xs ganzer Zahlen und gibt die Summe von {e:w} über ihre Zahlen x.",
            "max": "Die Funktion f nimmt eine Liste xs ganzer Zahlen und gibt das größte {e:w} unter ihren Zahlen x.",
            "min": "Die Funktion f nimmt eine Liste xs ganzer Zahlen und gibt das kleinste {e:w} unter ihren Zahlen x.",
            ">": "Nur Zahlen größer als {a} zählen.",
            "<": "Nur Zahlen kleiner als {a} zählen.",
            "==": "Nur Zahlen, die beim Teilen durch {m} den Rest {a} lassen, zählen.",
            "!=": "Zahlen, die beim Teilen durch {m} den Rest {a} lassen, zählen nicht.",
            "none": "Wenn keine Zahl zählt, ist das 0.",
            "%": "Am Ende gibt f den Rest, den dies beim Teilen durch {c} lässt.",
            "*": "Am Ende multipliziert f dies mit {c}.",
            "+": "Am Ende addiert f dazu {c}.",
        },
    },
    slots=SLOTS,
)
RUNS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "drop": "{x} does not count: {left:l} {sign:s} {a}.",
        "check": "So f([{xs:list}]) is {v}.",
        "end%": "In the end: {a} % {c} = {v}.",
        "end*": "In the end: {a} × {c} = {v}.",
        "end+": "In the end: {a} + {c} = {v}.",
    },
    "sw": {
        "drop": "{x} haihesabiki: {left:l} {sign:s} {a}.",
        "check": "Kwa hiyo f([{xs:list}]) ni {v}.",
        "end%": "Mwishoni: {a} % {c} = {v}.",
        "end*": "Mwishoni: {a} × {c} = {v}.",
        "end+": "Mwishoni: {a} + {c} = {v}.",
    },
    "fr": {
        "drop": "{x} ne compte pas : {left:l} {sign:s} {a}.",
        "check": "Donc f([{xs:list}]) vaut {v}.",
        "end%": "À la fin : {a} % {c} = {v}.",
        "end*": "À la fin : {a} × {c} = {v}.",
        "end+": "À la fin : {a} + {c} = {v}.",
    },
    "es": {
        "drop": "{x} no cuenta: {left:l} {sign:s} {a}.",
        "check": "Por lo tanto, f([{xs:list}]) es {v}.",
        "end%": "Al final: {a} % {c} = {v}.",
        "end*": "Al final: {a} × {c} = {v}.",
        "end+": "Al final: {a} + {c} = {v}.",
    },
    "de": {
        "drop": "{x} zählt nicht: {left:l} {sign:s} {a}.",
        "check": "Also ist f([{xs:list}]) gleich {v}.",
        "end%": "Am Ende: {a} % {c} = {v}.",
        "end*": "Am Ende: {a} × {c} = {v}.",
        "end+": "Am Ende: {a} + {c} = {v}.",
    },
}
FORMULAS: Mapping[str, str] = {
    "take": "{x}: {e:formula} = {v}.",
    "sum_two": "{a} + {b} = {v}.",
    "max_two": "max({a}, {b}) = {v}.",
    "min_two": "min({a}, {b}) = {v}.",
}
