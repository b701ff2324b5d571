"""Contacts: where bodies touch and nowhere else, pressing, within Coulomb's cone, and on it in sliding."""

from collections.abc import Iterator

import numpy as np

from provender.twin.robots.episode import STEP, Array
from provender.twin.robots.verifiers._facts import Facts
from provender.twin.robots.verifiers._fields import inside

_TOUCH = 0.0012  # m that bodies may be apart at both ends of a step in which they touch, beside how they move
_PRESSED = 0.0004  # m inside each other at both ends without a contact
_ROUND = 1e-6  # N
_SPREAD = 1.7  # of load to normal force: normals of a pair of convex bodies stand at right angles at most
_POINT = 0.004  # m from either surface
_SLIDES = 0.03  # m/s from which something slides
# of how fast its corners may turn for how fast it slides: in how many steps, and the share of the cone that one reaches
_ON_CONE = ((0.15, 3, 0.85), (1.0, 5, 0.75))


def contact_faults(facts: Facts) -> Iterator[str]:
    """All that can be wrong with contacts."""
    if (np.isin(facts.one, facts.tool) & np.isin(facts.other, facts.tool)).any():
        yield "parts of the tool touch each other"
    yield from _touch_faults(facts)
    yield from _cone_faults(facts)
    yield from _point_faults(facts)
    yield from _sliding_faults(facts)


def _touch_faults(facts: Facts) -> Iterator[str]:
    """Contacts against gaps."""
    reach = [max(body.half) if body.role == "object" else 0.0 for body in facts.bodies]
    rates = np.linalg.norm(facts.episode.velocities[..., 3:], axis=-1) * reach
    for (a, b), gap in facts.gaps.items():
        touched = facts.touched((a, b))
        low, high = np.minimum(gap[1:], gap[:-1]), np.maximum(gap[1:], gap[:-1])
        closing = np.linalg.norm(facts.speed[:, a] - facts.speed[:, b], axis=-1) + rates[:, a] + rates[:, b]
        allowed = _TOUCH + 0.5 * STEP * np.maximum(closing[1:], closing[:-1])
        both = f"{facts.bodies[a].id} and {facts.bodies[b].id}"
        if (touched & (low > allowed)).any():
            at = int(np.argmax(touched * (low - allowed)))
            yield f"{both} are told to touch {low[at] * 1000:.1f} mm apart, at {at * STEP:.2f} s"
        if (~touched & (high < -_PRESSED)).any():
            at = int(np.argmax(~touched & (high < -_PRESSED)))
            yield f"{both} press into each other and no contact is told, at {at * STEP:.2f} s"


def _cone_faults(facts: Facts) -> Iterator[str]:
    """Forces along and across normals."""
    along = np.linalg.norm(facts.press, axis=1)
    across = np.linalg.norm(facts.force - facts.press, axis=1)
    if (facts.load < along - _ROUND).any() or (facts.load > _SPREAD * along + _ROUND).any():
        yield "the load of a contact is not that of its normal forces"
    if (at := _first(across - _coefficients(facts) * facts.load * (1 + 1e-6) - _ROUND)) is not None:
        yield f"{_pair(facts, at)} have more friction than Coulomb's cone allows, at {facts.at[at] * STEP:.2f} s"
    lies = facts.one == 0
    if (facts.press[lies, :2] ** 2).sum() > _ROUND or (facts.press[lies, 2] < -_ROUND).any():
        yield "the table pushes otherwise than upwards"


def _point_faults(facts: Facts) -> Iterator[str]:
    """Where contacts are, on an object with the table too, and that they press the two bodies apart."""
    middle = (facts.place[1:] + facts.place[:-1]) / 2
    for place in facts.objects:
        for mine, sign in ((facts.one, 1.0), (facts.other, -1.0)):
            which = np.flatnonzero(mine == place)
            arm = facts.point[which] - middle[facts.at[which], place]
            local = np.einsum("nji,nj->ni", facts.turns[facts.at[which] + 1, place], arm)
            gone = np.linalg.norm(np.diff(facts.place, axis=0)[facts.at[which]][:, [place]], axis=-1)[:, 0]
            if (at := _first(np.abs(inside(facts.bodies[place], local)) - _POINT - gone)) is not None:
                yield f"{_pair(facts, which[at])} touch off the surface, at {facts.at[which[at]] * STEP:.2f} s"
            out = sign * (arm * facts.press[which]).sum(1) + _POINT * facts.load[which]
            if (out < 0).any():
                yield f"{_pair(facts, which[int(np.argmin(out))])} pull each other"
    rises = np.flatnonzero((facts.one == 0) & (np.abs(facts.point[:, 2]) > _POINT))
    if len(rises):
        yield f"{_pair(facts, rises[0])} touch off the table's top"


def _sliding_faults(facts: Facts) -> Iterator[str]:
    """What slides on the table is held back by as much as the cone allows, against its way.

    Where it turns or tips as well, parts of it slide other ways or not at all, and less of the cone is reached.
    """
    for place in facts.objects:
        body = facts.bodies[place]
        which = np.flatnonzero((facts.one == 0) & (facts.other == place))
        if body.shape == "sphere" or not len(which):
            continue
        at = facts.at[which]
        slow = np.minimum(*(np.linalg.norm(facts.speed[at + k, place, :2], axis=1) for k in (0, 1)))
        turning = facts.episode.velocities[:, place, 3:]
        rate = np.maximum(*(np.linalg.norm(turning[at + k], axis=1) for k in (0, 1))) * np.linalg.norm(body.half)
        way = facts.speed[at, place] + facts.speed[at + 1, place]
        rubs = -((facts.force - facts.press)[which] * way).sum(1) / np.maximum(np.linalg.norm(way, axis=1), _ROUND)
        shares = rubs / np.maximum(body.friction * facts.load[which], _ROUND)
        for turns, often, least in _ON_CONE:
            slides = (slow > _SLIDES) & (rate < turns * slow)
            if slides.sum() >= often and (share := float(shares[slides].max())) < least:
                yield f"{body.id} slides with {share:.0%} of the friction that its coefficient gives, at most"
                break


def _coefficients(facts: Facts) -> Array:
    """(m,) of Coulomb, for each contact: of two objects the larger one's."""
    own = np.array([body.friction for body in facts.bodies])
    return np.asarray(np.maximum(own[facts.one], own[facts.other]))


def _pair(facts: Facts, contact: int) -> str:
    """Who touches."""
    return f"{facts.bodies[facts.one[contact]].id} and {facts.bodies[facts.other[contact]].id}"


def _first(beyond: Array) -> int | None:
    """The place of the largest value if it is positive."""
    if not len(beyond):
        return None
    at = int(np.argmax(beyond))
    return at if beyond[at] > 0 else None
