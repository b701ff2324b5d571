"""Copies: synthetic rows that are real ones, or lie nearer to those learned from than to others.

Nearness is an alarm and no proof: a table that passes may still give people away ("The DCR Delusion", Yao et al. 2025,
arXiv 2505.01524). Only its failure means something.
"""

import numpy as np

from provender.core.verdict import Interval
from provender.tabular.attacks.people import Matrix, People, nearest
from provender.tabular.attacks.risk import Tried


def exact(people: People) -> Tried:
    """Synthetic rows that are a row learned from, and those that are a control row."""
    made = _rows(people.made)
    hits, control_hits = (int(np.isin(made, _rows(rows)).sum()) for rows in (people.learned, people.control))
    return Tried(hits=hits, tries=len(made), control_hits=control_hits, control_tries=len(made))


def _rows(values: Matrix) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    """Rows as single values that can be compared."""
    plain = np.ascontiguousarray(values + np.float32(0.0))
    return plain.view(np.dtype((np.void, plain.shape[1] * plain.itemsize)))[:, 0]


def nearer(people: People, *, most: int = 4000) -> tuple[float, Interval]:
    """Share of synthetic rows nearer to a row learned from than to a control row, ties by halves; 0.5 is ideal."""
    made = people.made[:most]
    near = [nearest(made, rows, people.named)[0][:, 0] for rows in (people.learned, people.control)]
    won = int((near[0] < near[1]).sum()) + int((near[0] == near[1]).sum()) / 2
    return won / max(len(made), 1), Interval.wilson(round(won), len(made))
