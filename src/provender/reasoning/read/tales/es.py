"""Reading word problems in Spanish; "e" before a name in I is read as "y"."""

from provender.reasoning.read.tales.grammar import Language, concords

_NOUNS = """
N m book libro libros
N f cup taza tazas
N m egg huevo huevos
N f flower flor flores
N f ball pelota pelotas
N m pen bolígrafo bolígrafos
N m plate plato platos
N m tomato tomate tomates
N m loaf pan panes
N f candle vela velas
N m mango mango mangos
N f pineapple piña piñas
N m chapati chapati chapatis
N f mat estera esteras
N f onion cebolla cebollas
N m banana plátano plátanos
N m drum tambor tambores
N f papaya papaya papayas
N f pot olla ollas
N f bracelet pulsera pulseras
N m date dátil dátiles
N f olive aceituna aceitunas
N f rug alfombra alfombras
N f teapot tetera teteras
N f lantern linterna linternas
N m lemon limón limones
N f samosa samosa samosas
N f kite cometa cometas
N m bowl cuenco cuencos
N m peach melocotón melocotones
N f melon sandía sandías
N m avocado aguacate aguacates
N f guitar guitarra guitarras
N m hat sombrero sombreros
N f pumpkin calabaza calabazas
N f biscuit galleta galletas
N f apple manzana manzanas
N f shirt camisa camisas
N f letter carta cartas
N m cake pastel pasteles
N f spoon cuchara cucharas
N f chair silla sillas
N f orange naranja naranjas
C f box caja cajas
C f basket cesta cestas
C f bag bolsa bolsas
C m shelf estante estantes
K m child niño niños
K m pupil alumno alumnos
K m guest invitado invitados
K m worker trabajador trabajadores
K m farmer agricultor agricultores
K m teacher maestro maestros
T f hour hora horas
T m day día días
T f week semana semanas
T m month mes meses
M m shilling chelín chelines
M m naira naira nairas
M m dirham dirham dirhams
M f rupee rupia rupias
M m ringgit ringgit ringgits
M m yuan yuan yuanes
M m peso peso pesos
M m dollar dólar dólares
M m euro euro euros
D m kilometre kilómetro kilómetros
D f mile milla millas
G m gram gramo gramos
L m market mercado mercados
L m souk zoco zocos
L m bazaar bazar bazares
L m port puerto puertos
L f station estación estaciones
L f farm granja granjas
F m nanenane Nanenane
F m homowo Homowo
F m eid Eid
F m diwali Diwali
F m songkran Songkran
F m tanabata Tanabata
F m carnival Carnaval
F m halloween Halloween
F m easter Pascua
W m day0 lunes
W m day1 martes
W m day2 miércoles
W m day3 jueves
W m day4 viernes
W m day5 sábado sábados
W m day6 domingo domingos
"""
_CONCORDS = concords(
    "El el Un todos los uno pequeños cuántos Cuántos tantos algunos",
    {
        "m": "El el Un todos los uno pequeños cuántos ¿Cuántos tantos algunos",
        "f": "La la Una todas las una pequeñas cuántas ¿Cuántas tantas algunas",
    },
)

