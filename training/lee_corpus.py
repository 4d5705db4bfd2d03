"""Texts of the Lee corpus (Lee, Pincombe and Welsh 2005: 350 short pieces of the news mail service of the Australian
Broadcasting Corporation, December 2001), which the PyPI package `gensim` carries as
`gensim/test/test_data/lee_background.cor` and `lee.cor`.

    python training/lee_corpus.py lee_background.cor lee.cor > TEXTS.jsonl

writes them as documents, each once. They have no date of publication.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ALIKE = 200
"""Two pieces that begin with as many equal characters are one."""


def read_pieces(paths: list[Path]) -> Iterator[dict[str, str]]:
    """Yield `id` (file and line), `text`, `publisher` and `language` of each piece; a piece is a line."""
    seen: set[str] = set()
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            text = line.strip()
            if text and text[:ALIKE] not in seen:
                seen.add(text[:ALIKE])
                name = f"{path.stem.replace('_', '-')}-{number}"
                yield {"id": name, "text": text, "publisher": "ABC News (Australia)", "language": "en"}


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(__doc__)
        sys.exit(2)
    for piece in read_pieces([Path(each) for each in sys.argv[1:]]):
        print(json.dumps(piece, ensure_ascii=False))
