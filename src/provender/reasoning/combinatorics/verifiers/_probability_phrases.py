"""What problems of chance sound like: the questions and sentences that their judge understands."""

from provender.reasoning.read.forms import Forms

ASKS = Forms(
    {
        "en": {
            "dice": (
                "Two dice are thrown, one with the numbers 1 to {s} and one with the numbers 1 to {u}."
                " What is the probability that the sum is {t}?",
                "A die with faces 1 to {s} and a die with faces 1 to {u} are rolled."
                " How likely is it that they show {t} together?",
            ),
            "urn": (
                "An urn holds {r} red, {g} green and {b} blue balls."
                " {n} balls are drawn at random, none of them put back."
                " What is the probability of drawing {i} red, {j} green and {k} blue?",
                "From {r} red, {g} green and {b} blue balls, {n} are taken at random all at once."
                " How likely is it to get {i} red, {j} green and {k} blue?",
            ),
            "back": (
                "An urn holds {r} red, {g} green and {b} blue balls."
                " A ball is drawn at random and put back, {n} times."
                " What is the probability that red comes in {i}, green in {j} and blue in {k} of the draws?",
                "From {r} red, {g} green and {b} blue balls one is taken at random and returned, {n} times over."
                " How likely is it that red comes in {i}, green in {j} and blue in {k} of the draws?",
            ),
            "coin": (
                "A bent coin shows heads with probability {p}/{q}. It is tossed {n} times."
                " What is the probability of heads exactly {k} times?",
                "A bent coin that shows heads with probability {p}/{q} is tossed {n} times."
                " How likely is it that heads come up exactly {k} times?",
            ),
        },
        "sw": {
            "dice": (
                "Dadu mbili zinarushwa, moja ina namba 1 hadi {s} na nyingine ina namba 1 hadi {u}."
                " Je, uwezekano kwamba jumla ni {t} ni upi?",
                "Dadu yenye pande 1 hadi {s} na dadu yenye pande 1 hadi {u} zinarushwa pamoja."
                " Tafuta uwezekano wa kupata jumla ya {t}.",
            ),
            "urn": (
                "Chungu kina mipira {r} myekundu, {g} ya kijani na {b} ya bluu."
                " Mipira {n} inatolewa bila mpangilio na bila kurudishwa."
                " Je, uwezekano wa kupata myekundu {i}, ya kijani {j} na ya bluu {k} ni upi?",
                "Kati ya mipira {r} myekundu, {g} ya kijani na {b} ya bluu, mipira {n} inachukuliwa kwa pamoja bila"
                " mpangilio. Tafuta uwezekano wa kupata myekundu {i}, ya kijani {j} na ya bluu {k}.",
            ),
            "back": (
                "Chungu kina mipira {r} myekundu, {g} ya kijani na {b} ya bluu."
                " Mpira mmoja unatolewa bila mpangilio na kurudishwa, mara {n}."
                " Je, uwezekano wa kupata mwekundu mara {i}, wa kijani mara {j} na wa bluu mara {k} ni upi?",
                "Kati ya mipira {r} myekundu, {g} ya kijani na {b} ya bluu, mmoja unachukuliwa bila mpangilio na"
                " kurudishwa, mara {n}. Tafuta uwezekano wa kupata mwekundu mara {i}, wa kijani mara {j} na wa bluu"
                " mara {k}.",
            ),
            "coin": (
                "Sarafu iliyopinda huonyesha kichwa kwa uwezekano wa {p}/{q}. Inarushwa mara {n}."
                " Je, uwezekano wa kupata kichwa mara {k} kamili ni upi?",
                "Sarafu iliyopinda inayoonyesha kichwa kwa uwezekano wa {p}/{q} inarushwa mara {n}."
                " Tafuta uwezekano wa kupata kichwa mara {k} kamili.",
            ),
        },
        "fr": {
            "dice": (
                "On lance deux dés, l'un portant les nombres de 1 à {s} et l'autre les nombres de 1 à {u}."
                " Quelle est la probabilité que la somme soit {t} ?",
                "On jette un dé à faces numérotées de 1 à {s} et un dé à faces numérotées de 1 à {u}."
                " Calcule la probabilité d'obtenir {t} en tout.",
            ),
            "urn": (
                "Une urne contient {r} boules rouges, {g} vertes et {b} bleues."
                " On tire {n} boules au hasard et sans remise."
                " Quelle est la probabilité de ce résultat : rouges {i}, vertes {j}, bleues {k} ?",
                "Parmi {r} boules rouges, {g} vertes et {b} bleues, on en prend {n} au hasard et d'un seul coup."
                " Calcule la probabilité de ce résultat : rouges {i}, vertes {j}, bleues {k}.",
            ),
            "back": (
                "Une urne contient {r} boules rouges, {g} vertes et {b} bleues."
                " On tire une boule au hasard et on la remet, {n} fois."
                " Quelle est la probabilité de tirer {i} fois le rouge, {j} fois le vert et {k} fois le bleu ?",
                "Parmi {r} boules rouges, {g} vertes et {b} bleues, on en prend une au hasard et on la remet, {n}"
                " fois de suite. Calcule la probabilité d'avoir {i} fois le rouge, {j} fois le vert et {k} fois le"
                " bleu.",
            ),
            "coin": (
                "Une pièce tordue tombe sur pile avec la probabilité {p}/{q}. On la lance {n} fois."
                " Quelle est la probabilité d'obtenir pile exactement {k} fois ?",
                "On lance {n} fois une pièce tordue qui tombe sur pile avec la probabilité {p}/{q}."
                " Calcule la probabilité d'obtenir pile exactement {k} fois.",
            ),
        },
        "es": {
            "dice": (
                "Se lanzan dos dados, uno con los números del 1 al {s} y otro con los números del 1 al {u}."
                " ¿Cuál es la probabilidad de que la suma sea {t}?",
                "Se tiran un dado de caras 1 a {s} y un dado de caras 1 a {u}."
                " Calcula la probabilidad de obtener {t} en total.",
            ),
            "urn": (
                "Una urna contiene {r} bolas rojas, {g} verdes y {b} azules."
                " Se sacan {n} bolas al azar y sin devolverlas."
                " ¿Cuál es la probabilidad de este resultado: rojas {i}, verdes {j}, azules {k}?",
                "De {r} bolas rojas, {g} verdes y {b} azules se toman {n} al azar y a la vez."
                " Calcula la probabilidad de este resultado: rojas {i}, verdes {j}, azules {k}.",
            ),
            "back": (
                "Una urna contiene {r} bolas rojas, {g} verdes y {b} azules."
                " Se saca una bola al azar y se devuelve, {n} veces."
                " ¿Cuál es la probabilidad de que salga roja en {i}, verde en {j} y azul en {k} de las extracciones?",
                "De {r} bolas rojas, {g} verdes y {b} azules se toma una al azar y se devuelve, {n} veces seguidas."
                " Calcula la probabilidad de que salga roja en {i}, verde en {j} y azul en {k} de las extracciones.",
            ),
            "coin": (
                "Una moneda doblada sale cara con probabilidad {p}/{q}. Se lanza {n} veces."
                " ¿Cuál es la probabilidad de que salga cara exactamente {k} veces?",
                "Se lanza {n} veces una moneda doblada que sale cara con probabilidad {p}/{q}."
                " Calcula la probabilidad de que salga cara exactamente {k} veces.",
            ),
        },
        "de": {
            "dice": (
                "Zwei Würfel werden geworfen, einer mit den Zahlen 1 bis {s} und einer mit den Zahlen 1 bis {u}."
                " Wie groß ist die Wahrscheinlichkeit, dass die Summe {t} ist?",
                "Ein Würfel mit den Zahlen 1 bis {s} und ein Würfel mit den Zahlen 1 bis {u} fallen."
                " Berechne die Wahrscheinlichkeit, dass sie zusammen {t} zeigen.",
            ),
            "urn": (
                "In einer Urne liegen {r} rote, {g} grüne und {b} blaue Kugeln."
                " Es werden {n} Kugeln zufällig und ohne Zurücklegen gezogen."
                " Wie groß ist die Wahrscheinlichkeit, {i} rote, {j} grüne und {k} blaue zu ziehen?",
                "Aus {r} roten, {g} grünen und {b} blauen Kugeln werden {n} zufällig und auf einmal genommen."
                " Berechne die Wahrscheinlichkeit, {i} rote, {j} grüne und {k} blaue zu bekommen.",
            ),
            "back": (
                "In einer Urne liegen {r} rote, {g} grüne und {b} blaue Kugeln."
                " Eine Kugel wird zufällig gezogen und zurückgelegt, {n}-mal."
                " Wie groß ist die Wahrscheinlichkeit, {i}-mal Rot, {j}-mal Grün und {k}-mal Blau zu ziehen?",
                "Aus {r} roten, {g} grünen und {b} blauen Kugeln wird eine zufällig genommen und zurückgelegt,"
                " {n}-mal nacheinander. Berechne die Wahrscheinlichkeit für {i}-mal Rot, {j}-mal Grün und {k}-mal"
                " Blau.",
            ),
            "coin": (
                "Eine verbogene Münze zeigt Kopf mit der Wahrscheinlichkeit {p}/{q}. Sie wird {n}-mal geworfen."
                " Wie groß ist die Wahrscheinlichkeit für genau {k}-mal Kopf?",
                "Eine verbogene Münze, die mit der Wahrscheinlichkeit {p}/{q} Kopf zeigt, wird {n}-mal geworfen."
                " Berechne die Wahrscheinlichkeit, dass genau {k}-mal Kopf fällt.",
            ),
        },
    }
)

