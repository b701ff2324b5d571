"""Sentences for written addition, subtraction and multiplication, column by column.

Formulas are the same in every language and come ready made; the words are put around them.
"""

from collections.abc import Mapping

from provender.reasoning.render.wording import Wording

SIGNS = {"+": "+", "-": "−", "*": "×"}

PLACES: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("Ones", "Tens", "Hundreds", "Thousands", "Ten thousands", "Hundred thousands"),
        *("Millions", "Ten millions", "Hundred millions", "Billions", "Ten billions", "Hundred billions"),
        *("Trillions", "Ten trillions", "Hundred trillions"),
    ),
    "sw": (
        *("Mamoja", "Makumi", "Mamia", "Maelfu", "Makumi elfu", "Malaki"),
        *("Mamilioni", "Makumi milioni", "Mamia milioni", "Mabilioni", "Makumi bilioni", "Mamia bilioni"),
        *("Matrilioni", "Makumi trilioni", "Mamia trilioni"),
    ),
    "fr": (
        *("Unités", "Dizaines", "Centaines", "Milliers", "Dizaines de milliers", "Centaines de milliers"),
        *("Millions", "Dizaines de millions", "Centaines de millions"),
        *("Milliards", "Dizaines de milliards", "Centaines de milliards"),
        *("Billions", "Dizaines de billions", "Centaines de billions"),
    ),
    "es": (
        *("Unidades", "Decenas", "Centenas", "Unidades de millar", "Decenas de millar", "Centenas de millar"),
        *("Unidades de millón", "Decenas de millón", "Centenas de millón"),
        *("Unidades de millar de millón", "Decenas de millar de millón", "Centenas de millar de millón"),
        *("Unidades de billón", "Decenas de billón", "Centenas de billón"),
    ),
    "de": (
        *("Einer", "Zehner", "Hunderter", "Tausender", "Zehntausender", "Hunderttausender"),
        *("Millionen", "Zehnmillionen", "Hundertmillionen", "Milliarden", "Zehnmilliarden", "Hundertmilliarden"),
        *("Billionen", "Zehnbillionen", "Hundertbillionen"),
    ),
}
"""Names of the columns, from the ones up; a column is known by its place, 0 for the ones."""

