"""Which language texts are in: py3langid's model over many texts at once, at under half of its cost one by one.

>>> model = among(frozenset({"en", "sw"}))
>>> [model.labels[best] for best in model.shares(["The tailor cuts the cloth", "Watoto wanacheza"]).argmax(axis=1)]
['en', 'sw']
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier, visit_counts

WRITTEN = (  # what much is written in; rare languages only resemble these
    *("en", "de", "fr", "es", "sw", "it", "pt", "nl", "pl", "ro", "cs", "hu", "sv", "da", "fi", "el", "tr", "ru", "uk"),
    *("ar", "fa", "he", "hi", "bn", "ta", "ur", "zh", "ja", "ko", "vi", "id", "th", "ha", "yo", "am", "so", "zu"),
)


@dataclass(frozen=True, slots=True)
class Tongues:
    """The model for some languages.

    Attributes:
        labels: the languages' ISO 639-1 codes, in the model's order; one that has two scripts stands twice.
        table: log probability of each feature in each language.
        prior: of each language.
    """

    labels: tuple[str, ...]
    table: NDArray[np.float32]
    prior: NDArray[np.float32]

    def shares(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How probable each language is, `(texts, labels)`; even where a text has no feature.

        Guarantees:
            What is said of a text does not depend on the texts beside it.
        """
        model = _model()
        scores = np.zeros((len(texts), len(self.labels)), dtype=np.float32)
        sizes: list[int] = []
        places: list[int] = []
        counts: list[int] = []
        ends = [0]
        for text in texts:
            told = model._encode(text)
            seen = visit_counts(model.tk_nextmove, model._rowbase, model.tk_output, told) or {}
            sizes.append(len(told) or 1)
            places += seen
            counts += seen.values()
            ends.append(len(places))
        if places:
            weights = np.log1p(np.array(counts, dtype=np.float32))
            terms = self.table[np.array(places, dtype=np.intp)] * weights[:, None]
            full = np.flatnonzero(np.diff(ends))
            scores[full] = np.add.reduceat(terms, np.array(ends[:-1])[full]) + self.prior
        scores /= np.sqrt(np.array(sizes, dtype=np.float32))[:, None]  # softer for longer texts, as the package has it
        np.exp(scores - scores.max(axis=1, keepdims=True), out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        for one, other in self._twice():
            scores[:, one] += scores[:, other]
            scores[:, other] = 0.0
        return scores

    def _twice(self) -> list[tuple[int, int]]:
        """First and second place of languages that stand twice."""
        first = {label: self.labels.index(label) for label in self.labels}
        return [(first[label], at) for at, label in enumerate(self.labels) if first[label] != at]


@cache
def _model() -> LanguageIdentifier:
    """The model that comes with the package, read once a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def among(expected: frozenset[str]) -> Tongues:
    """The model for languages that are expected and those that much is written in."""
    model = _model()
    wanted = expected.union(WRITTEN) & known()
    places = [at for at, label in enumerate(model.nb_classes) if label in wanted]
    labels = tuple(model.nb_classes[at] for at in places)
    return Tongues(labels, np.ascontiguousarray(model.nb_ptc[:, places], dtype=np.float32), model.nb_pc[places])


@cache
def known() -> frozenset[str]:
    """Codes of the languages that the model knows."""
    return frozenset(_model().labels)
