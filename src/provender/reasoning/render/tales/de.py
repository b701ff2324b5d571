"""Word problems in German: three genders in the singular, one plural, verbs that wander to the end."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from provender.reasoning.render.numbers import german
from provender.reasoning.render.tales import grammar
from provender.reasoning.render.wording import Templates


class Noun(NamedTuple):
    """A noun with the words that must agree with it."""

    one: str
    many: str
    The: str  # "Der"
    the: str
    a: str  # "Ein", at the start of a sentence
    every: str  # "jeder"
    in_every: str  # "jedem", the dative


def _noun(gender: str, one: str, many: str) -> Noun:
    """A noun of gender m, f or n."""
    the = {"m": "der", "f": "die", "n": "das"}[gender]
    return Noun(
        one=one,
        many=many,
        The=the.capitalize(),
        the=the,
        a="Eine" if gender == "f" else "Ein",
        every={"m": "jeder", "f": "jede", "n": "jedes"}[gender],
        in_every="jeder" if gender == "f" else "jedem",
    )


# lemma, gender, singular, plural where it differs; of a weekday its evening
_NOUNS = """
book      n Buch       Bücher
cup       f Tasse      Tassen
egg       n Ei         Eier
flower    f Blume      Blumen
ball      m Ball       Bälle
pen       m Stift      Stifte
plate     m Teller
tomato    f Tomate     Tomaten
loaf      n Brot       Brote
candle    f Kerze      Kerzen
mango     f Mango      Mangos
pineapple f Ananas     Ananasse
chapati   n Chapati    Chapatis
mat       f Matte      Matten
onion     f Zwiebel    Zwiebeln
banana    f Banane     Bananen
drum      f Trommel    Trommeln
papaya    f Papaya     Papayas
pot       m Topf       Töpfe
bracelet  n Armband    Armbänder
date      f Dattel     Datteln
olive     f Olive      Oliven
rug       m Teppich    Teppiche
teapot    f Teekanne   Teekannen
lantern   f Laterne    Laternen
lemon     f Zitrone    Zitronen
samosa    f Samosa     Samosas
kite      m Drachen
bowl      f Schale     Schalen
peach     m Pfirsich   Pfirsiche
melon     f Melone     Melonen
avocado   f Avocado    Avocados
guitar    f Gitarre    Gitarren
hat       m Hut        Hüte
pumpkin   m Kürbis     Kürbisse
biscuit   m Keks       Kekse
apple     m Apfel      Äpfel
shirt     n Hemd       Hemden
letter    m Brief      Briefe
cake      m Kuchen
spoon     m Löffel
chair     m Stuhl      Stühle
orange    f Orange     Orangen
box       f Kiste      Kisten
basket    m Korb       Körbe
bag       m Sack       Säcke
shelf     n Regal      Regale
child     n Kind       Kinder
pupil     m Schüler
guest     m Gast       Gäste
worker    m Arbeiter
farmer    m Bauer      Bauern
teacher   m Lehrer
hour      f Stunde     Stunden
day       m Tag        Tage
week      f Woche      Wochen
month     m Monat      Monate
shilling  m Schilling
naira     m Naira
dirham    m Dirham
rupee     f Rupie      Rupien
ringgit   m Ringgit
yuan      m Yuan
peso      m Peso       Pesos
dollar    m Dollar
euro      m Euro
kilometre m Kilometer
mile      f Meile      Meilen
gram      n Gramm
market    m Markt      Märkte
souk      m Souk       Souks
bazaar    m Basar      Basare
port      m Hafen      Häfen
station   m Bahnhof    Bahnhöfe
farm      m Bauernhof  Bauernhöfe
nanenane  n Nanenane
homowo    n Homowo
eid       n Eid
diwali    n Diwali
songkran  n Songkran
tanabata  n Tanabata
carnival  m Karneval
halloween n Halloween
easter    n Ostern
day0      m Montag     Montagabend
day1      m Dienstag   Dienstagabend
day2      m Mittwoch   Mittwochabend
day3      m Donnerstag Donnerstagabend
day4      m Freitag    Freitagabend
day5      m Samstag    Samstagabend
day6      m Sonntag    Sonntagabend
"""

NOUNS: Mapping[str, Noun] = {lemma: _noun(forms[0], forms[1], forms[-1]) for lemma, forms in grammar.rows(_NOUNS)}

_RESULTS = {
    "has": "{A} hat {x} {N.many}",
    "now": "jetzt hat {A} {x} {N.many}",
    "all": "es sind {x} {N.many} insgesamt",
    "each": "es bekommt {K.every} {K.one} {x} {N.many}",
    "money": "{A} verdient {x} {M.many}",
    "they_money": "sie verdienen {x} {M.many}",
    "left": "{A} hat {x} {M.many} übrig",
    "they_left": "sie haben {x} {M.many} übrig",
    "lost": "{A} gibt {x} {N.many} ab",
    "gained": "{A} erhält {x} {N.many}",
    "on": "am {W.many} hat {A} {x} {N.many}",
    "all_on": "am {W.many} haben sie zusammen {x} {N.many}",
    "speed": "{A} schafft {x} der Arbeit pro {T.one}",
    "speeds": "gemeinsam schaffen sie {x} der Arbeit pro {T.one}",
    "done": "{A} hat {x} der Arbeit geschafft",
    "rest": "der Rest der Arbeit ist {x}",
    "need": "gemeinsam brauchen sie {x} {T.many}",
    "unit": "es kostet {N.every} {N.one} {x} {M.many}",
    "cost": "die {N.many} kosten {x} {M.many}",
    "paid": "{A} zahlt insgesamt {x} {M.many}",
    "sugar": "{A} gibt {x} {G.many} Zucker dazu",
    "sugars": "es sind {x} {G.many} Zucker insgesamt",
    "litres": "es sind {x} Liter insgesamt",
    "mix": "in jedem Liter der Mischung sind {x} {G.many} Zucker",
    "change": "alle zusammen ändern sich um {x} Jahre",
    "today": "heute sind sie zusammen {x} Jahre alt",
    "extra": "die zusätzlichen Jahre ergeben {x}",
    "equal": "ohne die zusätzlichen Jahre bleiben {x} Jahre",
    "parts": "es gibt {x} gleiche Teile",
    "old": "{A} ist {x} Jahre alt",
}

SENTENCES: Templates = {
    "scene": (
        "{L.The} {L.one} ist vor {F.one} voller Menschen.",
        "Bald ist {F.one}, und {L.the} {L.one} ist voller Menschen.",
    ),
    "given": ("{A} hat {n} {N.many}.", "{A} besitzt {n} {N.many}."),
    "pack": (
        "{A} hat {n} {C.many}, und in {C.in_every} {C.one} sind {m} {N.many}.",
        "{A} hat {n} {C.many} mit je {m} {N.many}.",
    ),
    "rate": (
        "{A} sammelt {m} {T.many} lang {n} {N.many} pro {T.one}.",
        "Pro {T.one} sammelt {A} {n} {N.many}, und zwar {m} {T.many} lang.",
    ),
    "more": ("{A} hat {n} {N.many} mehr als {B}.", "{A} besitzt {n} {N.many} mehr als {B}."),
    "fewer": ("{A} hat {n} {N.many} weniger als {B}.", "{A} besitzt {n} {N.many} weniger als {B}."),
    "times": ("{A} hat {n}-mal so viele {N.many} wie {B}.", "{A} besitzt {n}-mal so viele {N.many} wie {B}."),
    "twice": ("{A} hat doppelt so viele {N.many} wie {B}.", "{A} besitzt doppelt so viele {N.many} wie {B}."),
    "half": ("{A} hat halb so viele {N.many} wie {B}.", "{A} besitzt halb so viele {N.many} wie {B}."),
    "third": ("{A} hat ein Drittel so viele {N.many} wie {B}.", "{A} besitzt ein Drittel so viele {N.many} wie {B}."),
    "quarter": ("{A} hat ein Viertel so viele {N.many} wie {B}.", "{A} besitzt ein Viertel so viele {N.many} wie {B}."),
    "give": ("Dann gibt {A} {n} {N.many} an {B}.", "Dann reicht {A} {n} {N.many} an {B} weiter."),
    "lose": ("Dann verschenkt {A} {n} {N.many}.", "Dann verliert {A} {n} {N.many}."),
    "gain": ("Dann kauft {A} noch {n} {N.many}.", "Dann bekommt {A} noch {n} {N.many}."),
    "together": ("{people} legen ihre {N.many} zusammen.", "{people} legen ihre {N.many} auf einen Haufen."),
    "share": (
        "Dann verteilt {A} alle {N.many} gleichmäßig an {n} {K.many}.",
        "Dann verteilt {A} alle {N.many} gerecht an {n} {K.many}.",
    ),
    "they_share": (
        "Dann verteilen sie alle {N.many} gleichmäßig an {n} {K.many}.",
        "Dann verteilen sie alle {N.many} gerecht an {n} {K.many}.",
    ),
    "sell": (
        "Dann verkauft {A} alle {N.many} für je {n} {M.many}.",
        "Dann verkauft {A} alle {N.many} zum Stückpreis von {n} {M.many}.",
    ),
    "they_sell": (
        "Dann verkaufen sie alle {N.many} für je {n} {M.many}.",
        "Dann verkaufen sie alle {N.many} zum Stückpreis von {n} {M.many}.",
    ),
    "pay": (
        "Dann zahlt {A} {n} {M.many} für die Fahrt.",
        "Dann zahlt {A} {n} {M.many} für das Essen.",
        "Dann zahlt {A} {n} {M.many} für die Miete.",
    ),
    "they_pay": (
        "Dann zahlen sie {n} {M.many} für die Fahrt.",
        "Dann zahlen sie {n} {M.many} für das Essen.",
        "Dann zahlen sie {n} {M.many} für die Miete.",
    ),
    "small": "{A} hat außerdem {n} kleine {N.many}.",
    "big": "{A} hat außerdem {n} große {N.many}.",
    "age": "{A} ist {n} Jahre alt.",
    "far": "{L.The} {L.one} ist {n} {D.many} entfernt.",
    "price": "{N.a} {N.one} kostet {n} {M.many}.",
    "ask_has": ("Wie viele {N.many} hat {A}?", "Finde heraus, wie viele {N.many} {A} hat."),
    "ask_now": ("Wie viele {N.many} hat {A} jetzt?", "Finde heraus, wie viele {N.many} {A} jetzt hat."),
    "ask_all": ("Wie viele {N.many} sind es insgesamt?", "Finde heraus, wie viele {N.many} es insgesamt sind."),
    "ask_each": (
        "Wie viele {N.many} bekommt {K.every} {K.one}?",
        "Finde heraus, wie viele {N.many} {K.every} {K.one} bekommt.",
    ),
    "ask_money": ("Wie viele {M.many} verdient {A}?", "Finde heraus, wie viele {M.many} {A} verdient."),
    "ask_they_money": ("Wie viele {M.many} verdienen sie?", "Finde heraus, wie viele {M.many} sie verdienen."),
    "ask_left": ("Wie viele {M.many} hat {A} übrig?", "Finde heraus, wie viele {M.many} {A} übrig hat."),
    "ask_they_left": ("Wie viele {M.many} haben sie übrig?", "Finde heraus, wie viele {M.many} sie übrig haben."),
    "given_some": ("{A} hat einige {N.many}.", "Am Anfang hat {A} eine gewisse Anzahl {N.many}."),
    "lose_some": ("Dann verschenkt {A} einige {N.many}.", "Dann verliert {A} einige {N.many}."),
    "gain_some": ("Dann kauft {A} noch einige {N.many}.", "Dann bekommt {A} noch einige {N.many}."),
    "ask_start": ("Wie viele {N.many} hatte {A} am Anfang?", "Finde heraus, wie viele {N.many} {A} am Anfang hatte."),
    "ask_lost": ("Wie viele {N.many} gab {A} ab?", "Finde heraus, wie viele {N.many} {A} abgab."),
    "ask_gained": ("Wie viele {N.many} erhielt {A}?", "Finde heraus, wie viele {N.many} {A} erhielt."),
    "bought": ("Am {W.one} kauft {A} {n} {N.many}.", "{A} kauft am {W.one} {n} {N.many}."),
    "sold": ("Am {W.one} verkauft {A} {n} {N.many}.", "{A} verkauft am {W.one} {n} {N.many}."),
    "spoilt": ("Am {W.one} wirft {A} {n} {N.many} weg.", "{A} wirft am {W.one} {n} {N.many} weg."),
    "stock": ("Zu Beginn hat {A} {n} {N.many} auf Lager.", "{A} hat zu Beginn {n} {N.many} auf Lager."),
    "sent": ("Am {W.one} schickt {A} {n} {N.many} an {B}.", "{A} schickt am {W.one} {n} {N.many} an {B}."),
    "ask_on": (
        "Wie viele {N.many} hat {A} am {W.many}?",
        "Finde heraus, wie viele {N.many} {A} am {W.many} hat.",
    ),
    "ask_all_on": (
        "Wie viele {N.many} haben {people} am {W.many} zusammen?",
        "Finde heraus, wie viele {N.many} {people} am {W.many} zusammen haben.",
    ),
    "alone": (
        "{A} erledigt die Arbeit ohne Hilfe und braucht dafür {n} {T.many}.",
        "Ohne Hilfe braucht {A} {n} {T.many} für die Arbeit.",
    ),
    "first": (
        "Zuerst arbeitet {A} {n} {T.many} lang ohne Hilfe.",
        "{A} beginnt ohne Hilfe und arbeitet {n} {T.many} lang.",
    ),
    "ask_need": (
        "Wie viele {T.many} brauchen {people} gemeinsam für die Arbeit?",
        "Finde heraus, wie viele {T.many} {people} gemeinsam für die Arbeit brauchen.",
    ),
    "ask_need_rest": (
        "Wie viele {T.many} brauchen {people} danach gemeinsam für den Rest?",
        "Finde heraus, wie viele {T.many} {people} danach gemeinsam für den Rest brauchen.",
    ),
    "deal": ("{n} {N.many} kosten {m} {M.many}.", "Für {n} {N.many} zahlt man {m} {M.many}."),
    "order": ("{A} kauft {n} {N.many}.", "{A} nimmt {n} {N.many}."),
    "ask_paid": ("Wie viele {M.many} zahlt {A}?", "Finde heraus, wie viele {M.many} {A} zahlt."),
    "pour": (
        "{A} gießt {n} Liter mit {m} {G.many} Zucker pro Liter hinein.",
        "{A} gibt {n} Liter dazu, jeden mit {m} {G.many} Zucker.",
    ),
    "ask_mix": (
        "Wie viele {G.many} Zucker sind in jedem Liter der Mischung?",
        "Finde heraus, wie viele {G.many} Zucker in jedem Liter der Mischung sind.",
    ),
    "times_old": ("{A} ist {n}-mal so alt wie {B}.", "Das Alter von {A} ist {n}-mal das Alter von {B}."),
    "older": ("{A} ist {n} Jahre älter als {B}.", "{A} kam {n} Jahre vor {B} zur Welt."),
    "sum_now": ("{people} sind zusammen {n} Jahre alt.", "Zusammen sind {people} {n} Jahre alt."),
    "sum_then": (
        "In {m} Jahren sind {people} zusammen {n} Jahre alt.",
        "In {m} Jahren werden {people} zusammen {n} Jahre alt sein.",
    ),
    "sum_ago": (
        "Vor {m} Jahren waren {people} zusammen {n} Jahre alt.",
        "Vor {m} Jahren zählten {people} zusammen {n} Jahre.",
    ),
    "ask_age": ("Wie alt ist {A} heute?", "Finde heraus, wie alt {A} heute ist."),
    "years": "{v} Jahre",
    "amount": "{v} {N.many}",
    **grammar.outcomes(_RESULTS, grammar.ENDS, "Das Ergebnis:"),
}

STEPS: Templates = grammar.steps(_RESULTS, so="also:")


def number(count: int, _agrees: str) -> str:
    """From two on nothing agrees with a noun."""
    return german(count)


def person(name: str) -> str:
    """A name never changes here."""
    return name


def people(names: Sequence[str]) -> str:
    """ "Amina, Juma und Zuri"."""
    return grammar.listed(names, "und")
