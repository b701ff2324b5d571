"""Copies: synthetic rows that are real ones, or lie nearer to those learned from than to others.

Nearness is an alarm and no proof: a table that passes may still give people away ("The DCR Delusion", Yao et al. 2025,
arXiv 2505.01524). Only its failure means something.
"""

from provender.core.verdict import Interval
from provender.tabular.attacks.people import People, nearest
from provender.tabular.attacks.risk import Tried
from provender.tabular.table import Table


def exact(made: Table, learned: Table, control: Table) -> Tried:
    """Synthetic rows that are a row learned from, and those that would be one of as many control rows.

    All rows are compared, in all their columns.
    """
    sets = [{bytes(row) for row in table.digests} for table in (learned, control)]
    rows = [bytes(row) for row in made.digests]
    hits, chance = (sum(row in known for row in rows) for known in sets)
    scaled = min(round(chance * len(learned) / max(len(control), 1)), len(rows))
    return Tried(hits=hits, tries=len(rows), control_hits=scaled, control_tries=len(rows))


def nearer(people: People, *, most: int = 4000) -> tuple[float, Interval]:
    """Share of synthetic rows nearer to a row learned from than to a control row, ties by halves; 0.5 is ideal."""
    made = people.made[:most]
    near = [nearest(made, rows, people.named)[0][:, 0] for rows in (people.learned, people.control)]
    won = int((near[0] < near[1]).sum()) + int((near[0] == near[1]).sum()) / 2
    return won / max(len(made), 1), Interval.wilson(round(won), len(made))
