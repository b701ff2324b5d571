"""Sentences for calculating with fractions; formulas and fractions come ready made."""

from collections.abc import Mapping

from provender.reasoning.render.wording import Templates, Wording

_FORMULAS: Mapping[str, str] = {"expand": "{said}.", "combine": "{said}.", "product": "{said}."}


def _with_formulas(said: Templates) -> Templates:
    """What a language says, and what needs no word."""
    return {**_FORMULAS, **said}


WORDS = Wording(
    {
        "en": _with_formulas(
            {
                "ask": (
                    "Write {formula} in lowest terms.",
                    "What is {formula} in lowest terms?",
                    "Simplify {formula} to lowest terms.",
                ),
                "add": "Add {x} and {y} and reduce the result.",
                "subtract": "Subtract {y} from {x} and reduce the result.",
                "multiply": "Multiply {x} by {y} and reduce the result.",
                "divide": "Divide {x} by {y} and reduce the result.",
                "ask_sign": (
                    "Which sign belongs between {x} and {y}: <, = or >?",
                    "Compare {x} and {y}: answer with <, = or >.",
                    "Is {x} less than, equal to or greater than {y}? Answer with <, = or >.",
                ),
                "common_denominator": "The least common denominator of {b} and {d} is {m}.",
                "common_divisor": "The greatest common divisor of {n} and {d} is {g}.",
                "reduce": "Divide both by {g}: {said}.",
                "numerators": "Multiply the numerators: {said}.",
                "denominators": "Multiply the denominators: {said}.",
                "invert": "Turn the second fraction over: {said}.",
                "compare_numerators": "Compare the numerators: {said}.",
                "compare": "So {said}.",
                "result": "So {said}.",
            }
        ),
        "sw": _with_formulas(
            {  # "kiasi" is a numerator and "asili" a denominator, as in Tanzania's school books
                "ask": (
                    "Andika {formula} katika umbo rahisi kabisa.",
                    "Je, {formula} ni ngapi katika umbo rahisi kabisa?",
                    "Rahisisha {formula} hadi umbo rahisi kabisa.",
                ),
                "add": "Jumlisha {x} na {y}, kisha rahisisha jibu.",
                "subtract": "Toa {y} kutoka {x}, kisha rahisisha jibu.",
                "multiply": "Zidisha {x} kwa {y}, kisha rahisisha jibu.",
                "divide": "Gawanya {x} kwa {y}, kisha rahisisha jibu.",
                "ask_sign": (
                    "Alama ipi kati ya <, = na > inafaa kuwekwa kati ya {x} na {y}?",
                    "Linganisha {x} na {y}: jibu kwa <, = au >.",
                    "Je, {x} ni ndogo kuliko, sawa na, au kubwa kuliko {y}? Jibu kwa <, = au >.",
                ),
                "common_denominator": "Kigawe kidogo cha shirika cha asili {b} na {d} ni {m}.",
                "common_divisor": "Kigawo kikubwa cha shirika cha {n} na {d} ni {g}.",
                "reduce": "Gawanya kiasi na asili kwa {g}: {said}.",
                "numerators": "Zidisha viasi: {said}.",
                "denominators": "Zidisha asili: {said}.",
                "invert": "Pindua sehemu ya pili: {said}.",
                "compare_numerators": "Linganisha viasi: {said}.",
                "compare": "Kwa hiyo {said}.",
                "result": "Kwa hiyo {said}.",
            }
        ),
        "fr": _with_formulas(
            {
                "ask": (
                    "Écris {formula} sous forme irréductible.",
                    "Combien font {formula} sous forme irréductible ?",
                    "Simplifie {formula} jusqu'à la forme irréductible.",
                ),
                "add": "Additionne {x} et {y} et réduis le résultat.",
                "subtract": "Soustrais {y} de {x} et réduis le résultat.",
                "multiply": "Multiplie {x} par {y} et réduis le résultat.",
                "divide": "Divise {x} par {y} et réduis le résultat.",
                "ask_sign": (
                    "Quel signe faut-il mettre entre {x} et {y} : <, = ou > ?",
                    "Compare {x} et {y} : réponds par <, = ou >.",
                    "Est-ce que {x} est inférieur, égal ou supérieur à {y} ? Réponds par <, = ou >.",
                ),
                "common_denominator": "Le plus petit multiple commun des dénominateurs {b} et {d} est {m}.",
                "common_divisor": "Le plus grand commun diviseur de {n} et {d} est {g}.",
                "reduce": "On divise les deux par {g} : {said}.",
                "numerators": "On multiplie les numérateurs : {said}.",
                "denominators": "On multiplie les dénominateurs : {said}.",
                "invert": "On inverse la deuxième fraction : {said}.",
                "compare_numerators": "On compare les numérateurs : {said}.",
                "compare": "Donc {said}.",
                "result": "Donc {said}.",
            }
        ),
        "es": _with_formulas(
            {
                "ask": (
                    "Escribe {formula} como fracción irreducible.",
                    "¿Cuánto es {formula} en forma irreducible?",
                    "Simplifica {formula} hasta la forma irreducible.",
                ),
                "add": "Suma {x} y {y} y simplifica el resultado.",
                "subtract": "Resta {y} de {x} y simplifica el resultado.",
                "multiply": "Multiplica {x} por {y} y simplifica el resultado.",
                "divide": "Divide {x} entre {y} y simplifica el resultado.",
                "ask_sign": (
                    "¿Qué signo va entre {x} y {y}: <, = o >?",
                    "Compara {x} y {y}: responde con <, = o >.",
                    "¿Es {x} menor, igual o mayor que {y}? Responde con <, = o >.",
                ),
                "common_denominator": "El mínimo común múltiplo de los denominadores {b} y {d} es {m}.",
                "common_divisor": "El máximo común divisor de {n} y {d} es {g}.",
                "reduce": "Divide ambos entre {g}: {said}.",
                "numerators": "Multiplica los numeradores: {said}.",
                "denominators": "Multiplica los denominadores: {said}.",
                "invert": "Invierte la segunda fracción: {said}.",
                "compare_numerators": "Compara los numeradores: {said}.",
                "compare": "Así que {said}.",
                "result": "Así que {said}.",
            }
        ),
        "de": _with_formulas(
            {
                "ask": (
                    "Schreibe {formula} als vollständig gekürzten Bruch.",
                    "Wie viel ist {formula}, vollständig gekürzt?",
                    "Berechne {formula} und kürze vollständig.",
                ),
                "add": "Addiere {x} und {y} und kürze das Ergebnis.",
                "subtract": "Subtrahiere {y} von {x} und kürze das Ergebnis.",
                "multiply": "Multipliziere {x} mit {y} und kürze das Ergebnis.",
                "divide": "Dividiere {x} durch {y} und kürze das Ergebnis.",
                "ask_sign": (
                    "Welches Zeichen gehört zwischen {x} und {y}: <, = oder >?",
                    "Vergleiche {x} und {y}: Antworte mit <, = oder >.",
                    "Ist {x} kleiner als, gleich oder größer als {y}? Antworte mit <, = oder >.",
                ),
                "common_denominator": "Der Hauptnenner von {b} und {d} ist {m}.",
                "common_divisor": "Der größte gemeinsame Teiler von {n} und {d} ist {g}.",
                "reduce": "Teile beide durch {g}: {said}.",
                "numerators": "Multipliziere die Zähler: {said}.",
                "denominators": "Multipliziere die Nenner: {said}.",
                "invert": "Bilde den Kehrwert des zweiten Bruchs: {said}.",
                "compare_numerators": "Vergleiche die Zähler: {said}.",
                "compare": "Also {said}.",
                "result": "Also {said}.",
            }
        ),
    }
)
