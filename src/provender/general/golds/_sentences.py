"""Sentences in five languages around personal data, and around what only looks like it. Data alone.

A line is a kind and a sentence with places for values; "\\n" breaks the sentence's line.
"""

from collections.abc import Mapping
from typing import TypeAlias

Sentences: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]  # language -> kind -> sentences


def _read(lines: str) -> dict[str, tuple[str, ...]]:
    """The sentences by kind."""
    kinds: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        kind, _, sentence = line.partition(": ")
        kinds[kind] = (*kinds.get(kind, ()), sentence.replace("\\n", "\n"))
    return kinds


FAULTY: Sentences = {
    "en": _read(r"""
e-mail: Send the results to {x} before Friday.
e-mail: Contact: {x}
e-mail: He wrote from {x}, asking for 12 copies.
phone: You can reach her on {x} after six.
phone: Call {x} and ask for room 12.
phone: Phone: {x}
phone: The plumber left his number, {x}, on the door.
card: She paid with {x}, valid until 09/27.
card: My credit card {x} was charged twice.
card: Card number: {x}
bank account: Please transfer 250 to {x}.
bank account: IBAN {x}
bank account: The rent goes to account {x} each month.
identity number: His social security number is {x}.
identity number: SSN: {x}
identity number: National ID {x} was checked at the gate.
IP address: The login came from {x} at 10:42.
IP address: Client {x} sent 300 requests.
IP address: Blocked: {x}
birthday: She was born on {x} in Leeds.
birthday: Date of birth: {x}
birthday: DOB {x}, weight 71 kg.
name: My name is {x} and I need 3 tickets.
name: Dear Dr. {x}, thank you.
name: Patient: {x}, ward 4
name: Kind regards,\n{x}
"""),
    "de": _read(r"""
e-mail: Bitte schicke die Rechnung an {x}.
e-mail: Kontakt: {x}
e-mail: Er schrieb von {x} und wollte 12 Exemplare.
phone: Sie erreichen mich unter {x} ab 18 Uhr.
phone: Rufen Sie {x} an.
phone: Telefon: {x}
phone: Seine Handynummer ist {x}.
card: Sie bezahlte mit {x}, gültig bis 09/27.
card: Meine Kreditkarte {x} wurde belastet.
card: Kartennummer: {x}
bank account: Überweise 250 Euro auf {x}.
bank account: IBAN: {x}
bank account: Die Miete geht an {x}.
identity number: Meine Steuer-ID lautet {x}.
identity number: Steueridentifikationsnummer: {x}
identity number: Steuer-ID {x}, ledig
IP address: Die Anmeldung kam von {x} um 10:42 Uhr.
IP address: Rechner {x} sendete 300 Anfragen.
IP address: Gesperrt: {x}
birthday: Sie wurde am Montag geboren, geboren am {x}.
birthday: Geburtsdatum: {x}
birthday: Geb. {x}, 71 kg
name: Mein Name ist {x}.
name: Sehr geehrte Frau {x}, vielen Dank.
name: Herr {x} wohnt im 3. Stock.
name: Mit freundlichen Grüßen\n{x}
"""),
    "fr": _read(r"""
e-mail: Envoie la facture à {x} avant vendredi.
e-mail: Contact : {x}
e-mail: Il a écrit depuis {x} pour 12 exemplaires.
phone: Vous pouvez me joindre au {x} après 18 h.
phone: Appelez le {x}.
phone: Téléphone : {x}
phone: Son portable est le {x}.
card: Elle a payé avec {x}, valable jusqu'au 09/27.
card: Ma carte {x} a été débitée deux fois.
card: Carte : {x}
bank account: Virez 250 euros sur {x}.
bank account: IBAN {x}
bank account: Le loyer va sur le compte {x}.
identity number: Mon numéro de sécurité sociale est {x}.
identity number: N° de sécurité sociale : {x}
identity number: NIR {x}, célibataire
IP address: La connexion venait de {x} à 10 h 42.
IP address: Le poste {x} a envoyé 300 requêtes.
IP address: Bloqué : {x}
birthday: Elle est née le {x} à Lyon.
birthday: Date de naissance : {x}
birthday: Né le {x}, 71 kg
name: Je m'appelle {x} et je voudrais 3 billets.
name: Chère Madame {x}, merci.
name: Patient : {x}, lit 4
name: Cordialement,\n{x}
"""),
    "es": _read(r"""
e-mail: Envía la factura a {x} antes del viernes.
e-mail: Contacto: {x}
e-mail: Escribió desde {x} y quería 12 copias.
phone: Me puedes llamar al {x} después de las seis.
phone: Llama al {x}.
phone: Teléfono: {x}
phone: Su móvil es el {x}.
card: Pagó con {x}, válida hasta 09/27.
card: Mi tarjeta {x} fue cobrada dos veces.
card: Tarjeta: {x}
bank account: Transfiere 250 euros a {x}.
bank account: IBAN {x}
bank account: El alquiler va a la cuenta {x}.
identity number: Mi DNI es {x}.
identity number: Documento de identidad: {x}
identity number: Con DNI {x}, soltero, firma aquí.
IP address: El acceso vino de {x} a las 10:42.
IP address: El equipo {x} envió 300 peticiones.
IP address: Bloqueado: {x}
birthday: Ella nació el {x} en Sevilla.
birthday: Fecha de nacimiento: {x}
birthday: Nacido el {x}, 71 kg
name: Me llamo {x} y quiero 3 entradas.
name: Estimada Sra. {x}, gracias.
name: Paciente: {x}, cama 4
name: Atentamente,\n{x}
"""),
    "sw": _read(r"""
e-mail: Tuma ankara kwa {x} kabla ya Ijumaa.
e-mail: Mawasiliano: {x}
e-mail: Aliandika kutoka {x} akitaka nakala 12.
phone: Nipigie kwa {x} baada ya saa kumi na mbili.
phone: Piga simu {x}.
phone: Simu: {x}
phone: Nambari yake ya simu ni {x}.
card: Alilipa kwa kadi {x} jana.
card: Kadi yangu {x} ilikatwa mara mbili.
card: Kadi: {x}
bank account: Tuma shilingi 250 kwa akaunti {x}.
bank account: IBAN {x}
bank account: Kodi inalipwa kwenye {x}.
identity number: Nambari yangu ya kitambulisho ni {x}.
identity number: Kitambulisho: {x}
identity number: Kitambulisho cha taifa {x} kilikaguliwa.
IP address: Mtumiaji aliingia kutoka {x} saa 10:42.
IP address: Kompyuta {x} ilituma maombi 300.
IP address: Imezuiwa: {x}
birthday: Alizaliwa tarehe {x} Mombasa.
birthday: Tarehe ya kuzaliwa: {x}
birthday: Amezaliwa {x}, kilo 71
name: Jina langu ni {x} na nataka tiketi 3.
name: Mpendwa Bi. {x}, asante.
name: Mgonjwa: {x}, kitanda 4
name: Naitwa {x}.
"""),
}

