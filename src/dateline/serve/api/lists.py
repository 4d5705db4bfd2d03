"""What all lists of the API share: pages with cursors, and JSON, GeoJSON or CSV as the client asks."""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.errors import InputError
from dateline.read.published import check_published
from dateline.serve.answers import SHARED
from dateline.serve.problems import responses
from dateline.show.tabular import safe_cell

MAX_KEY = 2**31 - 1
Key = Annotated[int, Field(ge=1, le=MAX_KEY)]
Country = Annotated[str, Field(pattern=r"^[A-Za-z]{3}$", description="Country, ISO 3166-1 alpha-3.", examples=["AZE"])]
Words = Annotated[str, Field(min_length=1, max_length=400, description="Words that it contains, in any inflection.")]
Day = Annotated[
    str, Field(min_length=4, max_length=40, description="A date, ISO 8601; that day counts.", examples=["2023-09-19"])
]
Format = Literal["json", "geojson", "csv"]
_MEDIA: dict[str, Format] = {"application/json": "json", "application/geo+json": "geojson", "text/csv": "csv"}
_TYPES: dict[Format, str] = {"json": "application/json", "geojson": "application/geo+json", "csv": "text/csv"}


class PageQuery(BaseModel):
    """Which part of a list, and in which format."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(100, ge=1, le=1000, description="How many at most.")
    cursor: str | None = Field(None, max_length=100, description="Where the page begins: next of the page before.")
    format: Format | None = Field(None, description="Instead of the header Accept.")

    @property
    def after(self) -> int:
        """The key after which the page begins.

        Raises:
            InputError: the cursor is none that a page gave.
        """
        return 0 if self.cursor is None else key_of(self.cursor)


def cursor_of(key: int) -> str:
    """Give the cursor of the page that begins after a key."""
    return base64.urlsafe_b64encode(b"k%d" % key).decode("ascii").rstrip("=")


def key_of(cursor: str) -> int:
    """Give the key that a cursor stands for.

    Raises:
        InputError: it is no cursor.
    """
    try:
        said = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        said = b""
    found = re.fullmatch(rb"k([0-9]{1,10})", said)
    if found is None or int(found[1]) > MAX_KEY:
        raise InputError("cursor: is none; take next from the page before")
    return int(found[1])


def day(value: str | None, field: str) -> str | None:
    """Give a date as it is compared, checked.

    Raises:
        InputError: it is no date.
    """
    return None if value is None else check_published(value, field=field)


def _negotiated(request: Request) -> Format:
    """Give the format that the client likes best of ours; the query's, where it names one, wins.

    Raises:
        HTTPException: 406, it likes none of them.
    """
    return chosen_format(request.query_params.get("format"), request.headers.get("accept", "*/*"))


def chosen_format(asked: str | None, accept: str) -> Format:
    """Give the format of an answer by what the query asks and the client accepts.

    Raises:
        HTTPException: 406, there is none of ours.
    """
    if asked in _TYPES:
        return asked
    best: tuple[float, Format] | None = None
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((_weight(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        for media, format_ in _MEDIA.items():
            main = media.split("/", 1)[0]
            if kind in (media, f"{main}/*", "*/*", "") and weight > 0 and (best is None or weight > best[0]):
                best = (weight, format_)
    if best is None:
        raise HTTPException(406, "this can be had as application/json, application/geo+json or text/csv")
    return best[1]


def _weight(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 0.0


Negotiated = Annotated[Format, Depends(_negotiated)]


T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page of a list; `next` is the cursor of the next page, null on the last."""

    items: list[T]
    next: str | None = None


class Feature(BaseModel):
    """A GeoJSON feature (RFC 7946): a point, and all else as properties."""

    type: Literal["Feature"] = "Feature"
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class FeatureCollection(BaseModel):
    """A page as GeoJSON; what has no coordinates has the geometry null."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[Feature]
    next: str | None = None


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a list for the OpenAPI document."""
    content = {
        "application/geo+json": {"schema": {"$ref": "#/components/schemas/FeatureCollection"}},
        "text/csv": {"schema": {"type": "string"}},
    }
    return {200: {"content": content}} | responses(406, 422, 429, *statuses)


def answer(
    request: Request, rows: Sequence[Any], format_: Format, *, limit: int, columns: Sequence[str] | None = None
) -> Response:
    """Give a page of rows (dataclasses or models with `key`) in a format; `columns` are those of CSV, else all."""
    following = cursor_of(rows[-1].key) if len(rows) >= limit else None
    dicts = [_plain(row) for row in rows]
    if format_ == "csv":
        names = columns or (list(dicts[0]) if dicts else [])
        body = as_csv(names, ([row[name] for name in names] for row in dicts))
    elif format_ == "geojson":
        body = to_json({"type": "FeatureCollection", "features": list(map(_feature, dicts)), "next": following})
    else:
        body = to_json({"items": dicts, "next": following})
    return sent(body, format_, request.url.path, request.query_params.multi_items(), following)


def sent(body: bytes, format_: Format, path: str, asked: Sequence[tuple[str, str]], following: str | None) -> Response:
    """Give a page as it is sent; `path` and `asked` are its address, `following` the cursor of the next page."""
    headers = dict(SHARED)
    if following is not None:
        query = urlencode([*(pair for pair in asked if pair[0] != "cursor"), ("cursor", following)])
        headers["Link"] = f'<{path}?{query}>; rel="next"'
    media = _TYPES[format_] + ("; charset=utf-8; header=present" if format_ == "csv" else "")
    return Response(body, 200, headers, media)


def one(value: dict[str, Any]) -> Response:
    """Give one thing as JSON, the same for every reader."""
    return Response(json.dumps(value), 200, SHARED, "application/json")


def _plain(row: Any) -> dict[str, Any]:
    if isinstance(row, BaseModel):
        return row.model_dump(mode="json")
    if is_dataclass(row) and not isinstance(row, type):
        return {name: getattr(row, name) for name in row.__dataclass_fields__}  # rows are flat; asdict copies deeply
    return dict(row)


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    lat, lon = row.get("lat"), row.get("lon")
    point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    properties = {name: value for name, value in row.items() if name not in ("lat", "lon")}
    return {"type": "Feature", "geometry": point, "properties": properties}


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write rows as CSV, each cell safe for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(_cell(value)) for value in row])
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return to_json(value).decode("utf-8")
    return value
