"""People of every age: limbs that swing with the gait, clothes, hair, and skin in its whole range."""

import numpy as np

from provender.core.seeds import Stream, stream
from provender.twin.render.mesh.shapes import Array, Colour, Material, Part, ball, joined, tube
from provender.twin.scene import Actor, ActorKind

_SKIN: tuple[Colour, ...] = (  # linear, after the ten tones of the Monk scale
    (0.86, 0.75, 0.67), (0.80, 0.66, 0.55), (0.74, 0.60, 0.44), (0.62, 0.46, 0.31), (0.50, 0.33, 0.20),
    (0.36, 0.22, 0.13), (0.22, 0.13, 0.08), (0.13, 0.08, 0.05), (0.075, 0.05, 0.036), (0.05, 0.035, 0.028),
)  # fmt: skip
_HAIR: tuple[Colour, ...] = (
    (0.02, 0.015, 0.012),
    (0.06, 0.03, 0.02),
    (0.18, 0.1, 0.05),
    (0.45, 0.33, 0.16),
    (0.5, 0.5, 0.5),
)
_CLOTH: tuple[Colour, ...] = (
    (0.05, 0.06, 0.1), (0.02, 0.02, 0.025), (0.4, 0.05, 0.04), (0.06, 0.16, 0.36), (0.5, 0.42, 0.1), (0.1, 0.24, 0.1),
    (0.55, 0.54, 0.5), (0.3, 0.12, 0.3), (0.6, 0.25, 0.05), (0.2, 0.18, 0.15),
)  # fmt: skip
_STEP = 0.85  # of a person's height: two steps of a walk


class _Figure:
    """The measures of one body, in metres."""

    def __init__(self, high: float, child: bool, rng: Stream) -> None:
        self.high = high
        young = float(np.clip((1.5 - high) / 0.6, 0, 1)) if child else 0.0
        self.head = high * (0.066 + 0.022 * young)  # a small child's head is a sixth of its height
        self.hip = high * (0.52 - 0.05 * young)
        self.shoulder = high * (0.82 - 0.035 * young)
        self.build = rng.between(85, 125) / 100
        self.broad = high * 0.125 * (1 + 0.15 * (self.build - 1))
        self.deep = high * 0.066 * self.build


def tone(actor: Actor) -> int:
    """0 to 9: which of the ten skin tones somebody has."""
    return stream(actor.looks, 0, "twin/person").below(len(_SKIN))


def build(actor: Actor) -> float:
    """0.85 to 1.25: somebody's girth, as a share of what is usual for their height."""
    rng = stream(actor.looks, 0, "twin/person")
    for choices in (len(_SKIN), len(_HAIR), len(_CLOTH), len(_CLOTH[:4] + _CLOTH[9:])):
        rng.below(choices)
    return _Figure(actor.size.height, actor.kind is ActorKind.CHILD, rng).build


def person(actor: Actor, gone: float, speed: float) -> Part:
    """Somebody at the origin, facing x.

    Args:
        gone: metres walked so far, which sets the phase of the gait.
        speed: m/s; 0 stands, from 2.5 on runs.
    """
    rng = stream(actor.looks, 0, "twin/person")
    bare = _SKIN[rng.below(len(_SKIN))]
    hair, coat, legs = rng.choice(_HAIR), rng.choice(_CLOTH), rng.choice(_CLOTH[:4] + _CLOTH[9:])
    child = actor.kind is ActorKind.CHILD
    body = _Figure(actor.size.height, child, rng)
    phase = 2 * np.pi * gone / (_STEP * body.high * (1.6 if speed > 2.5 else 1.0)) + rng.below(628) / 100
    swing = float(np.clip(speed / 1.4, 0.12, 1.0)) * (0.48 if speed < 2.5 else 0.75)
    lean = 0.02 if speed < 2.5 else 0.1
    parts = [*_trunk(body, coat, bare, lean), *_head(body, hair, bare, lean)]
    for side in (-1.0, 1.0):
        turned = phase + (np.pi if side > 0 else 0.0)
        parts += _leg(body, side, (swing * np.sin(turned), speed), legs)
        parts += _arm(body, side, (-0.8 * swing * np.sin(turned), speed), (coat, bare))
    made = joined(parts)
    lowest = made.corners[..., 2].min()
    corners = made.corners - np.array([0, 0, lowest])
    corners[..., 2] *= body.high / corners[..., 2].max()
    return made._replace(corners=corners)


