"""Near duplicates: how fast texts are signed and held against earlier ones, what is found, what it costs in memory.

The corpus is made here from a seed: texts of about 110 words drawn from a vocabulary with a long tail, and copies of
some of them, planted later, with 0 to 30 % of their words substituted, deleted or inserted. The truth is the exact
Jaccard similarity of word triples, over every planted pair and every pair that anybody named. Beside it
rensa's whole path, its shingling in Python included, at 32 bands of 4. Options: --documents, --threshold.

    docs_per_cpu_s  texts per CPU second from bytes to shingles and keys, one thread, median of three wanted: >= 100,000
    ratio_rensa     our whole path (signing, candidates, exact comparison) to rensa's whole path     wanted: >= 5
    recall          share of the planted pairs found that are at least the threshold alike
    precision       of the pairs named, after exact comparison                                      wanted: 1.000
    scaling         texts signed per wall second by two threads, to one                             wanted: >= 1.7
    index_bytes     that the index holds a text
"""

import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from bench.peers.setup import ask

from bench import harness
from provender.stages.near import fast, slow
from provender.stages.near.repeats import HITS, NearSeen
from provender.stages.near.signing import shingles, similarity

BATCH = 8192
WORDS = 30_000
RATES = (0.0, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.2, 0.3)


def corpus(documents: int, seed: int) -> tuple[list[str], dict[int, int]]:
    """Texts, and for each planted copy the text that it copies."""
    rng = random.Random(seed)
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyzé", k=rng.randint(2, 10))) for _ in range(WORDS)]
    weights = np.cumsum(1.0 / np.arange(1, WORDS + 1)).tolist()
    originals = documents * 4 // 5
    drawn = [rng.choices(words, cum_weights=weights, k=rng.randint(60, 160)) for _ in range(originals)]
    copied = rng.sample(range(originals), documents - originals)
    copies = [_edited(rng, drawn[source], words, RATES[at % len(RATES)]) for at, source in enumerate(copied)]
    texts = [" ".join(each) for each in [*drawn, *copies]]
    return texts, {originals + at: source for at, source in enumerate(copied)}


def _edited(rng: random.Random, text: Sequence[str], words: Sequence[str], rate: float) -> list[str]:
    """A copy in which each word is, at this rate, another one, gone, or followed by another."""
    made: list[str] = []
    for word in text:
        kind = rng.randrange(3) if rng.random() < rate else 3
        made += ([rng.choice(words)], [], [word, rng.choice(words)], [word])[kind]
    return made


def found(texts: Sequence[str], threshold: float) -> tuple[dict[int, int], int]:
    """Each text's twin, as a run would find them batch by batch, and the bytes of the index."""
    near = NearSeen(threshold=threshold, recall=lambda places: {place: texts[place] for place in places})
    twins: dict[int, int] = {}
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        looked = near.look(batch, np.arange(start, start + len(batch), dtype=np.uint64))
        near.keep(looked, np.array([row not in looked.twins for row in range(len(batch))]))
        twins |= {start + row: twin.place for row, twin in looked.twins.items()}
    return twins, near.nbytes


def signed(texts: Sequence[str], threshold: float) -> None:
    """Sign all texts, batch by batch."""
    for start in range(0, len(texts), BATCH):
        fast.sign(texts[start : start + BATCH], threshold, HITS)


def scaling(texts: Sequence[str]) -> float:
    """Texts signed per wall second by two threads to one; the machine's other work lowers it."""
    batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    walls = []
    for threads in (1, 2):
        with ThreadPoolExecutor(threads) as pool:
            began = time.perf_counter()
            list(pool.map(lambda batch: fast.sign(batch, 0.7, HITS), batches))
            walls.append(time.perf_counter() - began)
    return walls[0] / walls[1]


def against_rensa(texts: Sequence[str], planted: dict[int, int], threshold: float) -> tuple[dict[str, float], str]:
    """The peer's rates, recall and precision over the same texts; empty, and why, where it cannot run."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.txt"
        file.write_text("\n".join(texts), "utf-8")
        told, why = ask("rensa", "whole_path.py", str(file))
    if not told:
        return {}, why
    pairs = {(later, earlier) for earlier, later in told["pairs"]}
    wanted = alike(texts, planted, threshold)
    right = sum(similarity(shingles(texts[a]), shingles(texts[b])) >= threshold for a, b in pairs)
    return {
        "docs_per_cpu_s": told["docs_per_cpu_s"],
        "recall": len(pairs & set(wanted.items())) / len(wanted),
        "precision": right / len(pairs),
    }, ""


def alike(texts: Sequence[str], planted: dict[int, int], threshold: float) -> dict[int, int]:
    """Planted pairs that are at least so much alike."""
    return {
        copy: source
        for copy, source in planted.items()
        if similarity(shingles(texts[copy]), shingles(texts[source])) >= threshold
    }


def main() -> None:
    """Measure and print."""
    given = harness.options(__doc__ or "", documents=20_000, threshold=0.7)
    texts, planted = corpus(given.documents, 1)
    found(texts[:600], given.threshold)  # compiled before anything is timed
    signing = len(texts) / harness.median(lambda: harness.cpu_seconds(lambda: signed(texts, given.threshold)))
    without = slow.Index(given.threshold, HITS, 32)
    plain = 1000 / harness.cpu_seconds(lambda: without.sign(texts[:1000]))
    whole = len(texts) / harness.median(lambda: harness.cpu_seconds(lambda: found(texts, given.threshold)))
    twins, held = found(texts, given.threshold)
    wanted = alike(texts, planted, given.threshold)
    right = sum(similarity(shingles(texts[a]), shingles(texts[b])) >= given.threshold for a, b in twins.items())
    peer, why = against_rensa(texts, planted, given.threshold)
    figures = {
        "docs_per_cpu_s": round(signing),
        "docs_per_cpu_s_numpy": round(plain),
        "whole_path_per_cpu_s": round(whole),
        "ratio_rensa": round(whole / peer["docs_per_cpu_s"], 2) if peer else None,
        "recall": round(sum(twins.get(copy) == source for copy, source in wanted.items()) / len(wanted), 4),
        "precision": round(right / len(twins), 4),
        "scaling": round(statistics.median(scaling(texts) for _ in range(3)), 2),
        "index_bytes": round(held / (len(texts) - len(twins))),
    }
    harness.show(("figure", "value"), list(figures.items()), title=f"{len(texts):,} texts, {len(wanted):,} true copies")
    harness.show(("rensa", "value"), list(peer.items())) if peer else print(f"\n{why}")
    harness.finish("near_duplicates", figures, peer=peer or {"missing": why})


if __name__ == "__main__":
    main()