SOUND: Sentences = {
    "en": _read(r"""
order number: Order {order} has shipped.
order number: Your tracking number is {order}.
order number: See invoice {order} for details.
large sum: The total is {sum} dollars.
large sum: {sum} + {few} = {sum}
large sum: Multiply {sum} by 12 to get {sum}.
formula: x = ({few} - 3)/{few} and y^2 = {sum}
formula: log({sum}) - {few} * 0.{digits} < 1
formula: {few}-{few}-{few} = 0
isbn: ISBN {isbn} is out of print.
isbn: Read chapter 3 of the book with ISBN {isbn}.
version: Upgrade to version {version} today.
version: Release {version} fixes 12 faults.
version: Python v{version} is old.
date: The treaty was signed on {date}.
date: The meeting is on {date} at 10:30.
date: Valid from {date} on.
first name: {first} has 3 boxes of 12 pens and gives 7 to {first}.
first name: Mr. {first} buys 4 apples.
first name: {first} was born in 1987.
famous: Isaac Newton published the Principia in 1687.
famous: The Eiffel Tower opened on {date}.
famous: New York has {sum} inhabitants.
measure: Pi is about 3.{digits}{digits}.
measure: The tank holds {sum} litres and loses {few} l a day.
measure: At 10:30:45 it read {few}.{few}.
"""),
    "de": _read(r"""
order number: Bestellung {order} ist unterwegs.
order number: Die Sendungsnummer lautet {order}.
order number: Siehe Rechnung {order}.
large sum: Die Summe beträgt {sum} Euro.
large sum: {sum} + {few} = {sum}
large sum: Multipliziere {sum} mit 12.
formula: x = ({few} - 3)/{few} und y^2 = {sum}
formula: {few}-{few}-{few} = 0
isbn: ISBN {isbn} ist vergriffen.
isbn: Lies Kapitel 3 im Buch mit der ISBN {isbn}.
version: Installiere die Version {version}.
version: Version {version} behebt 12 Fehler.
date: Der Vertrag wurde am {date} unterzeichnet.
date: Das Treffen ist am {date} um 10:30 Uhr.
first name: {first} hat 3 Kisten mit 12 Stiften und gibt {first} 7.
first name: Frau {first} kauft 4 Äpfel.
first name: {first} wurde 1987 geboren.
famous: Das Brandenburger Tor steht in Berlin.
famous: Die Deutsche Bahn fährt {sum} Kilometer.
famous: Carl Friedrich Gauß bewies es.
measure: Pi ist etwa 3,{digits}{digits}.
measure: Der Tank fasst {sum} Liter.
measure: Um 10:30:45 zeigte es {few}.{few}.
"""),
    "fr": _read(r"""
order number: La commande {order} est partie.
order number: Le numéro de colis est {order}, référence {order}.
order number: Voir facture {order}.
large sum: Le total est de {sum} euros.
large sum: {sum} + {few} = {sum}
large sum: Multiplie {sum} par 12.
formula: x = ({few} - 3)/{few} et y^2 = {sum}
formula: {few}-{few}-{few} = 0
isbn: ISBN {isbn} est épuisé.
isbn: Lis le chapitre 3 du livre ISBN {isbn}.
version: Installe la version {version}.
version: La version {version} corrige 12 défauts.
date: Le traité fut signé le {date}.
date: La réunion est le {date} à 10 h 30.
first name: {first} a 3 boîtes de 12 stylos et en donne 7 à {first}.
first name: Madame {first} achète 4 pommes.
first name: {first} est née en 1987.
famous: La Tour Eiffel a {sum} visiteurs.
famous: Pierre de Fermat l'affirma.
famous: Le Mont Blanc est haut de 4 808 m.
measure: Pi vaut environ 3,{digits}{digits}.
measure: La cuve contient {sum} litres.
measure: À 10:30:45 on lut {few}.{few}.
"""),
    "es": _read(r"""
order number: El pedido {order} ha salido.
order number: El número de envío es {order}.
order number: Véase la factura {order}.
large sum: El total es de {sum} euros.
large sum: {sum} + {few} = {sum}
large sum: Multiplica {sum} por 12.
formula: x = ({few} - 3)/{few} y y^2 = {sum}
formula: {few}-{few}-{few} = 0
isbn: ISBN {isbn} está agotado.
isbn: Lee el capítulo 3 del libro con ISBN {isbn}.
version: Instala la versión {version}.
version: La versión {version} corrige 12 fallos.
date: El tratado se firmó el {date}.
date: La reunión es el {date} a las 10:30.
first name: {first} tiene 3 cajas de 12 plumas y da 7 a {first}.
first name: La señora {first} compra 4 manzanas.
first name: {first} nació en 1987.
famous: La Sagrada Familia tuvo {sum} visitantes.
famous: Miguel de Cervantes escribió el Quijote.
famous: Buenos Aires es grande.
measure: Pi es cerca de 3,{digits}{digits}.
measure: El tanque tiene {sum} litros.
measure: A las 10:30:45 marcó {few}.{few}.
"""),
    "sw": _read(r"""
order number: Agizo {order} limetumwa.
order number: Nambari ya kifurushi ni {order}.
order number: Tazama ankara {order}.
large sum: Jumla ni shilingi {sum}.
large sum: {sum} + {few} = {sum}
large sum: Zidisha {sum} kwa 12.
formula: x = ({few} - 3)/{few} na y^2 = {sum}
formula: {few}-{few}-{few} = 0
isbn: ISBN {isbn} kimeisha.
isbn: Soma sura ya 3 ya kitabu chenye ISBN {isbn}.
version: Sakinisha toleo {version}.
version: Toleo {version} linarekebisha kasoro 12.
date: Mkataba ulitiwa saini tarehe {date}.
date: Mkutano ni tarehe {date} saa 10:30.
first name: {first} ana masanduku 3 ya kalamu 12 na anampa {first} 7.
first name: Bi {first} ananunua matofaa 4.
first name: {first} alizaliwa mwaka 1987.
famous: Mlima Kilimanjaro una urefu wa mita 5895.
famous: Dar es Salaam ina watu {sum}.
famous: Julius Nyerere alikuwa mwalimu.
measure: Pi ni karibu 3.{digits}{digits}.
measure: Tangi lina lita {sum}.
measure: Saa 10:30:45 ilionyesha {few}.{few}.
"""),
}

