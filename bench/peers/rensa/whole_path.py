"""rensa's whole path over a file of texts, one a line: shingles in Python, R-MinHash, LSH. Prints JSON.

Beside rates it prints the candidate pairs (earlier, later) that the LSH gave, for the bench to hold against the truth.
"""

import json
import sys
import time
from pathlib import Path

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

THRESHOLD, HASHES, BANDS = 0.7, 128, 32


def main(path: str) -> None:
    """Sign and look up every text, in order."""
    texts = Path(path).read_text("utf-8").splitlines()
    before = time.process_time()
    signed = []
    for text in texts:
        words = text.lower().split()
        made = RMinHash(num_perm=HASHES, seed=42)
        made.update([" ".join(words[at : at + 3]) for at in range(len(words) - 2)])
        signed.append(made)
    signing = time.process_time() - before
    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=HASHES, num_bands=BANDS)
    pairs = []
    for number, each in enumerate(signed):
        pairs += [(other, number) for other in lsh.query(each)]
        lsh.insert(number, each)
    spent = time.process_time() - before
    print(json.dumps({"docs_per_cpu_s": len(texts) / spent, "signing": len(texts) / signing, "pairs": pairs}))


if __name__ == "__main__":
    main(sys.argv[1])