_NOISE = """
scene     {El:L} {l} se llena de gente antes de la fiesta de {F}
scene     Se acerca la fiesta de {F} , y {el:L} {l} se llena de gente
age       {A} tiene {1} años
far       {El:L} {l} está a {1} {D}
price     {Un:N} {n} cuesta {1} {M}
"""
_QUANTITIES = """
given     {A} tiene {1} {N}
given     {A} posee {1} {N}
pack      {A} tiene {1} {C} , y en cada {c} hay {2} {N}
pack      {A} tiene {1} {C} con {2} {N} en cada {c}
rate      {A} recoge {1} {N} cada {t} durante {2} {T}
rate      Durante {2} {T} , {A} recoge {1} {N} cada {t}
more      {A} tiene {1} {N} más que {B}
more      {A} posee {1} {N} más que {B}
fewer     {A} tiene {1} {N} menos que {B}
fewer     {A} posee {1} {N} menos que {B}
times     {A} tiene {1} veces {tantos:N} {N} como {B}
times     {A} posee {1} veces {tantos:N} {N} como {B}
twice     {A} tiene el doble de {N} que {B}
twice     {A} posee el doble de {N} que {B}
half      {A} tiene la mitad de {N} que {B}
half      {A} posee la mitad de {N} que {B}
third     {A} tiene la tercera parte de {los:N} {N} de {B}
third     {A} tiene un tercio de {los:N} {N} de {B}
quarter   {A} tiene la cuarta parte de {los:N} {N} de {B}
quarter   {A} tiene un cuarto de {los:N} {N} de {B}
give      Luego {A} le da {1} {N} a {B}
give      Después {A} le regala {1} {N} a {B}
lose      Luego {A} regala {1} {N}
lose      Luego {A} pierde {1} {N}
gain      Luego {A} compra {1} {N} más
gain      Luego {A} recibe {1} {N} más
together  {people} juntan sus {N}
together  {people} ponen sus {N} en un montón
share      Luego {A} reparte {todos:N} {los:N} {N} por igual entre {1} {K}
share      Luego {A} reparte {todos:N} {los:N} {N} en partes iguales entre {1} {K}
they_share Luego reparten {todos:N} {los:N} {N} por igual entre {1} {K}
they_share Luego reparten {todos:N} {los:N} {N} en partes iguales entre {1} {K}
sell      Luego {A} vende {todos:N} {los:N} {N} a {1} {M} cada {uno:N}
sell      Luego {A} vende {todos:N} {los:N} {N} , cada {uno:N} por {1} {M}
they_sell Luego venden {todos:N} {los:N} {N} a {1} {M} cada {uno:N}
they_sell Luego venden {todos:N} {los:N} {N} , cada {uno:N} por {1} {M}
pay       Luego {A} paga {1} {M} por el transporte
pay       Luego {A} paga {1} {M} por la comida
pay       Luego {A} paga {1} {M} por el alquiler
they_pay  Luego pagan {1} {M} por el transporte
they_pay  Luego pagan {1} {M} por la comida
they_pay  Luego pagan {1} {M} por el alquiler
small     {A} también tiene {1} {N} {pequeños:N}
big       {A} también tiene {1} {N} grandes
"""
_ASK_QUANTITIES = """
ask_has   {Cuántos:N} {N} tiene {A} ?
ask_has   Averigua {cuántos:N} {N} tiene {A}
ask_now   {Cuántos:N} {N} tiene {A} ahora ?
ask_now   Averigua {cuántos:N} {N} tiene {A} ahora
ask_all   {Cuántos:N} {N} hay en total ?
ask_all   Averigua {cuántos:N} {N} hay en total
ask_each  {Cuántos:N} {N} recibe cada {k} ?
ask_each  Averigua {cuántos:N} {N} recibe cada {k}
ask_money {Cuántos:M} {M} gana {A} ?
ask_money Averigua {cuántos:M} {M} gana {A}
ask_left  {Cuántos:M} {M} le quedan a {A} ?
ask_left  Averigua {cuántos:M} {M} le quedan a {A}
ask_they_money {Cuántos:M} {M} ganan ?
ask_they_money Averigua {cuántos:M} {M} ganan
ask_they_left  {Cuántos:M} {M} les quedan ?
ask_they_left  Averigua {cuántos:M} {M} les quedan
"""
_RESULTS = """
has       {A} tiene {=} {N}
now       Ahora {A} tiene {=} {N}
all       Hay {=} {N} en total
each      Cada {k} recibe {=} {N}
money     {A} gana {=} {M}
left      A {A} le quedan {=} {M}
they_money Ganan {=} {M}
they_left  Les quedan {=} {M}
"""
_UNKNOWN = """
given_some {A} tiene {algunos:N} {N}
given_some Al principio {A} tiene cierta cantidad de {N}
lose_some Luego {A} regala {algunos:N} {N}
lose_some Luego {A} pierde {algunos:N} {N}
gain_some Luego {A} compra {algunos:N} {N} más
gain_some Luego {A} recibe {algunos:N} {N} más
ask_start {Cuántos:N} {N} tenía {A} al principio ?
ask_start Averigua {cuántos:N} {N} tenía {A} al principio
ask_lost  {Cuántos:N} {N} entregó {A} ?
ask_lost  Averigua {cuántos:N} {N} entregó {A}
ask_gained {Cuántos:N} {N} consiguió {A} ?
ask_gained Averigua {cuántos:N} {N} consiguió {A}
told_all  Hay {1} {N} en total
told_all  El resultado : hay {1} {N} en total
told_each Cada {k} recibe {1} {N}
told_each El resultado : cada {k} recibe {1} {N}
told_money {A} gana {1} {M}
told_money El resultado : {A} gana {1} {M}
told_left A {A} le quedan {1} {M}
told_left El resultado : a {A} le quedan {1} {M}
told_they_money Ganan {1} {M}
told_they_money El resultado : ganan {1} {M}
told_they_left Les quedan {1} {M}
told_they_left El resultado : les quedan {1} {M}
"""
_RESULTS_UNKNOWN = """
lost      {A} entrega {=} {N}
gained    {A} consigue {=} {N}
"""
_INVENTORY = """
bought    El {w} , {A} compra {1} {N}
bought    {A} compra {1} {N} el {w}
sold      El {w} , {A} vende {1} {N}
sold      {A} vende {1} {N} el {w}
spoilt    El {w} , {A} tira {1} {N}
spoilt    {A} tira {1} {N} el {w}
stock     {A} empieza con {1} {N} en el almacén
stock     Al principio {A} tiene {1} {N} en el almacén
sent      El {w} , {A} le envía {1} {N} a {B}
sent      {A} le envía {1} {N} a {B} el {w}
ask_on    {Cuántos:N} {N} tiene {A} el {w} por la noche ?
ask_on    Averigua {cuántos:N} {N} tiene {A} el {w} por la noche
ask_all_on {Cuántos:N} {N} tienen en total {people} el {w} por la noche ?
ask_all_on Averigua {cuántos:N} {N} tienen en total {people} el {w} por la noche
"""
_RESULTS_INVENTORY = """
on        El {w} por la noche {A} tiene {=} {N}
all_on    El {w} por la noche tienen {=} {N} en total
"""
_RATES = """
alone     {A} hace el trabajo sin ayuda en {1} {T}
alone     Sin ayuda , {A} necesita {1} {T} para el trabajo
first     Primero {A} trabaja sin ayuda durante {1} {T}
first     {A} empieza sin ayuda y trabaja {1} {T}
ask_need  {Cuántos:T} {T} necesitan {people} para hacer juntos el trabajo ?
ask_need  Averigua {cuántos:T} {T} necesitan {people} para hacer juntos el trabajo
ask_need_rest {Cuántos:T} {T} necesitan después {people} para terminar juntos ?
ask_need_rest Averigua {cuántos:T} {T} necesitan después {people} para terminar juntos
deal      {1} {N} cuestan {2} {M}
deal      El precio de {1} {N} es de {2} {M}
order     {A} compra {1} {N}
order     {A} se lleva {1} {N}
ask_paid  {Cuántos:M} {M} paga {A} ?
ask_paid  Averigua {cuántos:M} {M} paga {A}
pour      {A} echa {1} litros con {2} {G} de azúcar por litro
pour      {A} añade {1} litros , cada uno con {2} {G} de azúcar
ask_mix   {Cuántos:G} {G} de azúcar hay en cada litro de la mezcla ?
ask_mix   Averigua {cuántos:G} {G} de azúcar hay en cada litro de la mezcla
"""
_RESULTS_RATES = """
speed     {A} hace {=} del trabajo cada {t}
speeds    Juntos hacen {=} del trabajo cada {t}
done      {A} ha hecho {=} del trabajo
rest      La parte del trabajo que queda es {=}
need      Juntos necesitan {=} {T}
unit      Cada {n} cuesta {=} {M}
cost      Por {los:N} {N} se pagan {=} {M}
paid      {A} paga {=} {M} en total
sugar     {A} añade {=} {G} de azúcar
sugars    Hay {=} {G} de azúcar en total
litres    Hay {=} litros en total
mix       Cada litro de la mezcla tiene {=} {G} de azúcar
"""
_AGES = """
times_old La edad de {A} es {1} veces la edad de {B}
times_old {A} tiene {1} veces la edad de {B}
older     {A} tiene {1} años más que {B}
older     {A} nació {1} años antes que {B}
sum_now   Entre todos , {people} tienen {1} años
sum_now   Las edades de {people} suman {1} años
sum_then  Dentro de {2} años , {people} tendrán {1} años entre todos
sum_then  Dentro de {2} años , las edades de {people} sumarán {1} años
sum_ago   Hace {2} años , {people} tenían {1} años entre todos
sum_ago   Hace {2} años , las edades de {people} sumaban {1} años
ask_age   ¿Cuántos años tiene {A} hoy ?
ask_age   Averigua cuántos años tiene {A} hoy
"""
_RESULTS_AGES = """
change    Entre todos cambian en {=} años
today     Hoy tienen {=} años entre todos
extra     Los años de más suman {=}
equal     Sin los años de más quedan {=} años
parts     Hay {=} partes iguales
old       {A} tiene {=} años
"""


def _plain(text: str) -> str | None:
    """Colons and question marks are words; None where "y" stands before a name in I."""
    if " y I" in text:
        return None
    return text.replace(" e I", " y I").replace(":", " :").replace("?", " ?")


SPANISH = Language(
    nouns=_NOUNS,
    concords=_CONCORDS,
    numerals={"#0": "dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10"},
    plural_agrees=True,
    joiner="y",
    so="así que",
    facts={
        "quantities": _NOISE + _QUANTITIES + _ASK_QUANTITIES,
        "unknown_given": _NOISE + _QUANTITIES + _UNKNOWN,
        "inventory": _NOISE + _INVENTORY,
        "rates": _NOISE + _RATES,
        "ages": _NOISE + _AGES,
    },
    results={
        "quantities": _RESULTS,
        "unknown_given": _RESULTS + _RESULTS_UNKNOWN,
        "inventory": _RESULTS_INVENTORY,
        "rates": _RESULTS_RATES,
        "ages": _RESULTS_AGES,
    },
    plain=_plain,
    years="años",
)