FIRST: Mapping[str, tuple[str, ...]] = {
    "en": ("Oliver", "Harriet", "Desmond", "Priscilla", "Wendell", "Maeve", "Tobias", "Beatrix"),
    "de": ("Ulrike", "Hartmut", "Sieglinde", "Jürgen", "Liesel", "Bernd", "Käthe", "Falko"),
    "fr": ("Thierry", "Solange", "Benoît", "Élodie", "Gaspard", "Mireille", "Anaïs", "Fabrice"),
    "es": ("Remedios", "Íñigo", "Socorro", "Andrés", "Maribel", "Joaquín", "Begoña", "Rubén"),
    "sw": ("Mwanaidi", "Barasa", "Subira", "Makena", "Hamisi", "Nyambura", "Salehe", "Tatu"),
}
LAST: Mapping[str, tuple[str, ...]] = {
    "en": ("Thornbury", "O'Connell", "Blackwood-Hayes", "Ashdown", "McAllister", "Penhaligon"),
    "de": ("Kirchner", "von Bülow", "Müller-Lüdenscheidt", "Öztürk", "Brandstetter", "Groß"),
    "fr": ("Lefèvre", "de La Tour", "Dupont-Moretti", "Évrard", "Chastagnier", "Rousseau"),
    "es": ("Villanueva", "de la Fuente", "Ortega Ruiz", "Ibáñez", "Castellanos", "Muñoz"),
    "sw": ("Mwakasege", "Odhiambo", "wa Thiong'o", "Kipchumba", "Abdallah", "Mrisho"),
}
MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("January", "March", "May", "August", "October", "December"),
    "de": ("Januar", "März", "Mai", "August", "Oktober", "Dezember"),
    "fr": ("janvier", "mars", "mai", "août", "octobre", "décembre"),
    "es": ("enero", "marzo", "mayo", "agosto", "octubre", "diciembre"),
    "sw": ("Januari", "Machi", "Mei", "Agosti", "Oktoba", "Desemba"),
}
