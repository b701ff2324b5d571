"""Word problems in French: nouns have a gender, "de" and "que" lose their vowel before another."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from provender.reasoning.render.numbers import french
from provender.reasoning.render.tales import grammar
from provender.reasoning.render.wording import Templates

_VOWELS = "aeiouyéèêâîôûœ"


class Noun(NamedTuple):
    """A noun with the words that must agree with it."""

    one: str
    many: str
    the: str  # "le livre", "l'orange"
    The: str
    a: str  # "Un", at the start of a sentence
    all: str  # "tous"
    each: str  # "chacun"
    small: str  # "petits"
    big: str  # "grands"
    of: str  # "de livres", "d'oranges"


class Person(str):
    """A name with what comes before it."""

    __slots__ = ()

    @property
    def de(self) -> str:
        """ "de Juma", "d'Amina"."""
        return f"d'{self}" if _elides(self) else f"de {self}"

    @property
    def que(self) -> str:
        """ "que Juma", "qu'Amina"."""
        return f"qu'{self}" if _elides(self) else f"que {self}"


def _elides(word: str) -> bool:
    """Whether "de" loses its vowel before a word: not before an h or a y, but for "heure"."""
    return word[0].lower() in _VOWELS.replace("y", "") or word.startswith("heure")


def _noun(gender: str, one: str, many: str) -> Noun:
    """A noun of gender m or f."""
    masculine, bare = gender == "m", _elides(one)
    the = f"l'{one}" if bare else f"{'le' if masculine else 'la'} {one}"
    return Noun(
        one=one,
        many=many,
        the=the,
        The=the[0].upper() + the[1:],
        a="Un" if masculine else "Une",
        all="tous" if masculine else "toutes",
        each="chacun" if masculine else "chacune",
        small="petits" if masculine else "petites",
        big="grands" if masculine else "grandes",
        of=f"d'{many}" if _elides(many) else f"de {many}",
    )


# lemma, gender, singular, plural where it does not just take an s
_NOUNS = """
book      m livre
cup       f tasse
egg       m œuf
flower    f fleur
ball      m ballon
pen       m stylo
plate     f assiette
tomato    f tomate
loaf      m pain
candle    f bougie
mango     f mangue
pineapple m ananas     ananas
chapati   m chapati
mat       f natte
onion     m oignon
banana    f banane
drum      m tambour
papaya    f papaye
pot       f marmite
bracelet  m bracelet
date      f datte
olive     f olive
rug       m tapis      tapis
teapot    f théière
lantern   f lanterne
lemon     m citron
samosa    m samoussa
kite      m cerf-volant cerfs-volants
bowl      m bol
peach     f pêche
melon     f pastèque
avocado   m avocat
guitar    f guitare
hat       m chapeau    chapeaux
pumpkin   f citrouille
biscuit   m biscuit
apple     f pomme
shirt     f chemise
letter    f lettre
cake      m gâteau     gâteaux
spoon     f cuillère
chair     f chaise
orange    f orange
box       f caisse
basket    m panier
bag       m sac
shelf     f étagère
child     m enfant
pupil     m élève
guest     m invité
worker    m ouvrier
farmer    m agriculteur
teacher   m professeur
hour      f heure
day       m jour
week      f semaine
month     m mois       mois
shilling  m shilling
naira     m naira
dirham    m dirham
rupee     f roupie
ringgit   m ringgit
yuan      m yuan
peso      m peso
dollar    m dollar
euro      m euro
kilometre m kilomètre
mile      m mile
gram      m gramme
market    m marché
souk      m souk
bazaar    m bazar
port      m port
station   f gare
farm      f ferme
nanenane  m Nanenane
homowo    m Homowo
eid       f l'Aïd
diwali    f Diwali
songkran  m Songkran
tanabata  f Tanabata
carnival  m Carnaval
halloween f Halloween
easter    f Pâques
day0      m lundi
day1      m mardi
day2      m mercredi
day3      m jeudi
day4      m vendredi
day5      m samedi
day6      m dimanche
"""

NOUNS: Mapping[str, Noun] = {
    lemma: _noun(forms[0], forms[1], forms[2] if len(forms) > 2 else f"{forms[1]}s")
    for lemma, forms in grammar.rows(_NOUNS)
}

_RESULTS = {
    "has": "{A} a {x} {N.many}",
    "now": "maintenant {A} a {x} {N.many}",
    "all": "il y a {x} {N.many} en tout",
    "each": "chaque {K.one} reçoit {x} {N.many}",
    "money": "{A} gagne {x} {M.many}",
    "they_money": "ils gagnent {x} {M.many}",
    "left": "il reste {x} {M.many} à {A}",
    "they_left": "il leur reste {x} {M.many}",
    "lost": "{A} se sépare de {x} {N.many}",
    "gained": "{A} obtient {x} {N.many}",
    "on": "le {W.one} soir, {A} a {x} {N.many}",
    "all_on": "le {W.one} soir, ils ont {x} {N.many} ensemble",
    "speed": "{A} fait {x} du travail par {T.one}",
    "speeds": "ensemble, ils font {x} du travail par {T.one}",
    "done": "{A} a fait {x} du travail",
    "rest": "la part du travail qui reste est {x}",
    "need": "ensemble, il leur faut {x} {T.many}",
    "unit": "chaque {N.one} coûte {x} {M.many}",
    "cost": "les {N.many} coûtent {x} {M.many}",
    "paid": "{A} paie {x} {M.many} en tout",
    "sugar": "{A} ajoute {x} {G.many} de sucre",
    "sugars": "il y a {x} {G.many} de sucre en tout",
    "litres": "il y a {x} litres en tout",
    "mix": "chaque litre du mélange contient {x} {G.many} de sucre",
    "change": "ensemble, leurs âges changent de {x} ans",
    "today": "aujourd'hui, ils ont {x} ans en tout",
    "extra": "les années en plus font {x} en tout",
    "equal": "sans les années en plus, il reste {x} ans",
    "parts": "il y a {x} parts égales",
    "old": "{A} a {x} ans",
}

SENTENCES: Templates = {
    "scene": (
        "{L.The} grouille de monde avant la fête de {F.one}.",
        "La fête de {F.one} approche, et {L.the} se remplit de monde.",
    ),
    "given": ("{A} a {n} {N.many}.", "{A} possède {n} {N.many}."),
    "pack": (
        "{A} a {n} {C.many}, et chaque {C.one} contient {m} {N.many}.",
        "{A} a {n} {C.many} avec {m} {N.many} par {C.one}.",
    ),
    "rate": (
        "{A} ramasse {n} {N.many} par {T.one} pendant {m} {T.many}.",
        "Pendant {m} {T.many}, {A} ramasse {n} {N.many} par {T.one}.",
    ),
    "more": ("{A} a {n} {N.many} de plus {B.que}.", "{A} possède {n} {N.many} de plus {B.que}."),
    "fewer": ("{A} a {n} {N.many} de moins {B.que}.", "{A} possède {n} {N.many} de moins {B.que}."),
    "times": ("{A} a {n} fois autant {N.of} {B.que}.", "{A} possède {n} fois autant {N.of} {B.que}."),
    "twice": ("{A} a deux fois autant {N.of} {B.que}.", "{A} possède le double des {N.many} {B.de}."),
    "half": ("{A} a la moitié des {N.many} {B.de}.", "{A} possède la moitié des {N.many} {B.de}."),
    "third": ("{A} a le tiers des {N.many} {B.de}.", "{A} possède le tiers des {N.many} {B.de}."),
    "quarter": ("{A} a le quart des {N.many} {B.de}.", "{A} possède le quart des {N.many} {B.de}."),
    "give": ("Puis {A} donne {n} {N.many} à {B}.", "Ensuite, {A} offre {n} {N.many} à {B}."),
    "lose": ("Puis {A} distribue {n} {N.many}.", "Puis {A} perd {n} {N.many}."),
    "gain": ("Puis {A} achète {n} {N.many} de plus.", "Puis {A} reçoit {n} {N.many} de plus."),
    "together": ("{people} mettent leurs {N.many} ensemble.", "{people} mettent leurs {N.many} en commun."),
    "share": (
        "Puis {A} partage {N.all} les {N.many} à parts égales entre {n} {K.many}.",
        "Puis {A} répartit {N.all} les {N.many} également entre {n} {K.many}.",
    ),
    "they_share": (
        "Puis ils partagent {N.all} les {N.many} à parts égales entre {n} {K.many}.",
        "Puis ils répartissent {N.all} les {N.many} également entre {n} {K.many}.",
    ),
    "sell": (
        "Puis {A} vend {N.all} les {N.many} à {n} {M.many} pièce.",
        "Puis {A} vend {N.all} les {N.many}, {N.each} pour {n} {M.many}.",
    ),
    "they_sell": (
        "Puis ils vendent {N.all} les {N.many} à {n} {M.many} pièce.",
        "Puis ils vendent {N.all} les {N.many}, {N.each} pour {n} {M.many}.",
    ),
    "pay": (
        "Puis {A} paie {n} {M.many} pour le transport.",
        "Puis {A} paie {n} {M.many} pour le repas.",
        "Puis {A} paie {n} {M.many} pour le loyer.",
    ),
    "they_pay": (
        "Puis ils paient {n} {M.many} pour le transport.",
        "Puis ils paient {n} {M.many} pour le repas.",
        "Puis ils paient {n} {M.many} pour le loyer.",
    ),
    "small": "{A} a aussi {n} {N.small} {N.many}.",
    "big": "{A} a aussi {n} {N.big} {N.many}.",
    "age": "{A} a {n} ans.",
    "far": "{L.The} est à {n} {D.many}.",
    "price": "{N.a} {N.one} coûte {n} {M.many}.",
    "ask_has": ("Combien {N.of} a {A} ?", "Trouve combien {N.of} a {A}."),
    "ask_now": ("Combien {N.of} a {A} maintenant ?", "Trouve combien {N.of} a {A} maintenant."),
    "ask_all": ("Combien {N.of} y a-t-il en tout ?", "Trouve combien {N.of} il y a en tout."),
    "ask_each": ("Combien {N.of} reçoit chaque {K.one} ?", "Trouve combien {N.of} reçoit chaque {K.one}."),
    "ask_money": ("Combien {M.of} gagne {A} ?", "Trouve combien {M.of} gagne {A}."),
    "ask_they_money": ("Combien {M.of} gagnent-ils ?", "Trouve combien {M.of} ils gagnent."),
    "ask_left": ("Combien {M.of} reste-t-il à {A} ?", "Trouve combien {M.of} il reste à {A}."),
    "ask_they_left": ("Combien {M.of} leur reste-t-il ?", "Trouve combien {M.of} il leur reste."),
    "given_some": ("{A} a des {N.many}.", "Au début, {A} a un certain nombre {N.of}."),
    "lose_some": ("Puis {A} distribue une partie de ses {N.many}.", "Puis {A} perd une partie de ses {N.many}."),
    "gain_some": ("Puis {A} achète encore des {N.many}.", "Puis {A} reçoit encore des {N.many}."),
    "ask_start": ("Combien {N.of} avait {A} au début ?", "Trouve combien {N.of} {A} avait au début."),
    "ask_lost": ("De combien {N.of} se sépare {A} ?", "Trouve de combien {N.of} se sépare {A}."),
    "ask_gained": ("Combien {N.of} obtient {A} ?", "Trouve combien {N.of} obtient {A}."),
    "bought": ("Ce {W.one}, {A} achète {n} {N.many}.", "{A} achète {n} {N.many} ce {W.one}."),
    "sold": ("Ce {W.one}, {A} vend {n} {N.many}.", "{A} vend {n} {N.many} ce {W.one}."),
    "spoilt": ("Ce {W.one}, {A} jette {n} {N.many}.", "{A} jette {n} {N.many} ce {W.one}."),
    "stock": ("{A} commence avec {n} {N.many} en stock.", "Au départ, {A} a {n} {N.many} en stock."),
    "sent": ("Ce {W.one}, {A} envoie {n} {N.many} à {B}.", "{A} envoie {n} {N.many} à {B} ce {W.one}."),
    "ask_on": ("Combien {N.of} a {A} le {W.one} soir ?", "Trouve combien {N.of} a {A} le {W.one} soir."),
    "ask_all_on": (
        "Combien {N.of} ont {people} ensemble le {W.one} soir ?",
        "Trouve combien {N.of} ont {people} ensemble le {W.one} soir.",
    ),
    "alone": ("{A} fait le travail sans aide en {n} {T.many}.", "Sans aide, {A} met {n} {T.many} pour le travail."),
    "first": (
        "D'abord, {A} travaille sans aide pendant {n} {T.many}.",
        "{A} commence sans aide et travaille {n} {T.many}.",
    ),
    "ask_need": (
        "Combien {T.of} faut-il à {people} pour faire le travail ensemble ?",
        "Trouve combien {T.of} il faut à {people} pour faire le travail ensemble.",
    ),
    "ask_need_rest": (
        "Combien {T.of} faut-il ensuite à {people} pour finir ensemble ?",
        "Trouve combien {T.of} il faut ensuite à {people} pour finir ensemble.",
    ),
    "deal": ("{n} {N.many} coûtent {m} {M.many}.", "Le prix de {n} {N.many} est de {m} {M.many}."),
    "order": ("{A} achète {n} {N.many}.", "{A} prend {n} {N.many}."),
    "ask_paid": ("Combien {M.of} paie {A} ?", "Trouve combien {M.of} paie {A}."),
    "pour": (
        "{A} verse {n} litres avec {m} {G.many} de sucre par litre.",
        "{A} ajoute {n} litres, chacun avec {m} {G.many} de sucre.",
    ),
    "ask_mix": (
        "Combien {G.of} de sucre y a-t-il dans chaque litre du mélange ?",
        "Trouve combien {G.of} de sucre il y a dans chaque litre du mélange.",
    ),
    "times_old": ("L'âge {A.de} est {n} fois celui {B.de}.", "{A} a {n} fois l'âge {B.de}."),
    "older": ("{A} a {n} ans de plus {B.que}.", "{A} est de {n} ans plus âgé {B.que}."),
    "sum_now": ("À l'heure actuelle, {people} ont {n} ans en tout.", "En tout, {people} ont {n} ans."),
    "sum_then": (
        "Dans {m} ans, {people} auront {n} ans en tout.",
        "Dans {m} ans, la somme des âges sera de {n} ans pour {people}.",
    ),
    "sum_ago": (
        "Il y a {m} ans, {people} avaient {n} ans en tout.",
        "Il y a {m} ans, la somme des âges était de {n} ans pour {people}.",
    ),
    "ask_age": ("Quel âge a {A} aujourd'hui ?", "Trouve quel âge a {A} aujourd'hui."),
    "years": "{v} ans",
    "amount": "{v} {N.many}",
    **grammar.outcomes(_RESULTS, grammar.ENDS, "Le résultat :"),
}

STEPS: Templates = grammar.steps(_RESULTS, so="donc", colon=" :")


def number(count: int, _agrees: str) -> str:
    """From two on nothing agrees with a noun."""
    return french(count)


def person(name: str) -> Person:
    """A name with what comes before it."""
    return Person(name)


def people(names: Sequence[str]) -> str:
    """ "Amina, Juma et Zuri"."""
    return grammar.listed(names, "et")
