"""Reading what stands in the houses of a row: entries of lists, and houses named by what they hold.

Tables of words by language, written from the languages; a house after "links von" or "neben" stands in the dative.
"""

import re
from collections.abc import Mapping

from provender.reasoning.read.forms import Slot

# key: entry; the house as subject; for German also the house in the dative
_WORDS = {
    "en": """
cat: the cat; the house with the cat
dog: the dog; the house with the dog
goat: the goat; the house with the goat
horse: the horse; the house with the horse
hen: the hen; the house with the hen
rabbit: the rabbit; the house with the rabbit
tea: tea; the house with tea
coffee: coffee; the house with coffee
milk: milk; the house with milk
water: water; the house with water
juice: juice; the house with juice
cocoa: cocoa; the house with cocoa
red: red; the red house
green: green; the green house
blue: blue; the blue house
yellow: yellow; the yellow house
white: white; the white house
black: black; the black house
""",
    "sw": """
cat: paka; nyumba yenye paka
dog: mbwa; nyumba yenye mbwa
goat: mbuzi; nyumba yenye mbuzi
horse: farasi; nyumba yenye farasi
hen: kuku; nyumba yenye kuku
rabbit: sungura; nyumba yenye sungura
tea: chai; nyumba yenye chai
coffee: kahawa; nyumba yenye kahawa
milk: maziwa; nyumba yenye maziwa
water: maji; nyumba yenye maji
juice: juisi; nyumba yenye juisi
cocoa: kakao; nyumba yenye kakao
red: nyekundu; nyumba nyekundu
green: kijani; nyumba ya kijani
blue: buluu; nyumba ya buluu
yellow: njano; nyumba ya njano
white: nyeupe; nyumba nyeupe
black: nyeusi; nyumba nyeusi
""",
    "fr": """
cat: le chat; la maison avec le chat
dog: le chien; la maison avec le chien
goat: la chèvre; la maison avec la chèvre
horse: le cheval; la maison avec le cheval
hen: la poule; la maison avec la poule
rabbit: le lapin; la maison avec le lapin
tea: le thé; la maison avec le thé
coffee: le café; la maison avec le café
milk: le lait; la maison avec le lait
water: l'eau; la maison avec l'eau
juice: le jus; la maison avec le jus
cocoa: le cacao; la maison avec le cacao
red: rouge; la maison rouge
green: verte; la maison verte
blue: bleue; la maison bleue
yellow: jaune; la maison jaune
white: blanche; la maison blanche
black: noire; la maison noire
""",
    "es": """
cat: el gato; la casa con el gato
dog: el perro; la casa con el perro
goat: la cabra; la casa con la cabra
horse: el caballo; la casa con el caballo
hen: la gallina; la casa con la gallina
rabbit: el conejo; la casa con el conejo
tea: el té; la casa con el té
coffee: el café; la casa con el café
milk: la leche; la casa con la leche
water: el agua; la casa con el agua
juice: el zumo; la casa con el zumo
cocoa: el cacao; la casa con el cacao
red: roja; la casa roja
green: verde; la casa verde
blue: azul; la casa azul
yellow: amarilla; la casa amarilla
white: blanca; la casa blanca
black: negra; la casa negra
""",
    "de": """
cat: die Katze; das Haus mit der Katze; dem Haus mit der Katze
dog: der Hund; das Haus mit dem Hund; dem Haus mit dem Hund
goat: die Ziege; das Haus mit der Ziege; dem Haus mit der Ziege
horse: das Pferd; das Haus mit dem Pferd; dem Haus mit dem Pferd
hen: die Henne; das Haus mit der Henne; dem Haus mit der Henne
rabbit: das Kaninchen; das Haus mit dem Kaninchen; dem Haus mit dem Kaninchen
tea: der Tee; das Haus mit dem Tee; dem Haus mit dem Tee
coffee: der Kaffee; das Haus mit dem Kaffee; dem Haus mit dem Kaffee
milk: die Milch; das Haus mit der Milch; dem Haus mit der Milch
water: das Wasser; das Haus mit dem Wasser; dem Haus mit dem Wasser
juice: der Saft; das Haus mit dem Saft; dem Haus mit dem Saft
cocoa: der Kakao; das Haus mit dem Kakao; dem Haus mit dem Kakao
red: rot; das rote Haus; dem roten Haus
green: grün; das grüne Haus; dem grünen Haus
blue: blau; das blaue Haus; dem blauen Haus
yellow: gelb; das gelbe Haus; dem gelben Haus
white: weiß; das weiße Haus; dem weißen Haus
black: schwarz; das schwarze Haus; dem schwarzen Haus
""",
}
# somebody's house, as subject and after a preposition of place
_RESIDENTS = {
    "en": ("(NAME)'s house",) * 2,
    "sw": ("nyumba ya (NAME)",) * 2,
    "fr": ("la maison (?:de |d')(NAME)",) * 2,
    "es": ("la casa de (NAME)",) * 2,
    "de": ("das Haus von (NAME)", "dem Haus von (NAME)"),
}
_NAME = "[A-Z][a-z]{1,30}"


def _rows(language: str) -> list[list[str]]:
    """[key, entry, house as subject, house after a preposition] for every thing."""
    rows = [re.split("[:;] ", line) for line in _WORDS[language].strip().split("\n")]
    return [row if len(row) == 4 else [*row, row[2]] for row in rows]


ENTRY: Mapping[str, Mapping[str, str]] = {language: {row[1]: row[0] for row in _rows(language)} for language in _WORDS}
"""language -> an entry of a list -> its key; a name is its own."""


def _slot(language: str, column: int) -> Slot:
    """Houses in one case; at the start of a sentence they have a capital letter."""
    known = {row[column]: row[0] for row in _rows(language)}
    resident = re.compile(_RESIDENTS[language][column - 2].replace("NAME", _NAME))
    names = resident.pattern.replace("(NAME)", _NAME).replace(f"({_NAME})", _NAME)
    pattern = "|".join(
        f"[{phrase[0].upper()}{phrase[0]}]{rest}" if phrase[0].islower() else phrase + rest
        for phrase, rest in ((text, re.escape(text[1:])) for text in known)
    )
    first = f"[{names[0].upper()}{names[0]}]{names[1:]}" if names[0].islower() else names

    def convert(text: str) -> str | None:
        lower = text[0].lower() + text[1:]
        found = known.get(lower)
        somebody = resident.fullmatch(text) or resident.fullmatch(lower)
        return found or (somebody[1] if somebody else None)

    return f"(?:{pattern}|{first})", convert


HOUSES: Mapping[str, Slot] = {
    **{f"house{language}": _slot(language, 2) for language in _WORDS},
    **{f"near{language}": _slot(language, 3) for language in _WORDS},
}
"""Types of slots: "houseen" a house as subject, "nearen" after a preposition of place, and so for each language."""
