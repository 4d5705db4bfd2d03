"""Word shingles of a text: how much of one text stands word for word in another."""

from __future__ import annotations

import re
import zlib

import numpy as np
from datasketch import MinHash

WIDTH = 5
"""Words in a shingle."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_BANDS, _ROWS = 64, 2
_SEED = 1

Shingles = frozenset[int]


def words(text: str) -> list[str]:
    """Give the words of a text in lower case, without punctuation."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def shingles(text: str) -> Shingles:
    """Give the set of a text's word 5-grams, each as a number of 32 bits that is the same in every run."""
    ws = words(text)
    return frozenset(zlib.crc32(" ".join(ws[at : at + WIDTH]).encode()) for at in range(len(ws) - WIDTH + 1))


def containment(a: Shingles, b: Shingles) -> float:
    """Give the part of the smaller set that the larger has too, from 0 to 1; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def jaccard(a: Shingles, b: Shingles) -> float:
    """Give what both sets have in common as a part of what either has, from 0 to 1; 0 where both are empty."""
    common = len(a & b)
    return common / (len(a) + len(b) - common) if common else 0.0


def bands(found: Shingles) -> list[int]:
    """Give the keys, 63 bits each, under which sets of shingles meet that have much in common (MinHash LSH).

    Two sets share a key with a probability of 0.98 where their Jaccard is 0.25, of 0.99995 where it is 0.4, and of 0.15
    where it is 0.05: 64 bands of two rows. Nothing is given for an empty set.
    """
    if not found:
        return []
    sketch = MinHash(num_perm=_BANDS * _ROWS, seed=_SEED, hashfunc=int, scheme="affine32")
    sketch.update_batch(sorted(found))
    rows = np.asarray(sketch.hashvalues, dtype=np.uint64).reshape(_BANDS, _ROWS)
    keys = (rows[:, 0] << np.uint64(31)) ^ rows[:, 1] ^ (np.arange(_BANDS, dtype=np.uint64) << np.uint64(57))
    return [int(key) for key in keys & np.uint64((1 << 63) - 1)]
