"""Words whose exchange turns a true sentence into a false one: opposites and units, in the five languages."""

from collections.abc import Mapping

_OPPOSITES = (
    ("more", "fewer"), ("more", "less"), ("greatest", "least"), ("largest", "smallest"), ("sum", "difference"),
    ("half", "twice"), ("half", "quarter"), ("third", "quarter"), ("loses", "gets"), ("<", ">"),
    ("nusu", "robo"), ("theluthi", "robo"), ("anapoteza", "anapata"), ("anagawa", "ananunua"),
    ("knight", "knave"), ("knights", "knaves"), ("true", "false"),
    ("mkweli", "mwongo"), ("wakweli", "waongo"), ("kweli", "uongo"), ("moja", "tofauti"),
    ("chevalier", "valet"), ("caballero", "bribón"), ("ritter", "schurke"),
    ("vrai", "faux"), ("verdadero", "falso"), ("wahr", "falsch"),
    ("plus", "moins"), ("somme", "différence"), ("moitié", "double"), ("moitié", "quart"), ("tiers", "quart"),
    ("perd", "reçoit"), ("distribue", "achète"), ("petits", "grands"), ("petites", "grandes"),
    ("más", "menos"), ("suma", "diferencia"), ("mitad", "doble"), ("tercio", "cuarto"), ("tercera", "cuarta"),
    ("pierde", "recibe"), ("regala", "compra"), ("mayor", "menor"),
    ("mehr", "weniger"), ("summe", "differenz"), ("halb", "doppelt"), ("drittel", "viertel"),
    ("verliert", "bekommt"), ("verschenkt", "kauft"), ("kleine", "große"), ("small", "big"),
    ("zaidi", "pungufu"), ("kubwa", "ndogo"), ("kikubwa", "kidogo"),
)  # fmt: skip

_UNITS = (
    "kilogram kilograms kg kilo kilogrammes kilogramos kilogramm",
    "gram grams gramu grammes gramos gramm",
    "metre metres mita mètres metros meter",
    "kilometre kilometres km kilomita kilomètres kilómetros kilometer",
    "centimetre centimetres cm sentimita centimètres centímetros zentimeter",
    "mile miles maili milla millas meile meilen",
    "litre litres lita litros liter",
    "millilitre millilitres ml mililita mililitros milliliter",
    "hour hours saa heure heures hora horas stunde stunden",
    "minute minutes min dakika minuto minutos minuten",
    "second seconds sekunde secondes segundos sekunden",
    "day days siku jour jours día días tag tage",
    "week weeks wiki semaine semaines semana semanas woche wochen",
    "month months mwezi miezi mois mes meses monat monate",
    "shilling shillings shilingi chelín chelines schilling",
    "dollar dollars dola dólar dólares",
    "cent cents senti",
    "naira nairas",
    "dirham dirhams dirhamu",
    "rupee rupees rupia roupie roupies rupias rupie rupien",
    "ringgit ringgits",
    "yuan yuans yuanes",
    "peso pesos",
    "euro euros",
)


def _both_ways(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, frozenset[str]]:
    """Word -> the words that say the opposite."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITE = _both_ways(_OPPOSITES)
UNIT: Mapping[str, str] = {word: names.split()[0] for names in _UNITS for word in names.split()}
PLAIN_UNITS = ("cm", "kg", "km", "ml")
"""Signs that all languages write; single letters are left out, for they may be unknowns."""
YES_NO = {
    language: {yes: no, no: yes}
    for language, yes, no in (
        ("en", "yes", "no"), ("sw", "ndiyo", "hapana"), ("fr", "oui", "non"), ("es", "sí", "no"), ("de", "ja", "nein"),
    )
}  # fmt: skip
"""A whole answer -> the opposite one, by language; within a sentence such words may say something else."""
