"""Teachers whose skill and whose common errors are known, because they are drawn here."""

import numpy as np
from numpy.typing import NDArray

from provender.reasoning.agreement.votes import Votes, classes_of


def crowd(
    skills: tuple[float, ...], *, n: int, seed: int, lineages: tuple[str, ...] = (), together: float = 0.0
) -> Votes:
    """Votes of teachers who are right by `skills` and, where wrong, say what their lineage says by `together`.

    The right answer is 0; every truth is known.
    """
    rng = np.random.default_rng(seed)
    families = lineages or tuple(f"family {each}" for each in range(len(skills)))
    answers = []
    for _ in range(n):
        common = {family: int(rng.integers(1, 1000)) for family in families}
        row = []
        for skill, family in zip(skills, families, strict=True):
            wrong = common[family] if rng.random() < together else int(rng.integers(1, 1000))
            row.append(0 if rng.random() < skill else wrong)
        answers.append(row)
    return Votes(
        teachers=tuple(f"t{each}" for each in range(len(skills))),
        lineages=families,
        classes=classes_of(answers),
        known=np.ones(n, bool),
        right=np.array(answers) == 0,
    )


def knowing(votes: Votes, probes: int, *, seed: int) -> Votes:
    """The same with only `probes` truths known."""
    known: NDArray[np.bool_] = np.zeros(len(votes), bool)
    known[np.random.default_rng(seed).permutation(len(votes))[:probes]] = True
    return votes.with_known(known)
