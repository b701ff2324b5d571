"""False alarms of all monitors together over sound runs, and how soon planted flaws are found. About 4 CPU minutes.

A sound run has three teachers, each in three levels and two languages, some of which err exactly as much as they
may; fair screens; and four cycles that cover the anchor as the first did. It is a false alarm if any monitor stops it.
Then flaws are planted, one at a time: a teacher that errs in one slice, a screen that refuses the unusual, cycles made
of what the cycle before had said. Options: --runs, --flawed, --seed.

    false_alarms, false_alarms_at_most   of sound runs, and the upper 95 % bound on their share, exact   wanted: <= .05
    detected_within   flaw -> probes (of that teacher and slice), or cycles, by which nine of ten were found
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from math import ceil, inf

import numpy as np
from bench.harness import cpu_seconds, finish, options, show
from numpy.typing import NDArray

from provender.core.recipe import Watch
from provender.run.watch.cycles import part_of
from provender.run.watch.watched import ERRORS, TYPICAL
from provender.stages.judges.exact import upper_bound
from provender.stages.monitors.betting import needed
from provender.stages.monitors.errors import ALL, Errors, Probe
from provender.stages.monitors.missing import missing
from provender.stages.monitors.typical import Distances, typicality

WATCH = Watch()
LIMIT, FALSE_ALARM = WATCH.error or 0.2, WATCH.false_alarm
TEACHERS, LEVELS, LANGUAGES = ("a", "b", "c"), ("1", "2", "3"), ("en", "sw")
LINES = 18 * 19  # the least part of the chance of a false alarm: that of the last of three teachers' six lines each
PROBES, CYCLES, LONG, RECORDS, MANY, KINDS = 900, 4, 7, 80, 300, 1000
SHARES = (1.0, 0.6, 0.4)
MONITORS = ("teacher error", "typicality", "missing mass")

Rates = NDArray[np.float64]


def probes(rates: Rates, rng: np.random.Generator) -> Iterator[Probe]:
    """An endless stream of probes; `rates` (teachers, levels, languages) says how often each is wrong."""
    while True:
        at = tuple(int(rng.integers(size)) for size in rates.shape)
        slices = (f"level {LEVELS[at[1]]}", f"language {LANGUAGES[at[2]]}")
        yield Probe(TEACHERS[at[0]], slices, bool(rng.random() < rates[at]))


def watched(rates: Rates, rng: np.random.Generator, *, most: int) -> tuple[Errors, int | None]:
    """Teachers under watch until an alarm; probes seen in all, None where there was no alarm."""
    errors = Errors(limit=LIMIT, false_alarm=FALSE_ALARM * ERRORS)
    for count, probe in enumerate(islice(probes(rates, rng), most), 1):
        errors.let_in(probe.teacher, probe.slices, 1)
        errors.look([probe])
        if probe.wrong and errors.alarms():
            return errors, count
    return errors, None


def sound_rates(rng: np.random.Generator) -> Rates:
    """Error rates up to the limit; a third of them at it."""
    rates = rng.random((len(TEACHERS), len(LEVELS), len(LANGUAGES))) * LIMIT
    return np.where(rng.random(rates.shape) < 1 / 3, LIMIT, rates)


def screened(rng: np.random.Generator, *, bent: bool) -> bool:
    """Whether screens look like a filter for what is typical; a bent one refuses the most unusual tenth."""
    known, held, made = (rng.normal(size=(count, 3)) for count in (300, 300, 1000))
    odd = np.linalg.norm(made, axis=1)
    kept = odd < np.quantile(odd, 0.9) if bent else rng.random(len(made)) < 0.7
    return typicality(Distances.of(known, held), made, kept, alpha=FALSE_ALARM * TYPICAL).broken


def texts(shares: Rates, rng: np.random.Generator, count: int) -> list[tuple[str, str]]:
    """Records of one cycle: ten words each, so many in each of two slices."""
    drawn = rng.choice(len(shares), size=(2 * count, 10), p=shares / shares.sum())
    return [(LEVELS[row % 2], " ".join(f"w{word}" for word in words)) for row, words in enumerate(drawn)]


def cycled(rng: np.random.Generator, *, replaced: bool, seed: int) -> int | None:
    """The cycle in which coverage raised an alarm; with `replaced` each cycle says what the one before had said."""
    shares = 1 / np.arange(1, KINDS + 1) ** 1.1
    count = MANY if replaced else RECORDS
    anchor, first = texts(shares, rng, RECORDS), texts(shares, rng, count)
    now = first
    for number in range(1, LONG if replaced else CYCLES):
        seen = np.bincount([int(word[1:]) for _, text in now for word in text.split()], minlength=KINDS).astype(float)
        now = texts(seen if replaced else shares, rng, count)
        alpha = FALSE_ALARM / 2 * part_of(number) / (1 + len(LEVELS[:2]))
        for name in (ALL, *LEVELS[:2]):
            parts = [[each for each in side if name in (ALL, each[0])] for side in (anchor, first, now)]
            told = missing([text for _, text in parts[0]], parts[1], parts[2], alpha=alpha, seed=seed)
            if told is not None and told.rise.low > (WATCH.missing or 0):
                return number
    return None


def sound(seed: int) -> str:
    """Which monitor stopped a sound run; "" where none did."""
    rng = np.random.default_rng(seed)
    if watched(sound_rates(rng), rng, most=PROBES)[1] is not None:
        return "teacher error"
    if screened(rng, bent=False):
        return "typicality"
    return "missing mass" if cycled(rng, replaced=False, seed=seed) is not None else ""


def planted(share: float, seed: int) -> tuple[int | None, bool]:
    """Probes of the flawed teacher and slice until the alarm, and whether the right teacher was named."""
    rng = np.random.default_rng(seed)
    rates = sound_rates(rng) / 2
    rates[1, 2, :] = share
    errors, count = watched(rates, rng, most=20 * PROBES)
    if count is None:
        return None, False
    line = errors.lines["b", "level 3"]
    return line.n, errors.alarms()[0].teacher == "b"


def ninth(found: Sequence[int | None]) -> float | None:
    """By when nine of ten were found; None where fewer were."""
    told = sorted(inf if each is None else each for each in found)
    last = told[ceil(0.9 * len(told)) - 1]
    return last if last < inf else None


def teachers_found(flawed: int, seed: int) -> dict[str, float | None]:
    """Share wrong -> probes of that teacher and slice by which nine of ten were found; shown as a table."""
    rows, within = [], {}
    for share in SHARES:
        found = [planted(share, seed + at) for at in range(flawed)]
        seen = sorted(n for n, _ in found if n is not None)
        stated = needed(share, LIMIT, FALSE_ALARM * ERRORS / LINES)
        named = sum(right for _, right in found) / flawed
        rows.append((f"{share:.0%}", len(seen) / flawed, seen[len(seen) // 2], ninth(found_at(found)), stated, named))
        within[f"teacher wrong in {share:.0%} of a slice, probes"] = ninth(found_at(found))
    head = ("wrong in its slice", "found", "probes, median", "nine of ten", "stated for the last line", "named rightly")
    show(head, rows, title="a teacher that is flawed in one slice, beside sound ones")
    return within


def found_at(found: Sequence[tuple[int | None, bool]]) -> list[int | None]:
    """The counts alone."""
    return [count for count, _ in found]


def others_found(flawed: int, seed: int) -> dict[str, float | None]:
    """The other flaws; shown as a table."""
    bent = [screened(np.random.default_rng(seed + at), bent=True) for at in range(flawed)]
    lost = [cycled(np.random.default_rng(seed + at), replaced=True, seed=at) for at in range(flawed)]
    rows = [
        ("screen refuses the unusual tenth", sum(bent) / flawed),
        ("cycles made of the cycle before, by cycle 1", sum(each == 1 for each in lost) / flawed),
        ("... by cycle 2", sum(each is not None and each <= 2 for each in lost) / flawed),
        ("... by the last cycle", sum(each is not None for each in lost) / flawed),
    ]
    show(("flaw", "found"), rows, title="other flaws")
    return {"screen refuses the unusual tenth, share found": rows[0][1], "data replaced, cycles": ninth(lost)}


def main() -> None:
    """Count, plant, print."""
    given = options(__doc__ or "", runs=400, flawed=100, seed=0)
    stops: list[str] = []
    spent = cpu_seconds(lambda: stops.extend(sound(given.seed + at) for at in range(given.runs)))
    alarms = [name for name in stops if name]
    most = upper_bound(len(alarms), given.runs)
    told = f"{given.runs} sound runs, {spent / given.runs:.2f} CPU s each; at most {most:.2%} are stopped (95 %)"
    show(("monitor", "sound runs stopped"), [(name, stops.count(name)) for name in MONITORS], title=told)
    within = {**teachers_found(given.flawed, given.seed + 10_000), **others_found(given.flawed, given.seed)}
    figures = {"false_alarms": len(alarms), "runs": given.runs, "false_alarms_at_most": round(most, 4)}
    finish("monitors", {**figures, "detected_within": within})


if __name__ == "__main__":
    main()
