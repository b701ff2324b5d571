"""A rare collision's probability by importance sampling and by crude Monte Carlo, and what the first saves.

p_is, p_mc             the probability of an impact at `--limit` m/s or more    wanted: within two standard errors
sims_ratio             encounters that crude Monte Carlo needs for the same error, over those used
encounters_per_s       abstract encounters a CPU second                         wanted: >= 100,000
modes_missed           natural failures that lie in a mode without draws        wanted: 0
"""

import numpy as np

from bench import harness
from provender.twin.search.encounters import FACTORS, impacts
from provender.twin.search.importance import estimate, fit


def main() -> None:
    """Search, and count by brute force beside it."""
    given = harness.options(__doc__ or "", limit=13.0, count=20_000, crude=2_000_000, seed=3)
    proposal = fit(impacts, given.limit, d=FACTORS, seed=given.seed)
    found = estimate(impacts, given.limit, proposal, count=given.count, seed=given.seed + 1)
    rng = np.random.Generator(np.random.Philox(given.seed + 2))
    hits, modes = 0, np.zeros(2, np.int64)

    def crude() -> None:
        nonlocal hits
        for _ in range(given.crude // 50_000):
            z = rng.standard_normal((50_000, FACTORS))
            hit = impacts(z) >= given.limit
            hits += int(hit.sum())
            modes[:] += [int((hit & (z[:, 6] < 0)).sum()), int((hit & (z[:, 6] >= 0)).sum())]

    spent = harness.cpu_seconds(crude)
    p = hits / given.crude
    own = found.z[found.happened > 0, 6]
    drawn = [int((own < 0).sum()), int((own >= 0).sum())]
    missed = sum(int(natural) for natural, seen in zip(modes, drawn, strict=True) if not seen)
    needed = found.p * (1 - found.p) / max(found.error, 1e-12) ** 2
    rows = [
        ("importance sampling", f"{found.p:.3e}", f"{found.error:.1e}", found.used),
        ("crude Monte Carlo", f"{p:.3e}", f"{(p * (1 - p) / given.crude) ** 0.5:.1e}", given.crude),
    ]
    harness.show(("way", "probability", "standard error", "encounters"), rows)
    harness.finish(
        "twin_search",
        {
            "p_is": found.p,
            "p_mc": p,
            "se_is": found.error,
            "sims_ratio": round(needed / found.used, 1),
            "encounters_per_s": round(given.crude / spent),
            "failing_share": round(float(found.happened.mean()), 3),
            "modes_missed": missed,
        },
    )


if __name__ == "__main__":
    main()