_LOW, _HIGH = "max({x}, {t} − {u}) = {v}", "min({s}, {t} − {x}) = {v}"
_SAME = {"power": "{a}^{n} = {f:formula} = {v}.", "share": "{x} ÷ {z} = {a:frac}."}
SAYS = Forms(
    {
        "en": {
            "low": f"The first die shows at least {_LOW}.",
            "high": f"The first die shows at most {_HIGH}.",
            "pairs": "That makes {f:formula} = {v} pairs with the right sum.",
            "throws": "There are {f:formula} = {v} pairs in all.",
            "balls": "There are {f:formula} = {v} balls.",
            "tails": "Tails come up in {f:formula} = {v} cases of {q}.",
            "choose": "To choose {k} of {n} there are C({n}, {k}) = {f:formula} = {v} ways.",
            "orders": "The results can come in {f:formula} = {v} orders.",
            "favourable": "Favourable are {f:formula} = {v} cases.",
            "answer": "So the probability is {a:frac}.",
            **_SAME,
        },
        "sw": {
            "low": f"Dadu ya kwanza inaonyesha angalau {_LOW}.",
            "high": f"Dadu ya kwanza inaonyesha si zaidi ya {_HIGH}.",
            "pairs": "Hivyo jozi zenye jumla hiyo ni {f:formula} = {v}.",
            "throws": "Jozi zote ni {f:formula} = {v}.",
            "balls": "Mipira yote ni {f:formula} = {v}.",
            "tails": "Mkia hutokea mara {f:formula} = {v} kati ya {q}.",
            "choose": "Njia za kuchagua {k} kati ya {n} ni C({n}, {k}) = {f:formula} = {v}.",
            "orders": "Matokeo yanaweza kufuatana kwa njia {f:formula} = {v}.",
            "favourable": "Matokeo yanayofaa ni {f:formula} = {v}.",
            "answer": "Kwa hiyo uwezekano ni {a:frac}.",
            **_SAME,
        },
        "fr": {
            "low": f"Le premier dé montre au moins {_LOW}.",
            "high": f"Le premier dé montre au plus {_HIGH}.",
            "pairs": "Cela fait {f:formula} = {v} couples ayant la bonne somme.",
            "throws": "Il y a {f:formula} = {v} couples en tout.",
            "balls": "Il y a {f:formula} = {v} boules.",
            "tails": "On obtient face dans {f:formula} = {v} cas sur {q}.",
            "choose": "Pour choisir {k} parmi {n}, il y a C({n}, {k}) = {f:formula} = {v} façons.",
            "orders": "Les résultats peuvent venir dans {f:formula} = {v} ordres.",
            "favourable": "Il y a {f:formula} = {v} cas favorables.",
            "answer": "La probabilité est donc {a:frac}.",
            **_SAME,
        },
        "es": {
            "low": f"El primer dado muestra al menos {_LOW}.",
            "high": f"El primer dado muestra como mucho {_HIGH}.",
            "pairs": "Eso da {f:formula} = {v} pares con la suma buscada.",
            "throws": "Hay {f:formula} = {v} pares en total.",
            "balls": "Hay {f:formula} = {v} bolas.",
            "tails": "Sale cruz en {f:formula} = {v} casos de {q}.",
            "choose": "Para elegir {k} de {n} hay C({n}, {k}) = {f:formula} = {v} maneras.",
            "orders": "Los resultados pueden llegar en {f:formula} = {v} órdenes.",
            "favourable": "Son favorables {f:formula} = {v} casos.",
            "answer": "Por lo tanto, la probabilidad es {a:frac}.",
            **_SAME,
        },
        "de": {
            "low": f"Der erste Würfel zeigt mindestens {_LOW}.",
            "high": f"Der erste Würfel zeigt höchstens {_HIGH}.",
            "pairs": "Das ergibt {f:formula} = {v} Paare mit der richtigen Summe.",
            "throws": "Insgesamt gibt es {f:formula} = {v} Paare.",
            "balls": "Es gibt {f:formula} = {v} Kugeln.",
            "tails": "Zahl fällt in {f:formula} = {v} von {q} Fällen.",
            "choose": "Um {k} von {n} auszuwählen, gibt es C({n}, {k}) = {f:formula} = {v} Möglichkeiten.",
            "orders": "Die Ergebnisse können in {f:formula} = {v} Reihenfolgen kommen.",
            "favourable": "Günstig sind {f:formula} = {v} Fälle.",
            "answer": "Also ist die Wahrscheinlichkeit {a:frac}.",
            **_SAME,
        },
    }
)
