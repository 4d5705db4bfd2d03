"""What all pages share: templates in which every text is escaped and made visible, and the frame around them."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline import __version__
from dateline.knowledge.ontology import load_ontology
from dateline.show.pictures import quad_of
from dateline.show.visible import visible
from dateline.store.tokens import Token

SECTIONS = (
    ("situation", "/", "Situation"),
    ("ledger", "/ledger", "Ledger"),
    ("actors", "/actors", "Actors"),
    ("documents", "/documents", "Documents"),
    ("try", "/try", "Try it"),
)
QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}

STATUSES = {
    "actual": "happened, or is happening",
    "historical": "told of the past, as background",
    "future": "announced or expected",
    "hypothetical": "possible, threatened or asked for",
    "negated": "did not happen, or is denied",
}


def page(request: Request, template: str, *, status: int = 200, section: str = "", **values: Any) -> Response:
    """Render a page."""
    token: Token | None = getattr(request.state, "token", None)
    text = (
        _environment()
        .get_template(template)
        .render(request=request, section=section, sections=SECTIONS, token=token, version=__version__, **values)
    )
    # what is in an article may be a lone surrogate, which cannot be sent
    return HTMLResponse(text.encode("utf-8", "replace"), status, {"Cache-Control": "private, no-cache, no-store"})


def error_page(request: Request, status: int, detail: str | None) -> Response:
    """Render a page that says what went wrong."""
    return page(request, "error.html", status=status, title=HTTPStatus(status).phrase, detail=detail)


def wants_page(request: Request) -> bool:
    """Tell whether a person's browser asks, and not a program."""
    return not request.url.path.startswith("/v1") and "text/html" in request.headers.get("accept", "")


async def form_of(request: Request) -> dict[str, str]:
    """Give the fields of a posted form; of several with one name the last."""
    body = await request.body()
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100))


def link(path: str, **query: str | int | float | None) -> str:
    """Give an address with its query; what is None or empty is left out."""
    said = {name: value for name, value in query.items() if value not in (None, "")}
    return path + ("?" + urlencode(said) if said else "")


def _shown(value: object) -> object:
    """Make what a template prints visible: control characters, bidirectional ones above all."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value, keep="\n")
    return "" if value is None else value


def _number(value: float | None) -> str:
    """Write a number as people do: 1,200 and 3.5."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def _range(low: float | None, high: float | None) -> str:
    """Write a range: 40–60, at least 40, at most 60; "no number" where words alone tell it ("several hundred")."""
    if low is None and high is None:
        return "no number"
    if high is None:
        return f"at least {_number(low)}"
    if low is None:
        return f"at most {_number(high)}"
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@lru_cache(maxsize=1)
def code_meanings() -> dict[str, str]:
    """Give what PLOVER's codes of sectors and of bodies that are no countries mean."""
    ontology = load_ontology(())
    return ontology.sectors | ontology.nonstate


def _meaning(codes: str) -> str:
    """Explain codes ("SDN PRM": "pro-government paramilitary, SDN"); nothing where there is nothing to explain."""
    named = [code_meanings().get(code, code) for code in codes.split()]
    return "" if " ".join(named) == codes else ", ".join(reversed(named))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dateline.serve"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = _number
    environment.filters["plural"] = _plural
    environment.filters["segment"] = lambda value: quote(str(value), safe="")
    environment.filters["meaning"] = _meaning
    environment.globals.update(quad_of=quad_of, quads=QUADS, statuses_say=STATUSES, link=link, range_of=_range)
    return environment