WORDS = Wording(
    {
        "en": {
            "add": "Add {b} to {a} column by column.",
            "subtract": "Subtract {b} from {a} column by column.",
            "multiply": "Multiply {a} by {b} digit by digit.",
            "columns": ("Work out {formula} column by column.", "What is {formula}? Work column by column."),
            "digits": ("Work out {formula} digit by digit.", "What is {formula}? Work digit by digit."),
            "signs": ("plus", "minus", "times"),
            "column_sum": "{place}: {said}, write {digit}, carry {carry}.",
            "column_difference": "{place}: {said}.",
            "column_borrow": "{place}: {short} is below 0, so borrow 10: {said}.",
            "partial_product": "{place}: {said}.",
            "swap": "{a} is less than {b}, so work out {b} − {a} and make it negative.",
            "partial_sum": "Add this to the rest: {said}.",
            "read_off": "So {a} {sign} {b} = {result}.",
            "partial_total": "So {a} {sign} {b} = {result}.",
        },
        "sw": {  # the names of places that school books use
            "add": "Ongeza {b} kwenye {a} safu kwa safu.",
            "subtract": "Toa {b} kutoka {a} safu kwa safu.",
            "multiply": "Zidisha {a} kwa {b} tarakimu kwa tarakimu.",
            "columns": ("Tafuta {formula} safu kwa safu.", "Je, {formula} ni ngapi? Fanya safu kwa safu."),
            "digits": (
                "Tafuta {formula} tarakimu kwa tarakimu.",
                "Je, {formula} ni ngapi? Fanya tarakimu kwa tarakimu.",
            ),
            "signs": ("jumlisha", "toa", "mara"),
            "column_sum": "{place}: {said}, andika {digit}, beba {carry}.",
            "column_difference": "{place}: {said}.",
            "column_borrow": "{place}: {short} ni chini ya 0, hivyo kopa 10: {said}.",
            "partial_product": "{place}: {said}.",
            "swap": "{a} ni ndogo kuliko {b}, hivyo tafuta {b} − {a} na uifanye hasi.",
            "partial_sum": "Ongeza kwenye jumla: {said}.",
            "read_off": "Kwa hiyo {a} {sign} {b} = {result}.",
            "partial_total": "Kwa hiyo {a} {sign} {b} = {result}.",
        },
        "fr": {
            "add": "Ajoute {b} à {a} colonne par colonne.",
            "subtract": "Soustrais {b} de {a} colonne par colonne.",
            "multiply": "Multiplie {a} par {b} chiffre par chiffre.",
            "columns": ("Calcule {formula} colonne par colonne.", "Combien font {formula} ? Pose colonne par colonne."),
            "digits": ("Calcule {formula} chiffre par chiffre.", "Combien font {formula} ? Pose chiffre par chiffre."),
            "signs": ("plus", "moins", "fois"),
            "column_sum": "{place} : {said}, on écrit {digit}, on retient {carry}.",
            "column_difference": "{place} : {said}.",
            "column_borrow": "{place} : {short} est inférieur à 0, on emprunte donc 10 : {said}.",
            "partial_product": "{place} : {said}.",
            "swap": "{a} est plus petit que {b}, on calcule donc {b} − {a} et on le rend négatif.",
            "partial_sum": "On l'ajoute au total : {said}.",
            "read_off": "Donc {a} {sign} {b} = {result}.",
            "partial_total": "Donc {a} {sign} {b} = {result}.",
        },
        "es": {
            "add": "Suma {b} a {a} columna por columna.",
            "subtract": "Resta {b} de {a} columna por columna.",
            "multiply": "Multiplica {a} por {b} cifra por cifra.",
            "columns": ("Calcula {formula} columna por columna.", "¿Cuánto es {formula}? Hazlo columna por columna."),
            "digits": ("Calcula {formula} cifra por cifra.", "¿Cuánto es {formula}? Hazlo cifra por cifra."),
            "signs": ("más", "menos", "por"),
            "column_sum": "{place}: {said}, escribe {digit}, lleva {carry}.",
            "column_difference": "{place}: {said}.",
            "column_borrow": "{place}: {short} es menor que 0, así que toma prestados 10: {said}.",
            "partial_product": "{place}: {said}.",
            "swap": "{a} es menor que {b}, así que calcula {b} − {a} y hazlo negativo.",
            "partial_sum": "Súmalo al total: {said}.",
            "read_off": "Así que {a} {sign} {b} = {result}.",
            "partial_total": "Así que {a} {sign} {b} = {result}.",
        },
        "de": {
            "add": "Addiere {b} zu {a} Spalte für Spalte.",
            "subtract": "Subtrahiere {b} von {a} Spalte für Spalte.",
            "multiply": "Multipliziere {a} mit {b} Ziffer für Ziffer.",
            "columns": ("Berechne {formula} Spalte für Spalte.", "Wie viel ist {formula}? Rechne Spalte für Spalte."),
            "digits": ("Berechne {formula} Ziffer für Ziffer.", "Wie viel ist {formula}? Rechne Ziffer für Ziffer."),
            "signs": ("plus", "minus", "mal"),
            "column_sum": "{place}: {said}, schreibe {digit}, übertrage {carry}.",
            "column_difference": "{place}: {said}.",
            "column_borrow": "{place}: {short} ist kleiner als 0, also leihe 10: {said}.",
            "partial_product": "{place}: {said}.",
            "swap": "{a} ist kleiner als {b}, also berechne {b} − {a} und nimm es negativ.",
            "partial_sum": "Addiere dies zur Summe: {said}.",
            "read_off": "Also {a} {sign} {b} = {result}.",
            "partial_total": "Also {a} {sign} {b} = {result}.",
        },
    }
)
