"""What conditional probabilities sound like: the questions and sentences that their judge understands."""

import re
from collections.abc import Mapping, Sequence

from provender.reasoning.read.forms import Forms, Slot

# what stands in a machine's share of the sentence, between its letter and its two percentages
_MACHINE = {
    "en": ("machine ", " makes ", "% of the parts, ", "% of them faulty"),
    "sw": ("mashine ", " hutengeneza asilimia ", " ya vipuri, na asilimia ", " kati yake vina kasoro"),
    "fr": ("la machine ", " fabrique ", " % des pièces, dont ", " % sont défectueuses"),
    "es": ("la máquina ", " fabrica el ", " % de las piezas, de las que el ", " % son defectuosas"),
    "de": ("Maschine ", " stellt ", " % der Teile her, davon sind ", " % fehlerhaft"),
}
_PERCENT = "(?:0|[1-9][0-9]{0,2})"


def _machines(language: str) -> Slot:
    """The list of machines as (letter, share, faults)."""
    a, b, c, d = map(re.escape, _MACHINE[language])
    one = f"{a}[A-Z]{b}{_PERCENT}{c}{_PERCENT}{d}"
    parts = re.compile(f"{a}([A-Z]){b}({_PERCENT}){c}({_PERCENT}){d}")
    return f"{one}(?:; {one}){{1,25}}", lambda text: tuple((m, int(x), int(y)) for m, x, y in parts.findall(text))


_SLOTS: Mapping[str, Slot] = {
    "sum": (r"[0-9]{1,9}(?: \+ [0-9]{1,9}){1,25}", lambda text: tuple(map(int, text.split(" + ")))),
    "letter": (r"[A-Z]", str),
    **{f"machines{language}": _machines(language) for language in _MACHINE},
}


