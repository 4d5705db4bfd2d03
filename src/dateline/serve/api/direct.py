"""The list of events answered at once, past routes, dependencies and threads, where the store can give it so.

It is what the operation in `events` answers, to the byte but for the last digits of numbers; whatever is not plain (an
error, a neighbourhood, a search that takes its time, another database) is left to that.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from dateline.errors import InputError
from dateline.serve.api.events import EventFilter
from dateline.serve.api.lists import as_csv, chosen_format, cursor_of, sent
from dateline.store.listed import ListedEvents
from dateline.store.query import EventRow

PATH = "/v1/events"
_FIELDS = tuple(EventRow.__dataclass_fields__)


class DirectEvents:
    """Answers for the list of events from `listed`, or None for what is to go the long way."""

    def __init__(self, listed: ListedEvents) -> None:
        self._listed = listed

    def __call__(self, scope: Scope) -> Response | None:
        """Answer a GET, if it is for a page of events that is to be had at once."""
        if scope["path"] != PATH:
            return None
        try:
            asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            filter_ = EventFilter.model_validate(dict(asked))
            accept = dict(scope["headers"]).get(b"accept", b"*/*").decode("latin-1")
            format_ = chosen_format(filter_.format, accept)
            query = filter_.as_query()
        except (ValueError, ValidationError, InputError, HTTPException):
            return None
        if format_ == "csv":
            rows = self._listed.values(query)
            if rows is None:
                return None
            keys = [row[0] for row in rows]
            body = as_csv(_FIELDS, rows)
        else:
            pieces = self._listed.items(query) if format_ == "json" else self._listed.features(query)
            if pieces is None:
                return None
            keys = [key for key, _ in pieces]
            body = ",".join([piece for _, piece in pieces]).encode("utf-8", "replace")
        following = cursor_of(keys[-1]) if len(keys) >= query.limit else None
        if format_ != "csv":
            begin = b'{"items":[' if format_ == "json" else b'{"type":"FeatureCollection","features":['
            end = b"null" if following is None else b'"%s"' % following.encode("ascii")
            body = begin + body + b'],"next":' + end + b"}"
        return sent(body, format_, PATH, asked, following)
