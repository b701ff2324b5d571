"""Gold for `general/clean_text`: sentences spoilt as encodings, copying and malice spoil them, and odd but sound ones.

"La commande est partie trÃ¨s tÃ´t."      faulty: read in another encoding than it was written in
"Übrigens: ∑ x² ≤ 4 µm, naïve café 😀"    sound
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from provender.core.record import Origin, Record
from provender.core.registry import gold
from provender.core.seeds import stream
from provender.core.verdict import Gold
from provender.general.golds._sentences import SOUND
from provender.general.golds._values import LANGUAGES, alike
from provender.general.passage import Passage

NAME = "general/clean_text"
_ACCENTED = (
    "Übrigens, très tôt",
    "mañana será más fácil",
    "größer als vorher",
    "“naïve” café — déjà vu",
    "l’été à Besançon",
)
_ODD = (
    "∑ x² ≤ 4 µm, ∀ε>0 ∃δ: |Δx| < δ", "😀👩‍🔬🇰🇪 well done!", "Привет, как дела? Это задача.", "مرحبا، كم عدد التفاحات؟",
    "小明有三个苹果。", "می‌خواهم بروم", "नमस्ते, कितने सेब हैं?", "Ελλάδα: άθροισμα 3 + 4", "Line one\r\nline two\tend",
    "----------------------------------------", "naïve façade, Ærøskøbing, Łódź, Đà Nẵng", "Ä Ö Ü ß € £ ¥ ° § ½",
)  # fmt: skip


def _put(sign: str) -> Callable[[Random, str], str]:
    """A spoiler that puts a sign somewhere inside."""

    def spoil(rng: Random, text: str) -> str:
        at = rng.randrange(1, len(text))
        return text[:at] + sign + text[at:]

    return spoil


def _misread(rng: Random, text: str) -> str:
    """Accents written in UTF-8 and read in a single-byte encoding."""
    accented = f"{text} {rng.choice(_ACCENTED)}"
    return accented.encode().decode(rng.choice(("latin-1", "cp1252")), errors="ignore")


def _lost(rng: Random, text: str) -> str:
    """Accents that no decoder understood."""
    return f"{text} {rng.choice(_ACCENTED)}".encode("latin-1", "replace").decode("utf-8", errors="replace")


def _look_alike(_: Random, text: str) -> str:
    """Latin letters replaced by Cyrillic ones that look the same."""
    return f"{text} palace".replace("a", "а", 1).replace("o", "о", 1).replace("e", "е", 1)


SPOIL: Mapping[str, Callable[[Random, str], str]] = {
    "read in another encoding": _misread,
    "undecoded": _lost,
    "control character": lambda rng, text: _put(rng.choice("\x00\x08\x1b\x7f\x85"))(rng, text),
    "text turned around": lambda rng, text: f"\u202e{text}\u202c" if rng.random() < 0.5 else _put("\u2067")(rng, text),
    "hidden character": lambda rng, text: _put(rng.choice("\u200b\u2060\ufeff\U000e0041\u00ad"))(rng, text),
    "look-alike letters": _look_alike,
    "half a surrogate": _put("\ud83d"),
    "nothing": lambda rng, _: " \n" * rng.randrange(3),
    "over and over": lambda rng, text: text + rng.choice(("ha", "x", "na na ")) * 400,
    "too long": lambda _, text: (text + "\n") * (250_000 // len(text)),
}


@gold
@dataclass(frozen=True, slots=True)
class CleanTextGold:
    """Sentences in five languages, each spoilt in one way, and as many sound ones, some of them odd."""

    def __call__(self, count: int, /, *, seed: int) -> Sequence[Gold]:
        """`count` golds: the even ones faulty, the odd ones sound."""
        return [_one(at, seed) for at in range(count)]


def _one(at: int, seed: int) -> Gold:
    """The gold at a place."""
    rng = Random(stream(seed, at, f"gold/{NAME}").below(2**62))
    language = LANGUAGES[at // 2 % len(LANGUAGES)]
    text = rng.choice(SOUND[language][rng.choice(list(SOUND[language]))]).format(**alike(rng, language))
    faulty = at % 2 == 0
    if faulty:
        kind = list(SPOIL)[at // 10 % len(SPOIL)]
        text = SPOIL[kind](rng, text)
    else:
        kind = rng.choice(("plain", "accents", "another script or sign"))
        more = {"plain": "", "accents": rng.choice(_ACCENTED), "another script or sign": rng.choice(_ODD)}[kind]
        text = f"{text} {more}".strip()
    record = Record(
        payload=Passage(text, language),
        origin=Origin(source=f"gold/{NAME}", version="1", recipe="", seed=seed, index=at),
        tags={"language": language},
    )
    return Gold(record=record, faulty=faulty, kind=kind, slices={"language": language})
