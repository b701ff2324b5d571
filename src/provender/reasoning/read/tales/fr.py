"""Reading word problems in French; "d'" and "qu'" are read as "de" and "que", where they must stand."""

import re

from provender.reasoning.read.tales.grammar import Language, concords

_NOUNS = """
N m book livre livres
N f cup tasse tasses
N m egg œuf œufs
N f flower fleur fleurs
N m ball ballon ballons
N m pen stylo stylos
N f plate assiette assiettes
N f tomato tomate tomates
N m loaf pain pains
N f candle bougie bougies
N f mango mangue mangues
N m pineapple ananas
N m chapati chapati chapatis
N f mat natte nattes
N m onion oignon oignons
N f banana banane bananes
N m drum tambour tambours
N f papaya papaye papayes
N f pot marmite marmites
N m bracelet bracelet bracelets
N f date datte dattes
N f olive olive olives
N m rug tapis
N f teapot théière théières
N f lantern lanterne lanternes
N m lemon citron citrons
N m samosa samoussa samoussas
N m kite cerf-volant cerfs-volants
N m bowl bol bols
N f peach pêche pêches
N f melon pastèque pastèques
N m avocado avocat avocats
N f guitar guitare guitares
N m hat chapeau chapeaux
N f pumpkin citrouille citrouilles
N m biscuit biscuit biscuits
N f apple pomme pommes
N f shirt chemise chemises
N f letter lettre lettres
N m cake gâteau gâteaux
N f spoon cuillère cuillères
N f chair chaise chaises
N f orange orange oranges
C f box caisse caisses
C m basket panier paniers
C m bag sac sacs
C f shelf étagère étagères
K m child enfant enfants
K m pupil élève élèves
K m guest invité invités
K m worker ouvrier ouvriers
K m farmer agriculteur agriculteurs
K m teacher professeur professeurs
T f hour heure heures
T m day jour jours
T f week semaine semaines
T m month mois
M m shilling shilling shillings
M m naira naira nairas
M m dirham dirham dirhams
M f rupee roupie roupies
M m ringgit ringgit ringgits
M m yuan yuan yuans
M m peso peso pesos
M m dollar dollar dollars
M m euro euro euros
D m kilometre kilomètre kilomètres
D m mile mile miles
G m gram gramme grammes
L m market marché marchés
L m souk souk souks
L m bazaar bazar bazars
L m port port ports
L f station gare gares
L f farm ferme fermes
F f nanenane Nanenane
F f homowo Homowo
F f eid l'Aïd
F f diwali Diwali
F f songkran Songkran
F f tanabata Tanabata
F f carnival Carnaval
F f halloween Halloween
F f easter Pâques
W m day0 lundi lundis
W m day1 mardi mardis
W m day2 mercredi mercredis
W m day3 jeudi jeudis
W m day4 vendredi vendredis
W m day5 samedi samedis
W m day6 dimanche dimanches
"""
_CONCORDS = concords(
    "Le le Un tous chacun petits grands",
    {"m": "Le le Un tous chacun petits grands", "f": "La la Une toutes chacune petites grandes"},
)