def _asks(language: str, setups: Mapping[str, str], ends: Mapping[str, tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Every question of a language: what it states, then what it asks."""
    factory = setups["factory"].replace("{l}", f"{{l:machines{language}}}")
    stated = {"girl": setups["table"], "boy": setups["table"], "ill": setups["test"], "well": setups["test"]}
    return {ask: [f"{stated.get(ask, factory)} {end}" for end in ends[ask]] for ask in ends}


ASKS = Forms(
    {
        "en": _asks(
            "en",
            {
                "table": (
                    "Of {n} pupils in a school, {a} play football, and {b} of these are girls."
                    " Of the others, {c} are girls."
                ),
                "test": (
                    "A disease affects {p} of every 1000 people."
                    " A test is positive for {s}% of those who have it and for {f}% of those who do not."
                ),
                "factory": "In a factory {l}.",
            },
            {
                "girl": (
                    "A girl is chosen at random. What is the probability that she plays football?",
                    "How likely is it that a girl chosen at random plays football?",
                ),
                "boy": (
                    "A boy is chosen at random. What is the probability that he plays football?",
                    "How likely is it that a boy chosen at random plays football?",
                ),
                "ill": (
                    "A person tests positive. What is the probability that this person has the disease?",
                    "How likely is it that a person who tests positive has the disease?",
                ),
                "well": (
                    "A person tests negative. What is the probability that this person does not have the disease?",
                    "How likely is it that a person who tests negative does not have the disease?",
                ),
                "made": (
                    "A part is faulty. What is the probability that machine {m:letter} made it?",
                    "How likely is it that a faulty part comes from machine {m:letter}?",
                ),
            },
        ),
        "sw": _asks(
            "sw",
            {
                "table": (
                    "Kati ya wanafunzi {n} wa shule, {a} hucheza mpira, na {b} kati ya hao ni wasichana."
                    " Kati ya wengine, {c} ni wasichana."
                ),
                "test": (
                    "Ugonjwa fulani huwapata watu {p} kati ya kila watu 1000."
                    " Kipimo hutoa jibu chanya kwa asilimia {s} ya walio nao na kwa asilimia {f} ya wasio nao."
                ),
                "factory": "Katika kiwanda {l}.",
            },
            {
                "girl": (
                    "Msichana mmoja anachaguliwa bila mpangilio. Je, uwezekano kwamba anacheza mpira ni upi?",
                    "Tafuta uwezekano kwamba msichana aliyechaguliwa bila mpangilio anacheza mpira.",
                ),
                "boy": (
                    "Mvulana mmoja anachaguliwa bila mpangilio. Je, uwezekano kwamba anacheza mpira ni upi?",
                    "Tafuta uwezekano kwamba mvulana aliyechaguliwa bila mpangilio anacheza mpira.",
                ),
                "ill": (
                    "Mtu amepata jibu chanya. Je, uwezekano kwamba ana ugonjwa huo ni upi?",
                    "Tafuta uwezekano kwamba mtu aliyepata jibu chanya ana ugonjwa huo.",
                ),
                "well": (
                    "Mtu amepata jibu hasi. Je, uwezekano kwamba hana ugonjwa huo ni upi?",
                    "Tafuta uwezekano kwamba mtu aliyepata jibu hasi hana ugonjwa huo.",
                ),
                "made": (
                    "Kipuri kimoja kina kasoro. Je, uwezekano kwamba kimetengenezwa na mashine {m:letter} ni upi?",
                    "Tafuta uwezekano kwamba kipuri chenye kasoro kimetoka kwenye mashine {m:letter}.",
                ),
            },
        ),
        "fr": _asks(
            "fr",
            {
                "table": (
                    "Sur les {n} élèves d'une école, {a} jouent au football, dont {b} filles."
                    " Parmi les autres, il y a {c} filles."
                ),
                "test": (
                    "Une maladie touche {p} personnes sur 1000."
                    " Un test est positif chez {s} % des malades et chez {f} % des autres."
                ),
                "factory": "Dans une usine, {l}.",
            },
            {
                "girl": (
                    "On choisit une fille au hasard. Quelle est la probabilité qu'elle joue au football ?",
                    "Calcule la probabilité qu'une fille choisie au hasard joue au football.",
                ),
                "boy": (
                    "On choisit un garçon au hasard. Quelle est la probabilité qu'il joue au football ?",
                    "Calcule la probabilité qu'un garçon choisi au hasard joue au football.",
                ),
                "ill": (
                    "Une personne a un test positif. Quelle est la probabilité qu'elle soit malade ?",
                    "Calcule la probabilité qu'une personne dont le test est positif soit malade.",
                ),
                "well": (
                    "Une personne a un test négatif. Quelle est la probabilité qu'elle ne soit pas malade ?",
                    "Calcule la probabilité qu'une personne dont le test est négatif ne soit pas malade.",
                ),
                "made": (
                    "Une pièce est défectueuse. Quelle est la probabilité qu'elle vienne de la machine {m:letter} ?",
                    "Calcule la probabilité qu'une pièce défectueuse vienne de la machine {m:letter}.",
                ),
            },
        ),
        "es": _asks(
            "es",
            {
                "table": (
                    "De los {n} alumnos de una escuela, {a} juegan al fútbol, y {b} de ellos son chicas."
                    " Entre los demás hay {c} chicas."
                ),
                "test": (
                    "Una enfermedad afecta a {p} de cada 1000 personas."
                    " Una prueba da positivo en el {s} % de las personas enfermas y en el {f} % de las demás."
                ),
                "factory": "En una fábrica, {l}.",
            },
            {
                "girl": (
                    "Se elige una chica al azar. ¿Cuál es la probabilidad de que juegue al fútbol?",
                    "Calcula la probabilidad de que una chica elegida al azar juegue al fútbol.",
                ),
                "boy": (
                    "Se elige un chico al azar. ¿Cuál es la probabilidad de que juegue al fútbol?",
                    "Calcula la probabilidad de que un chico elegido al azar juegue al fútbol.",
                ),
                "ill": (
                    "Una persona da positivo. ¿Cuál es la probabilidad de que esté enferma?",
                    "Calcula la probabilidad de que una persona que da positivo esté enferma.",
                ),
                "well": (
                    "Una persona da negativo. ¿Cuál es la probabilidad de que no esté enferma?",
                    "Calcula la probabilidad de que una persona que da negativo no esté enferma.",
                ),
                "made": (
                    "Una pieza es defectuosa. ¿Cuál es la probabilidad de que venga de la máquina {m:letter}?",
                    "Calcula la probabilidad de que una pieza defectuosa venga de la máquina {m:letter}.",
                ),
            },
        ),
        "de": _asks(
            "de",
            {
                "table": (
                    "Von den {n} Kindern einer Schule spielen {a} Fußball, darunter {b} Mädchen."
                    " Unter den übrigen Kindern sind {c} Mädchen."
                ),
                "test": (
                    "Eine Krankheit trifft {p} von je 1000 Menschen."
                    " Ein Test ist bei {s} % der Kranken positiv und bei {f} % der Gesunden."
                ),
                "factory": "In einer Fabrik gilt: {l}.",
            },
            {
                "girl": (
                    "Ein Mädchen wird zufällig ausgewählt. "
                    "Wie groß ist die Wahrscheinlichkeit, dass es Fußball spielt?",
                    "Berechne die Wahrscheinlichkeit, dass ein zufällig ausgewähltes Mädchen Fußball spielt.",
                ),
                "boy": (
                    "Ein Junge wird zufällig ausgewählt. Wie groß ist die Wahrscheinlichkeit, dass er Fußball spielt?",
                    "Berechne die Wahrscheinlichkeit, dass ein zufällig ausgewählter Junge Fußball spielt.",
                ),
                "ill": (
                    "Der Test einer Person ist positiv. Wie groß ist die Wahrscheinlichkeit, dass sie krank ist?",
                    "Berechne die Wahrscheinlichkeit, dass eine Person mit positivem Test krank ist.",
                ),
                "well": (
                    "Der Test einer Person ist negativ. Wie groß ist die Wahrscheinlichkeit, dass sie gesund ist?",
                    "Berechne die Wahrscheinlichkeit, dass eine Person mit negativem Test gesund ist.",
                ),
                "made": (
                    "Ein Teil ist fehlerhaft. "
                    "Wie groß ist die Wahrscheinlichkeit, dass es von Maschine {m:letter} stammt?",
                    "Berechne die Wahrscheinlichkeit, dass ein fehlerhaftes Teil von Maschine {m:letter} stammt.",
                ),
            },
        ),
    },
    slots=_SLOTS,
)

_SHARE = "{a} ÷ {b} = {q:frac}."
SAYS = Forms(
    {
        "en": {
            "girls": "There are {a} + {b} = {c} girls.",
            "boys_in": "Of the players, {a} − {b} = {c} are boys.",
            "others": "{a} − {b} = {c} pupils do not play football.",
            "boys_out": "Of these, {a} − {b} = {c} are boys.",
            "boys": "There are {a} + {b} = {c} boys.",
            "healthy": "Of every 1000 people, {a} − {b} = {c} do not have the disease.",
            "missed": "The test is negative for {a} − {b} = {c}% of those who have the disease.",
            "cleared": "The test is negative for {a} − {b} = {c}% of those who do not have it.",
            "ill_positive": "Of 100000 people, {a} × {b} = {c} have the disease and test positive.",
            "well_positive": "Of 100000 people, {a} × {b} = {c} do not have the disease and test positive.",
            "ill_negative": "Of 100000 people, {a} × {b} = {c} have the disease and test negative.",
            "well_negative": "Of 100000 people, {a} × {b} = {c} do not have the disease and test negative.",
            "tested": "In all, {a} + {b} = {c} people get this result.",
            "faulty": "Of 10000 parts, {a} × {b} = {c} are made by machine {m:letter} and faulty.",
            "all_faulty": "In all, {parts:sum} = {c} parts are faulty.",
            "share": _SHARE,
            "answer": "So the probability is {q:frac}.",
        },
        "sw": {
            "girls": "Wasichana ni {a} + {b} = {c}.",
            "boys_in": "Kati ya wachezaji, wavulana ni {a} − {b} = {c}.",
            "others": "Wanafunzi {a} − {b} = {c} hawachezi mpira.",
            "boys_out": "Kati ya hao, wavulana ni {a} − {b} = {c}.",
            "boys": "Wavulana wote ni {a} + {b} = {c}.",
            "healthy": "Kati ya kila watu 1000, watu {a} − {b} = {c} hawana ugonjwa huo.",
            "missed": "Kipimo hutoa jibu hasi kwa asilimia {a} − {b} = {c} ya wenye ugonjwa.",
            "cleared": "Kipimo hutoa jibu hasi kwa asilimia {a} − {b} = {c} ya wasio na ugonjwa.",
            "ill_positive": "Kati ya watu 100000, watu {a} × {b} = {c} wana ugonjwa na wanapata jibu chanya.",
            "well_positive": "Kati ya watu 100000, watu {a} × {b} = {c} hawana ugonjwa na wanapata jibu chanya.",
            "ill_negative": "Kati ya watu 100000, watu {a} × {b} = {c} wana ugonjwa na wanapata jibu hasi.",
            "well_negative": "Kati ya watu 100000, watu {a} × {b} = {c} hawana ugonjwa na wanapata jibu hasi.",
            "tested": "Kwa jumla, watu {a} + {b} = {c} wanapata jibu hilo.",
            "faulty": "Kati ya vipuri 10000, {a} × {b} = {c} vimetengenezwa na mashine {m:letter} na vina kasoro.",
            "all_faulty": "Kwa jumla, vipuri {parts:sum} = {c} vina kasoro.",
            "share": _SHARE,
            "answer": "Kwa hiyo uwezekano ni {q:frac}.",
        },
        "fr": {
            "girls": "Il y a {a} + {b} = {c} filles.",
            "boys_in": "Parmi les joueurs, il y a {a} − {b} = {c} garçons.",
            "others": "{a} − {b} = {c} élèves ne jouent pas au football.",
            "boys_out": "Parmi eux, il y a {a} − {b} = {c} garçons.",
            "boys": "Il y a {a} + {b} = {c} garçons.",
            "healthy": "Sur 1000 personnes, {a} − {b} = {c} ne sont pas malades.",
            "missed": "Le test est négatif chez {a} − {b} = {c} % des malades.",
            "cleared": "Le test est négatif chez {a} − {b} = {c} % des personnes qui ne sont pas malades.",
            "ill_positive": "Sur 100000 personnes, {a} × {b} = {c} sont malades et ont un test positif.",
            "well_positive": "Sur 100000 personnes, {a} × {b} = {c} ne sont pas malades et ont un test positif.",
            "ill_negative": "Sur 100000 personnes, {a} × {b} = {c} sont malades et ont un test négatif.",
            "well_negative": "Sur 100000 personnes, {a} × {b} = {c} ne sont pas malades et ont un test négatif.",
            "tested": "En tout, {a} + {b} = {c} personnes ont ce résultat.",
            "faulty": "Sur 10000 pièces, {a} × {b} = {c} viennent de la machine {m:letter} et sont défectueuses.",
            "all_faulty": "En tout, {parts:sum} = {c} pièces sont défectueuses.",
            "share": _SHARE,
            "answer": "La probabilité est donc {q:frac}.",
        },
        "es": {
            "girls": "Hay {a} + {b} = {c} chicas.",
            "boys_in": "Entre los que juegan hay {a} − {b} = {c} chicos.",
            "others": "{a} − {b} = {c} alumnos no juegan al fútbol.",
            "boys_out": "Entre ellos hay {a} − {b} = {c} chicos.",
            "boys": "Hay {a} + {b} = {c} chicos.",
            "healthy": "De cada 1000 personas, {a} − {b} = {c} no están enfermas.",
            "missed": "La prueba da negativo en el {a} − {b} = {c} % de las personas enfermas.",
            "cleared": "La prueba da negativo en el {a} − {b} = {c} % de las personas que no están enfermas.",
            "ill_positive": "De 100000 personas, {a} × {b} = {c} están enfermas y dan positivo.",
            "well_positive": "De 100000 personas, {a} × {b} = {c} no están enfermas y dan positivo.",
            "ill_negative": "De 100000 personas, {a} × {b} = {c} están enfermas y dan negativo.",
            "well_negative": "De 100000 personas, {a} × {b} = {c} no están enfermas y dan negativo.",
            "tested": "En total, {a} + {b} = {c} personas obtienen este resultado.",
            "faulty": "De 10000 piezas, {a} × {b} = {c} vienen de la máquina {m:letter} y son defectuosas.",
            "all_faulty": "En total, {parts:sum} = {c} piezas son defectuosas.",
            "share": _SHARE,
            "answer": "Por lo tanto, la probabilidad es {q:frac}.",
        },
        "de": {
            "girls": "Es gibt {a} + {b} = {c} Mädchen.",
            "boys_in": "Unter den Fußballspielern sind {a} − {b} = {c} Jungen.",
            "others": "{a} − {b} = {c} Kinder spielen nicht Fußball.",
            "boys_out": "Unter ihnen sind {a} − {b} = {c} Jungen.",
            "boys": "Es gibt {a} + {b} = {c} Jungen.",
            "healthy": "Von je 1000 Menschen sind {a} − {b} = {c} gesund.",
            "missed": "Der Test ist bei {a} − {b} = {c} % der Kranken negativ.",
            "cleared": "Der Test ist bei {a} − {b} = {c} % der Gesunden negativ.",
            "ill_positive": "Von 100000 Menschen sind {a} × {b} = {c} krank und haben einen positiven Test.",
            "well_positive": "Von 100000 Menschen sind {a} × {b} = {c} gesund und haben einen positiven Test.",
            "ill_negative": "Von 100000 Menschen sind {a} × {b} = {c} krank und haben einen negativen Test.",
            "well_negative": "Von 100000 Menschen sind {a} × {b} = {c} gesund und haben einen negativen Test.",
            "tested": "Insgesamt haben {a} + {b} = {c} Menschen dieses Ergebnis.",
            "faulty": "Von 10000 Teilen stammen {a} × {b} = {c} von Maschine {m:letter} und sind fehlerhaft.",
            "all_faulty": "Insgesamt sind {parts:sum} = {c} Teile fehlerhaft.",
            "share": _SHARE,
            "answer": "Also ist die Wahrscheinlichkeit {q:frac}.",
        },
    },
    slots=_SLOTS,
)
