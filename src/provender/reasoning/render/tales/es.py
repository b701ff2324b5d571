"""Word problems in Spanish: nouns have a gender, and "y" turns into "e" before an i."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from provender.reasoning.render.numbers import spanish
from provender.reasoning.render.tales import grammar
from provender.reasoning.render.wording import Templates


class Noun(NamedTuple):
    """A noun with the words that must agree with it."""

    one: str
    many: str
    a: str  # "Un", at the start of a sentence
    The: str
    the: str
    all: str  # "todos los"
    the_many: str  # "los"
    each: str  # "cada uno"
    small: str
    big: str
    how_many: str  # "cuántos"
    How_many: str
    as_many: str  # "tantos"
    some: str  # "algunos"


def _noun(gender: str, one: str, many: str) -> Noun:
    """A noun of gender m or f."""
    masculine = gender == "m"
    vowel = "o" if masculine else "a"
    return Noun(
        one=one,
        many=many,
        a="Un" if masculine else "Una",
        The="El" if masculine else "La",
        the="el" if masculine else "la",
        all=f"tod{vowel}s l{vowel}s",
        the_many=f"l{vowel}s",
        each=f"cada un{vowel}",
        small=f"pequeñ{vowel}s",
        big="grandes",
        how_many=f"cuánt{vowel}s",
        How_many=f"Cuánt{vowel}s",
        as_many=f"tant{vowel}s",
        some=f"algun{vowel}s",
    )


# lemma, gender, singular, plural where it does not just take an s
_NOUNS = """
book      m libro
cup       f taza
egg       m huevo
flower    f flor       flores
ball      f pelota
pen       m bolígrafo
plate     m plato
tomato    m tomate
loaf      m pan        panes
candle    f vela
mango     m mango
pineapple f piña
chapati   m chapati
mat       f estera
onion     f cebolla
banana    m plátano
drum      m tambor     tambores
papaya    f papaya
pot       f olla
bracelet  f pulsera
date      m dátil      dátiles
olive     f aceituna
rug       f alfombra
teapot    f tetera
lantern   f linterna
lemon     m limón      limones
samosa    f samosa
kite      f cometa
bowl      m cuenco
peach     m melocotón  melocotones
melon     f sandía
avocado   m aguacate
guitar    f guitarra
hat       m sombrero
pumpkin   f calabaza
biscuit   f galleta
apple     f manzana
shirt     f camisa
letter    f carta
cake      m pastel     pasteles
spoon     f cuchara
chair     f silla
orange    f naranja
box       f caja
basket    f cesta
bag       f bolsa
shelf     m estante
child     m niño
pupil     m alumno
guest     m invitado
worker    m trabajador trabajadores
farmer    m agricultor agricultores
teacher   m maestro
hour      f hora
day       m día
week      f semana
month     m mes        meses
shilling  m chelín     chelines
naira     m naira
dirham    m dirham
rupee     f rupia
ringgit   m ringgit
yuan      m yuan       yuanes
peso      m peso
dollar    m dólar      dólares
euro      m euro
kilometre m kilómetro
mile      f milla
gram      m gramo
market    m mercado
souk      m zoco
bazaar    m bazar      bazares
port      m puerto
station   f estación   estaciones
farm      f granja
nanenane  m Nanenane
homowo    m Homowo
eid       m Eid
diwali    m Diwali
songkran  m Songkran
tanabata  m Tanabata
carnival  m Carnaval
halloween m Halloween
easter    f Pascua
day0      m lunes      lunes
day1      m martes     martes
day2      m miércoles  miércoles
day3      m jueves     jueves
day4      m viernes    viernes
day5      m sábado
day6      m domingo
"""

NOUNS: Mapping[str, Noun] = {
    lemma: _noun(forms[0], forms[1], forms[2] if len(forms) > 2 else f"{forms[1]}s")
    for lemma, forms in grammar.rows(_NOUNS)
}

_RESULTS = {
    "has": "{A} tiene {x} {N.many}",
    "now": "ahora {A} tiene {x} {N.many}",
    "all": "hay {x} {N.many} en total",
    "each": "cada {K.one} recibe {x} {N.many}",
    "money": "{A} gana {x} {M.many}",
    "they_money": "ganan {x} {M.many}",
    "left": "a {A} le quedan {x} {M.many}",
    "they_left": "les quedan {x} {M.many}",
    "lost": "{A} entrega {x} {N.many}",
    "gained": "{A} consigue {x} {N.many}",
    "on": "el {W.one} por la noche {A} tiene {x} {N.many}",
    "all_on": "el {W.one} por la noche tienen {x} {N.many} en total",
    "speed": "{A} hace {x} del trabajo cada {T.one}",
    "speeds": "juntos hacen {x} del trabajo cada {T.one}",
    "done": "{A} ha hecho {x} del trabajo",
    "rest": "la parte del trabajo que queda es {x}",
    "need": "juntos necesitan {x} {T.many}",
    "unit": "cada {N.one} cuesta {x} {M.many}",
    "cost": "por {N.the_many} {N.many} se pagan {x} {M.many}",
    "paid": "{A} paga {x} {M.many} en total",
    "sugar": "{A} añade {x} {G.many} de azúcar",
    "sugars": "hay {x} {G.many} de azúcar en total",
    "litres": "hay {x} litros en total",
    "mix": "cada litro de la mezcla tiene {x} {G.many} de azúcar",
    "change": "entre todos cambian en {x} años",
    "today": "hoy tienen {x} años entre todos",
    "extra": "los años de más suman {x}",
    "equal": "sin los años de más quedan {x} años",
    "parts": "hay {x} partes iguales",
    "old": "{A} tiene {x} años",
}

SENTENCES: Templates = {
    "scene": (
        "{L.The} {L.one} se llena de gente antes de la fiesta de {F.one}.",
        "Se acerca la fiesta de {F.one}, y {L.the} {L.one} se llena de gente.",
    ),
    "given": ("{A} tiene {n} {N.many}.", "{A} posee {n} {N.many}."),
    "pack": (
        "{A} tiene {n} {C.many}, y en cada {C.one} hay {m} {N.many}.",
        "{A} tiene {n} {C.many} con {m} {N.many} en cada {C.one}.",
    ),
    "rate": (
        "{A} recoge {n} {N.many} cada {T.one} durante {m} {T.many}.",
        "Durante {m} {T.many}, {A} recoge {n} {N.many} cada {T.one}.",
    ),
    "more": ("{A} tiene {n} {N.many} más que {B}.", "{A} posee {n} {N.many} más que {B}."),
    "fewer": ("{A} tiene {n} {N.many} menos que {B}.", "{A} posee {n} {N.many} menos que {B}."),
    "times": (
        "{A} tiene {n} veces {N.as_many} {N.many} como {B}.",
        "{A} posee {n} veces {N.as_many} {N.many} como {B}.",
    ),
    "twice": ("{A} tiene el doble de {N.many} que {B}.", "{A} posee el doble de {N.many} que {B}."),
    "half": ("{A} tiene la mitad de {N.many} que {B}.", "{A} posee la mitad de {N.many} que {B}."),
    "third": (
        "{A} tiene la tercera parte de {N.the_many} {N.many} de {B}.",
        "{A} tiene un tercio de {N.the_many} {N.many} de {B}.",
    ),
    "quarter": (
        "{A} tiene la cuarta parte de {N.the_many} {N.many} de {B}.",
        "{A} tiene un cuarto de {N.the_many} {N.many} de {B}.",
    ),
    "give": ("Luego {A} le da {n} {N.many} a {B}.", "Después {A} le regala {n} {N.many} a {B}."),
    "lose": ("Luego {A} regala {n} {N.many}.", "Luego {A} pierde {n} {N.many}."),
    "gain": ("Luego {A} compra {n} {N.many} más.", "Luego {A} recibe {n} {N.many} más."),
    "together": ("{people} juntan sus {N.many}.", "{people} ponen sus {N.many} en un montón."),
    "share": (
        "Luego {A} reparte {N.all} {N.many} por igual entre {n} {K.many}.",
        "Luego {A} reparte {N.all} {N.many} en partes iguales entre {n} {K.many}.",
    ),
    "they_share": (
        "Luego reparten {N.all} {N.many} por igual entre {n} {K.many}.",
        "Luego reparten {N.all} {N.many} en partes iguales entre {n} {K.many}.",
    ),
    "sell": (
        "Luego {A} vende {N.all} {N.many} a {n} {M.many} {N.each}.",
        "Luego {A} vende {N.all} {N.many}, {N.each} por {n} {M.many}.",
    ),
    "they_sell": (
        "Luego venden {N.all} {N.many} a {n} {M.many} {N.each}.",
        "Luego venden {N.all} {N.many}, {N.each} por {n} {M.many}.",
    ),
    "pay": (
        "Luego {A} paga {n} {M.many} por el transporte.",
        "Luego {A} paga {n} {M.many} por la comida.",
        "Luego {A} paga {n} {M.many} por el alquiler.",
    ),
    "they_pay": (
        "Luego pagan {n} {M.many} por el transporte.",
        "Luego pagan {n} {M.many} por la comida.",
        "Luego pagan {n} {M.many} por el alquiler.",
    ),
    "small": "{A} también tiene {n} {N.many} {N.small}.",
    "big": "{A} también tiene {n} {N.many} {N.big}.",
    "age": "{A} tiene {n} años.",
    "far": "{L.The} {L.one} está a {n} {D.many}.",
    "price": "{N.a} {N.one} cuesta {n} {M.many}.",
    "ask_has": ("¿{N.How_many} {N.many} tiene {A}?", "Averigua {N.how_many} {N.many} tiene {A}."),
    "ask_now": ("¿{N.How_many} {N.many} tiene {A} ahora?", "Averigua {N.how_many} {N.many} tiene {A} ahora."),
    "ask_all": ("¿{N.How_many} {N.many} hay en total?", "Averigua {N.how_many} {N.many} hay en total."),
    "ask_each": (
        "¿{N.How_many} {N.many} recibe cada {K.one}?",
        "Averigua {N.how_many} {N.many} recibe cada {K.one}.",
    ),
    "ask_money": ("¿{M.How_many} {M.many} gana {A}?", "Averigua {M.how_many} {M.many} gana {A}."),
    "ask_they_money": ("¿{M.How_many} {M.many} ganan?", "Averigua {M.how_many} {M.many} ganan."),
    "ask_left": ("¿{M.How_many} {M.many} le quedan a {A}?", "Averigua {M.how_many} {M.many} le quedan a {A}."),
    "ask_they_left": ("¿{M.How_many} {M.many} les quedan?", "Averigua {M.how_many} {M.many} les quedan."),
    "given_some": ("{A} tiene {N.some} {N.many}.", "Al principio {A} tiene cierta cantidad de {N.many}."),
    "lose_some": ("Luego {A} regala {N.some} {N.many}.", "Luego {A} pierde {N.some} {N.many}."),
    "gain_some": ("Luego {A} compra {N.some} {N.many} más.", "Luego {A} recibe {N.some} {N.many} más."),
    "ask_start": (
        "¿{N.How_many} {N.many} tenía {A} al principio?",
        "Averigua {N.how_many} {N.many} tenía {A} al principio.",
    ),
    "ask_lost": ("¿{N.How_many} {N.many} entregó {A}?", "Averigua {N.how_many} {N.many} entregó {A}."),
    "ask_gained": ("¿{N.How_many} {N.many} consiguió {A}?", "Averigua {N.how_many} {N.many} consiguió {A}."),
    "bought": ("El {W.one}, {A} compra {n} {N.many}.", "{A} compra {n} {N.many} el {W.one}."),
    "sold": ("El {W.one}, {A} vende {n} {N.many}.", "{A} vende {n} {N.many} el {W.one}."),
    "spoilt": ("El {W.one}, {A} tira {n} {N.many}.", "{A} tira {n} {N.many} el {W.one}."),
    "stock": ("{A} empieza con {n} {N.many} en el almacén.", "Al principio {A} tiene {n} {N.many} en el almacén."),
    "sent": ("El {W.one}, {A} le envía {n} {N.many} a {B}.", "{A} le envía {n} {N.many} a {B} el {W.one}."),
    "ask_on": (
        "¿{N.How_many} {N.many} tiene {A} el {W.one} por la noche?",
        "Averigua {N.how_many} {N.many} tiene {A} el {W.one} por la noche.",
    ),
    "ask_all_on": (
        "¿{N.How_many} {N.many} tienen en total {people} el {W.one} por la noche?",
        "Averigua {N.how_many} {N.many} tienen en total {people} el {W.one} por la noche.",
    ),
    "alone": (
        "{A} hace el trabajo sin ayuda en {n} {T.many}.",
        "Sin ayuda, {A} necesita {n} {T.many} para el trabajo.",
    ),
    "first": ("Primero {A} trabaja sin ayuda durante {n} {T.many}.", "{A} empieza sin ayuda y trabaja {n} {T.many}."),
    "ask_need": (
        "¿{T.How_many} {T.many} necesitan {people} para hacer juntos el trabajo?",
        "Averigua {T.how_many} {T.many} necesitan {people} para hacer juntos el trabajo.",
    ),
    "ask_need_rest": (
        "¿{T.How_many} {T.many} necesitan después {people} para terminar juntos?",
        "Averigua {T.how_many} {T.many} necesitan después {people} para terminar juntos.",
    ),
    "deal": ("{n} {N.many} cuestan {m} {M.many}.", "El precio de {n} {N.many} es de {m} {M.many}."),
    "order": ("{A} compra {n} {N.many}.", "{A} se lleva {n} {N.many}."),
    "ask_paid": ("¿{M.How_many} {M.many} paga {A}?", "Averigua {M.how_many} {M.many} paga {A}."),
    "pour": (
        "{A} echa {n} litros con {m} {G.many} de azúcar por litro.",
        "{A} añade {n} litros, cada uno con {m} {G.many} de azúcar.",
    ),
    "ask_mix": (
        "¿{G.How_many} {G.many} de azúcar hay en cada litro de la mezcla?",
        "Averigua {G.how_many} {G.many} de azúcar hay en cada litro de la mezcla.",
    ),
    "times_old": ("La edad de {A} es {n} veces la edad de {B}.", "{A} tiene {n} veces la edad de {B}."),
    "older": ("{A} tiene {n} años más que {B}.", "{A} nació {n} años antes que {B}."),
    "sum_now": ("Entre todos, {people} tienen {n} años.", "Las edades de {people} suman {n} años."),
    "sum_then": (
        "Dentro de {m} años, {people} tendrán {n} años entre todos.",
        "Dentro de {m} años, las edades de {people} sumarán {n} años.",
    ),
    "sum_ago": (
        "Hace {m} años, {people} tenían {n} años entre todos.",
        "Hace {m} años, las edades de {people} sumaban {n} años.",
    ),
    "ask_age": ("¿Cuántos años tiene {A} hoy?", "Averigua cuántos años tiene {A} hoy."),
    "years": "{v} años",
    "amount": "{v} {N.many}",
    **grammar.outcomes(_RESULTS, grammar.ENDS, "El resultado:"),
}

STEPS: Templates = grammar.steps(_RESULTS, so="así que")


def number(count: int, _agrees: str) -> str:
    """From two to ten nothing agrees with a noun."""
    return spanish(count)


def person(name: str) -> str:
    """A name never changes."""
    return name


def people(names: Sequence[str]) -> str:
    """ "Amina, Juma y Zuri", "Juma e Ines"."""
    return grammar.listed(names, "e" if names[-1][0] == "I" else "y")
