"""Gold for `general/language`: sentences that say which language they are in, half of them wrongly.

"Tangi lina lita 4 500. Mkutano ni tarehe 3 Mei saa 10:30."  says sw: sound; says de: faulty
"x = (12 - 3)/4, y^2 = 81"                                   says whatever it says: sound
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from provender.core.record import Origin, Record
from provender.core.registry import gold
from provender.core.seeds import stream
from provender.core.verdict import Gold
from provender.general.golds._sentences import SOUND
from provender.general.golds._values import LANGUAGES, alike
from provender.general.passage import Passage

NAME = "general/language"
_LONG = {"three sentences": 3, "five sentences": 5}
_WORDY = ("order number", "large sum", "isbn", "version", "date", "first name", "famous", "measure")


@gold
@dataclass(frozen=True, slots=True)
class LanguageGold:
    """Three or five sentences in one language, or a formula; every fourth of the sound ones is a formula."""

    def __call__(self, count: int, /, *, seed: int) -> Sequence[Gold]:
        """`count` golds: the even ones faulty, the odd ones sound."""
        return [_one(at, seed) for at in range(count)]


def _one(at: int, seed: int) -> Gold:
    """The gold at a place."""
    rng = Random(stream(seed, at, f"gold/{NAME}").below(2**62))
    language = LANGUAGES[at // 2 % len(LANGUAGES)]
    faulty = at % 2 == 0
    kind = "formula" if at % 8 == 3 else rng.choice(list(_LONG))
    if kind == "formula":
        text = ", ".join(
            f"{letter} = ({rng.randrange(99)} - {rng.randrange(9)})/{rng.randrange(2, 9)}" for letter in "xyz"
        )
    else:
        text = " ".join(_sentence(rng, language) for _ in range(_LONG[kind]))
    says = rng.choice([other for other in LANGUAGES if other != language]) if faulty else language
    origin = Origin(source=f"gold/{NAME}", version="1", recipe="", seed=seed, index=at)
    record = Record(payload=Passage(text, says), origin=origin, tags={"language": says})
    return Gold(record=record, faulty=faulty, kind=kind, slices={"language": language})


def _sentence(rng: Random, language: str) -> str:
    """One sentence of many words in a language."""
    return rng.choice(SOUND[language][rng.choice(_WORDY)]).format(**alike(rng, language))
