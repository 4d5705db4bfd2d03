"""Who does what to whom: a network, and a matrix of the most frequent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dateline.model import Status
from dateline.serve.api.context import OurStore
from dateline.serve.api.lists import day
from dateline.serve.pages.frame import code_meanings, page
from dateline.show.plots import Tie, network_svg
from dateline.store.browse import Dyad, dyads

router = APIRouter()
_SIDE = 14


class ActorsQuery(BaseModel):
    """Which events count; what is empty does not matter."""

    model_config = ConfigDict(extra="ignore")

    country: str = Field("", pattern=r"^([A-Za-z]{3})?$")
    status: Status | Literal[""] = "actual"
    since: str = Field("", max_length=40)
    until: str = Field("", max_length=40)


@dataclass(frozen=True)
class Cell:
    """What one did to another: how many events, how they divide by quad code, and which leads."""

    count: int
    quads: dict[int, int]

    @property
    def quad_code(self) -> int:
        """The most frequent quad code."""
        return max(self.quads, key=lambda quad: (self.quads[quad], quad))


@router.get("/actors")
def actors(request: Request, asked: Annotated[ActorsQuery, Query()], store: OurStore) -> Response:
    """Show who does what to whom."""
    with store.reading() as connection:
        found = dyads(
            connection, country=asked.country.upper() or None, since=day(asked.since or None, "since"),
            until=day(asked.until or None, "until"), status=asked.status or None,
        )  # fmt: skip
    cells = cells_of(found)
    drawn = network_svg(ties_of(found), width=640, height=600, title="Who does what to whom")
    rows, columns = _frequent(cells, 0), _frequent(cells, 1)
    used = {code for name in (*rows, *columns) for code in name.split(" ")}
    return page(
        request, "actors.html", section="actors", asked=asked, network=Markup(drawn), cells=cells,  # noqa: S704
        rows=rows, columns=columns, most=max((c.count for c in cells.values()), default=1),
        meanings=[(code, meaning) for code, meaning in code_meanings().items() if code in used],
    )  # fmt: skip


def ties_of(found: Sequence[Dyad]) -> list[Tie]:
    """Give one tie for each pair, with the quad code that leads."""
    return [Tie(actor, recipient, cell.quad_code, cell.count) for (actor, recipient), cell in cells_of(found).items()]


def cells_of(found: Sequence[Dyad]) -> dict[tuple[str, str], Cell]:
    """Give what each did to each."""
    quads: dict[tuple[str, str], dict[int, int]] = {}
    for dyad in found:
        quads.setdefault((dyad.actor, dyad.recipient), {})[dyad.quad_code] = dyad.events
    return {pair: Cell(sum(divided.values()), divided) for pair, divided in quads.items()}


def _frequent(cells: dict[tuple[str, str], Cell], side: int) -> list[str]:
    weight: Counter[str] = Counter()
    for pair, cell in cells.items():
        weight[pair[side]] += cell.count
    return [name for name, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:_SIDE]]
