"""Events with coordinates as GeoJSON (RFC 7946), one point a feature."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dateline.model import CodedDocument
from dateline.show.index import DocumentIndex
from dateline.show.jsonl import escape_unsafe
from dateline.show.tabular import COLUMNS, row


def lines(documents: Iterable[CodedDocument]) -> Iterator[str]:
    """Yield the pieces of one FeatureCollection; the properties of a feature are the columns of the CSV."""
    yield '{"type": "FeatureCollection", "features": ['
    separator = "\n"
    for document in documents:
        index = DocumentIndex(document)
        for event in document.events:
            place = event.event_loc
            if place is None or place.lat is None or place.lon is None:
                continue
            values = dict(zip(COLUMNS, row(document, event, index), strict=True))
            feature = {
                "type": "Feature",
                "id": values.pop("id"),
                "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
                "properties": {name: value for name, value in values.items() if name not in ("lat", "lon")},
            }
            written = json.dumps(feature, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
            yield separator + escape_unsafe(written)
            separator = ",\n"
    yield "\n]}\n"