def _trunk(body: _Figure, coat: Colour, bare: Colour, lean: float) -> list[Part]:
    """Hips, chest and neck."""
    hip, top, ahead = body.hip, body.shoulder, lean * body.high
    wide = body.broad / body.deep
    waist = (0.3 * ahead, 0.0, hip + 0.42 * (top - hip))

    def piece(start: tuple[float, float, float], end: tuple[float, float, float], radii: tuple[float, float]) -> Part:
        made = tube(start, end, radii, material=Material.CLOTH, tint=coat, sides=12)
        corners = made.corners.copy()
        corners[..., 1] *= wide * 0.86
        return made._replace(corners=corners)

    return [
        piece((0, 0, hip), waist, (body.deep * 1.06, body.deep * 0.98)),
        piece(waist, (ahead, 0, top - body.deep * 0.75), (body.deep * 0.98, body.deep * 1.12)),
        tube((ahead, 0, top - 0.02), (ahead * 1.1, 0, top + body.head * 0.7), (body.head * 0.5, body.head * 0.46),
             material=Material.SKIN, tint=bare),
    ]  # fmt: skip


def _head(body: _Figure, hair: Colour, bare: Colour, lean: float) -> list[Part]:
    """A head, a nose and hair."""
    r = body.head
    x, z = lean * body.high * 1.15, body.high - r * 1.12
    return [
        ball((x + 0.05 * r, 0, z), (r * 0.94, r * 0.8, r * 1.12), Material.SKIN, bare),
        ball((x + r * 0.95, 0, z - r * 0.1), (r * 0.16, r * 0.12, r * 0.16), Material.SKIN, bare, fine=5),
        ball((x - 0.16 * r, 0, z + 0.16 * r), (r * 0.92, r * 0.88, r * 1.03), Material.HAIR, hair),
    ]


def _leg(body: _Figure, side: float, gait: tuple[float, float], cloth: Colour) -> list[Part]:
    """Thigh, shin and shoe; the knee bends while the leg comes forward."""
    swing, speed = gait
    thick, long = body.high * 0.042 * body.build, body.hip * 0.5
    y = side * body.broad * 0.45
    hip = np.array([0.0, y, body.hip])
    knee = hip + long * np.array([np.sin(swing), 0, -np.cos(swing)])
    bend = (0.25 if speed < 2.5 else 0.9) * max(0.0, 0.6 - swing) * min(1.0, speed)
    low = swing - bend
    ankle = knee + (long * 0.93) * np.array([np.sin(low), 0, -np.cos(low)])
    toe = ankle + np.array([np.cos(low), 0, np.sin(low)]) * body.high * 0.075
    shoe = (0.03, 0.025, 0.022)
    return [
        tube(hip, knee, (thick * 1.28, thick * 0.86), material=Material.CLOTH, tint=cloth),
        tube(knee, ankle, (thick * 0.86, thick * 0.6), material=Material.CLOTH, tint=cloth),
        tube(ankle - [0.01, 0, 0], toe, (thick * 0.66, thick * 0.5), material=Material.RUBBER, tint=shoe),
    ]


def _arm(body: _Figure, side: float, gait: tuple[float, float], colours: tuple[Colour, Colour]) -> list[Part]:
    """Upper arm, forearm and hand."""
    swing, speed = gait
    thick, long = body.high * 0.027 * body.build, (body.shoulder - body.hip) * 0.58
    lean = (0.02 if speed < 2.5 else 0.1) * body.high
    shoulder = np.array([lean, side * body.broad * 1.0, body.shoulder - thick])
    out = side * 0.14
    elbow = shoulder + long * _down(swing, out)
    bent = swing + (0.25 if speed < 2.5 else 1.35)
    wrist = elbow + long * 0.9 * _down(bent, out * 0.4)
    hand = wrist + long * 0.24 * _down(bent, 0.0)
    coat, bare = colours
    return [
        tube(shoulder, elbow, (thick * 1.25, thick), material=Material.CLOTH, tint=coat),
        tube(elbow, wrist, (thick, thick * 0.75), material=Material.CLOTH, tint=coat),
        tube(wrist, hand, (thick * 0.8, thick * 0.66), material=Material.SKIN, tint=bare),
    ]


def _down(swing: float, out: float) -> Array:
    """The unit vector that hangs down, swung forward and held out sideways."""
    way = np.array([np.sin(swing), out, -np.cos(swing)])
    unit: Array = way / np.linalg.norm(way)
    return unit
