"""Hate, by a small model that is trained and measured on labelled texts of yours.

    count,hate_speech,offensive_language,neither,class,tweet
    3,0,0,3,2,"Early bird catches the worm"

is a file of labels (Davidson et al. 2017): class 0 is hate, 1 offensive, 2 neither. One half, chosen by the texts'
digests, trains; the other half measures. A good score on such labels proves little elsewhere: trained on them and tried
on a functional test suite, the model found 28 % of hateful text and accused 19 % of the rest. So it refuses only where
both of its error rates are bounded by 5 %, and flags otherwise.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any, ClassVar, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

from provender.core.errors import InputError
from provender.core.files import locate
from provender.core.record import Origin, Record
from provender.core.registry import verifier
from provender.core.verdict import Gold, Grade, Outcome, Verdict
from provender.general.passage import Passage

NAME = "general/hate"
FLAG = "hate"
_KINDS = {"0": "hate", "1": "offensive", "2": "neither"}
_FALSE_ALARMS = 0.02  # share of the training half's other texts above the threshold
_BOUND = 0.05


class _Model(NamedTuple):
    """What was learned: the weights, the threshold, and what is held out."""

    weights: LogisticRegression
    threshold: float
    held: tuple[tuple[str, str], ...]  # text, kind


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Hate:
    """Flags what the model takes for hate; refuses it where the model's errors are bounded.

    Attributes:
        path: of the labelled texts: a CSV with the columns `class` and `tweet`.
        bound: of the shares of missed hate and of false alarms, up to which it refuses, in (0, 1).

    Guarantees:
        The texts by which it is measured had no part in its training.
    """

    screens: ClassVar[bool] = True

    path: str
    bound: float = _BOUND

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Judge each record's words."""
        return [self._verdict(record, hit) for record, hit in zip(records, self._hits(records), strict=True)]

    def mend(self, records: Sequence[Record], /) -> Sequence[Record]:
        """Tag what it takes for hate."""
        return [
            replace(record, tags={**record.tags, FLAG: "flagged"}) if hit else record
            for record, hit in zip(records, self._hits(records), strict=True)
        ]

    def golds(self, count: int, /) -> list[Gold]:
        """Texts that were held out of its training: hate is faulty."""
        return [_gold(at, text, kind) for at, (text, kind) in enumerate(_model(self.path).held[:count])]

    def _hits(self, records: Sequence[Record]) -> list[bool]:
        """Whether each record is taken for hate."""
        model = _model(self.path)
        if not records:
            return []
        return [bool(share >= model.threshold) for share in _shares(model.weights, [r.payload.text() for r in records])]

    def _verdict(self, record: Record, hit: bool) -> Verdict:
        """One record's verdict."""
        if not hit:
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)
        missed, alarms = errors(self.path)
        sure = max(missed, alarms) <= self.bound
        reason = "looks like hate" if sure else "looks like hate, flagged only: too little is known of this judge"
        told = {"misses at most": f"{missed:.1%}", "false alarms at most": f"{alarms:.1%}"}
        outcome = Outcome.FAIL if sure else Outcome.ABSTAIN
        return Verdict(record=record.key, verifier=NAME, outcome=outcome, reason=reason, evidence=told)


@lru_cache(maxsize=4)
def errors(path: str) -> tuple[float, float]:
    """Bounds (95 %, one-sided) of the shares of missed hate and of false alarms, on the texts held out."""
    from scipy.stats import beta

    model = _model(path)
    hits = _shares(model.weights, [text for text, _ in model.held]) >= model.threshold
    hate = np.array([kind == "hate" for _, kind in model.held])
    pairs = ((int((~hits & hate).sum()), int(hate.sum())), (int((hits & ~hate).sum()), int((~hate).sum())))
    missed, alarms = (1.0 if seen == n else float(beta.ppf(0.95, seen + 1, n - seen)) for seen, n in pairs)
    return missed, alarms


@lru_cache(maxsize=4)
def _model(path: str) -> _Model:
    """Train on one half; set the threshold there by its false alarms, in three folds."""
    learned, held = _halves(path)
    texts, hate = [text for text, _ in learned], np.array([kind == "hate" for _, kind in learned])
    fold = np.arange(len(texts)) % 3
    shares = np.empty(len(texts))
    for part in range(3):
        some = _trained([texts[at] for at in np.flatnonzero(fold != part)], hate[fold != part])
        shares[fold == part] = _shares(some, [texts[at] for at in np.flatnonzero(fold == part)])
    threshold = max(0.5, float(np.quantile(shares[~hate], 1 - _FALSE_ALARMS)))
    return _Model(_trained(texts, hate), threshold, tuple(held))


def _trained(texts: Sequence[str], hate: Any) -> LogisticRegression:
    """Logistic regression on hashed pieces of words."""
    model = LogisticRegression(C=10.0, class_weight="balanced", solver="liblinear", random_state=0)
    return model.fit(_pieces().transform(texts), hate)


def _shares(weights: LogisticRegression, texts: Sequence[str]) -> Any:
    """How surely each text is hate."""
    return weights.predict_proba(_pieces().transform(texts))[:, 1]


def _pieces() -> HashingVectorizer:
    """Three and four letters in a row, within words."""
    return HashingVectorizer(analyzer="char_wb", ngram_range=(3, 4), n_features=2**17, alternate_sign=False)


def _halves(path: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The labelled texts, (text, kind), divided by digest; a text that occurs twice stays on one side.

    Raises:
        InputError: the file is missing, of another shape, or has too few texts of either kind.
    """
    file = locate(path, where=NAME)
    mend = "give a CSV with the columns class (0 hate, 1 offensive, 2 neither) and tweet"
    halves: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, strict=True):
                side = blake2b(row["tweet"].encode(), digest_size=1).digest()[0] & 1
                halves[side].append((row["tweet"], _KINDS[row["class"]]))
    except (KeyError, csv.Error, UnicodeDecodeError, AttributeError, TypeError):
        raise InputError("these are no labelled texts", where=str(file), mend=mend) from None
    if any(sum(kind == "hate" for _, kind in half) < 30 or len(half) < 100 for half in halves):
        raise InputError("too few labelled texts to train and measure by", where=str(file), mend=mend)
    return halves


def _gold(at: int, text: str, kind: str) -> Gold:
    """A held-out text as gold."""
    origin = Origin(source=f"gold/{NAME}", version="1", recipe="", seed=0, index=at)
    return Gold(record=Record(payload=Passage(text, "en"), origin=origin), faulty=kind == "hate", kind=kind)