_NOISE = """
scene     {Le:L} {l} grouille de monde avant la fête de {F}
scene     La fête de {F} approche , et {le:L} {l} se remplit de monde
age       {A} a {1} ans
far       {Le:L} {l} est à {1} {D}
price     {Un:N} {n} coûte {1} {M}
"""
_QUANTITIES = """
given     {A} a {1} {N}
given     {A} possède {1} {N}
pack      {A} a {1} {C} , et chaque {c} contient {2} {N}
pack      {A} a {1} {C} avec {2} {N} par {c}
rate      {A} ramasse {1} {N} par {t} pendant {2} {T}
rate      Pendant {2} {T} , {A} ramasse {1} {N} par {t}
more      {A} a {1} {N} de plus que {B}
more      {A} possède {1} {N} de plus que {B}
fewer     {A} a {1} {N} de moins que {B}
fewer     {A} possède {1} {N} de moins que {B}
times     {A} a {1} fois autant de {N} que {B}
times     {A} possède {1} fois autant de {N} que {B}
twice     {A} a deux fois autant de {N} que {B}
twice     {A} possède le double des {N} de {B}
half      {A} a la moitié des {N} de {B}
half      {A} possède la moitié des {N} de {B}
third     {A} a le tiers des {N} de {B}
third     {A} possède le tiers des {N} de {B}
quarter   {A} a le quart des {N} de {B}
quarter   {A} possède le quart des {N} de {B}
give      Puis {A} donne {1} {N} à {B}
give      Ensuite , {A} offre {1} {N} à {B}
lose      Puis {A} distribue {1} {N}
lose      Puis {A} perd {1} {N}
gain      Puis {A} achète {1} {N} de plus
gain      Puis {A} reçoit {1} {N} de plus
together  {people} mettent leurs {N} ensemble
together  {people} mettent leurs {N} en commun
share      Puis {A} partage {tous:N} les {N} à parts égales entre {1} {K}
share      Puis {A} répartit {tous:N} les {N} également entre {1} {K}
they_share Puis ils partagent {tous:N} les {N} à parts égales entre {1} {K}
they_share Puis ils répartissent {tous:N} les {N} également entre {1} {K}
sell      Puis {A} vend {tous:N} les {N} à {1} {M} pièce
sell      Puis {A} vend {tous:N} les {N} , {chacun:N} pour {1} {M}
they_sell Puis ils vendent {tous:N} les {N} à {1} {M} pièce
they_sell Puis ils vendent {tous:N} les {N} , {chacun:N} pour {1} {M}
pay       Puis {A} paie {1} {M} pour le transport
pay       Puis {A} paie {1} {M} pour le repas
pay       Puis {A} paie {1} {M} pour le loyer
they_pay  Puis ils paient {1} {M} pour le transport
they_pay  Puis ils paient {1} {M} pour le repas
they_pay  Puis ils paient {1} {M} pour le loyer
small     {A} a aussi {1} {petits:N} {N}
big       {A} a aussi {1} {grands:N} {N}
"""
_ASK_QUANTITIES = """
ask_has   Combien de {N} a {A} ?
ask_has   Trouve combien de {N} a {A}
ask_now   Combien de {N} a {A} maintenant ?
ask_now   Trouve combien de {N} a {A} maintenant
ask_all   Combien de {N} y a-t-il en tout ?
ask_all   Trouve combien de {N} il y a en tout
ask_each  Combien de {N} reçoit chaque {k} ?
ask_each  Trouve combien de {N} reçoit chaque {k}
ask_money Combien de {M} gagne {A} ?
ask_money Trouve combien de {M} gagne {A}
ask_left  Combien de {M} reste-t-il à {A} ?
ask_left  Trouve combien de {M} il reste à {A}
ask_they_money Combien de {M} gagnent-ils ?
ask_they_money Trouve combien de {M} ils gagnent
ask_they_left  Combien de {M} leur reste-t-il ?
ask_they_left  Trouve combien de {M} il leur reste
"""
_RESULTS = """
has       {A} a {=} {N}
now       Maintenant {A} a {=} {N}
all       Il y a {=} {N} en tout
each      Chaque {k} reçoit {=} {N}
money     {A} gagne {=} {M}
left      Il reste {=} {M} à {A}
they_money Ils gagnent {=} {M}
they_left  Il leur reste {=} {M}
"""
_UNKNOWN = """
given_some {A} a des {N}
given_some Au début , {A} a un certain nombre de {N}
lose_some Puis {A} distribue une partie de ses {N}
lose_some Puis {A} perd une partie de ses {N}
gain_some Puis {A} achète encore des {N}
gain_some Puis {A} reçoit encore des {N}
ask_start Combien de {N} avait {A} au début ?
ask_start Trouve combien de {N} {A} avait au début
ask_lost  De combien de {N} se sépare {A} ?
ask_lost  Trouve de combien de {N} se sépare {A}
ask_gained Combien de {N} obtient {A} ?
ask_gained Trouve combien de {N} obtient {A}
told_all  Il y a {1} {N} en tout
told_all  Le résultat : il y a {1} {N} en tout
told_each Chaque {k} reçoit {1} {N}
told_each Le résultat : chaque {k} reçoit {1} {N}
told_money {A} gagne {1} {M}
told_money Le résultat : {A} gagne {1} {M}
told_left Il reste {1} {M} à {A}
told_left Le résultat : il reste {1} {M} à {A}
told_they_money Ils gagnent {1} {M}
told_they_money Le résultat : ils gagnent {1} {M}
told_they_left Il leur reste {1} {M}
told_they_left Le résultat : il leur reste {1} {M}
"""
_RESULTS_UNKNOWN = """
lost      {A} se sépare de {=} {N}
gained    {A} obtient {=} {N}
"""
_INVENTORY = """
bought    Ce {w} , {A} achète {1} {N}
bought    {A} achète {1} {N} ce {w}
sold      Ce {w} , {A} vend {1} {N}
sold      {A} vend {1} {N} ce {w}
spoilt    Ce {w} , {A} jette {1} {N}
spoilt    {A} jette {1} {N} ce {w}
stock     {A} commence avec {1} {N} en stock
stock     Au départ , {A} a {1} {N} en stock
sent      Ce {w} , {A} envoie {1} {N} à {B}
sent      {A} envoie {1} {N} à {B} ce {w}
ask_on    Combien de {N} a {A} le {w} soir ?
ask_on    Trouve combien de {N} a {A} le {w} soir
ask_all_on Combien de {N} ont {people} ensemble le {w} soir ?
ask_all_on Trouve combien de {N} ont {people} ensemble le {w} soir
"""
_RESULTS_INVENTORY = """
on        Le {w} soir , {A} a {=} {N}
all_on    Le {w} soir , ils ont {=} {N} ensemble
"""
_RATES = """
alone     {A} fait le travail sans aide en {1} {T}
alone     Sans aide , {A} met {1} {T} pour le travail
first     D'abord , {A} travaille sans aide pendant {1} {T}
first     {A} commence sans aide et travaille {1} {T}
ask_need  Combien de {T} faut-il à {people} pour faire le travail ensemble ?
ask_need  Trouve combien de {T} il faut à {people} pour faire le travail ensemble
ask_need_rest Combien de {T} faut-il ensuite à {people} pour finir ensemble ?
ask_need_rest Trouve combien de {T} il faut ensuite à {people} pour finir ensemble
deal      {1} {N} coûtent {2} {M}
deal      Le prix de {1} {N} est de {2} {M}
order     {A} achète {1} {N}
order     {A} prend {1} {N}
ask_paid  Combien de {M} paie {A} ?
ask_paid  Trouve combien de {M} paie {A}
pour      {A} verse {1} litres avec {2} {G} de sucre par litre
pour      {A} ajoute {1} litres , chacun avec {2} {G} de sucre
ask_mix   Combien de {G} de sucre y a-t-il dans chaque litre du mélange ?
ask_mix   Trouve combien de {G} de sucre il y a dans chaque litre du mélange
"""
_RESULTS_RATES = """
speed     {A} fait {=} du travail par {t}
speeds    Ensemble , ils font {=} du travail par {t}
done      {A} a fait {=} du travail
rest      La part du travail qui reste est {=}
need      Ensemble , il leur faut {=} {T}
unit      Chaque {n} coûte {=} {M}
cost      Les {N} coûtent {=} {M}
paid      {A} paie {=} {M} en tout
sugar     {A} ajoute {=} {G} de sucre
sugars    Il y a {=} {G} de sucre en tout
litres    Il y a {=} litres en tout
mix       Chaque litre du mélange contient {=} {G} de sucre
"""
_AGES = """
times_old L'âge de {A} est {1} fois celui de {B}
times_old {A} a {1} fois l'âge de {B}
older     {A} a {1} ans de plus que {B}
older     {A} est de {1} ans plus âgé que {B}
sum_now   À l'heure actuelle , {people} ont {1} ans en tout
sum_now   En tout , {people} ont {1} ans
sum_then  Dans {2} ans , {people} auront {1} ans en tout
sum_then  Dans {2} ans , la somme des âges sera de {1} ans pour {people}
sum_ago   Il y a {2} ans , {people} avaient {1} ans en tout
sum_ago   Il y a {2} ans , la somme des âges était de {1} ans pour {people}
ask_age   Quel âge a {A} aujourd'hui ?
ask_age   Trouve quel âge a {A} aujourd'hui
"""
_RESULTS_AGES = """
change    Ensemble , leurs âges changent de {=} ans
today     Aujourd'hui , ils ont {=} ans en tout
extra     Les années en plus font {=} en tout
equal     Sans les années en plus , il reste {=} ans
parts     Il y a {=} parts égales
old       {A} a {=} ans
"""


_ELIDES = "(?=[aeiouàâéèêîôûœAEIOUÉ]|heure)"
_HIATUS = re.compile(rf"\b(?:de|que) {_ELIDES}")
_ELISION = re.compile(rf"\b(d|qu)'{_ELIDES}")


def _plain(text: str) -> str | None:
    """Elisions undone; None where one is missing, or where no space stands before a colon or a question mark."""
    if _HIATUS.search(text) or re.search(r"[^ ][:?]", text):
        return None
    return _ELISION.sub(r"\1e ", text)


FRENCH = Language(
    nouns=_NOUNS,
    concords=_CONCORDS,
    numerals={"#0": "deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10"},
    plural_agrees=True,
    joiner="et",
    so="donc",
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
    years="ans",
)
