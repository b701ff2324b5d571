"""Gold for `general/personal_data`: sentences in five languages that hold personal data, or only look like it.

"Call 0712 345 678 and ask for room 12."     faulty: a telephone
"Order 0712-345678 has shipped."             sound: a number of an order
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from provender.core.record import Origin, Record
from provender.core.registry import gold
from provender.core.seeds import stream
from provender.core.verdict import Gold
from provender.general.golds._sentences import FAULTY, SOUND
from provender.general.golds._values import LANGUAGES, MAKE, alike
from provender.general.passage import Passage

NAME = "general/personal_data"


@gold
@dataclass(frozen=True, slots=True)
class PersonalDataGold:
    """Sentences with one piece of personal data each, and as many without, every kind and language by turns."""

    def __call__(self, count: int, /, *, seed: int) -> Sequence[Gold]:
        """`count` golds: the even ones faulty, the odd ones sound."""
        return [_one(at, seed) for at in range(count)]


def _one(at: int, seed: int) -> Gold:
    """The gold at a place."""
    rng = Random(stream(seed, at, f"gold/{NAME}").below(2**62))
    language = LANGUAGES[at // 2 % len(LANGUAGES)]
    faulty = at % 2 == 0
    kinds = (FAULTY if faulty else SOUND)[language]
    kind = list(kinds)[at // (2 * len(LANGUAGES)) % len(kinds)]
    sentence = rng.choice(kinds[kind])
    text = sentence.format(x=MAKE[kind](rng, language)) if faulty else sentence.format(**alike(rng, language))
    record = Record(
        payload=Passage(text, language),
        origin=Origin(source=f"gold/{NAME}", version="1", recipe="", seed=seed, index=at),
        tags={"language": language},
    )
    return Gold(record=record, faulty=faulty, kind=kind, slices={"language": language})
