"""Every filter, alone and with others, is served by an index: the plan of no query walks through a whole table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import text
from synthetic import fill

from dateline.store import EventQuery, Store, open_store
from dateline.store.query import statement

FILTERS: dict[str, dict[str, Any]] = {
    "country": {"country": "AZE"},
    "type": {"type": "RETREAT"},
    "status": {"status": "negated"},
    "date": {"since": "2023-09-19", "until": "2023-12-31"},
    "near": {"near": (39.82, 46.75), "within_km": 50.0},
    "text": {"text": "convoy"},
}
ASKED = [names for size in range(len(FILTERS) + 1) for names in combinations(FILTERS, size)]


def _query(names: tuple[str, ...]) -> EventQuery:
    given: dict[str, Any] = {}
    for name in names:
        given |= FILTERS[name]
    return EventQuery(**given)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "sqlite":
        where = str(tmp_path_factory.mktemp("plans") / "dateline.db")
    else:
        where = request.getfixturevalue("postgresql_module")
    with open_store(where) as store:
        fill(store._engine, 3_000)
        yield store


@pytest.mark.parametrize("names", ASKED, ids="+".join)
def test_no_plan_scans_a_table(full: Store, names: tuple[str, ...]) -> None:
    for after in (None, ("2023-10-01", 500)):
        plan = _plan(full, _query(names), after)
        scans = [step for step in plan if _is_scan(step)]
        assert not scans, "\n".join(plan)


@pytest.mark.parametrize("names", [names for names in ASKED if len(names) in (2, len(FILTERS))], ids="+".join)
def test_filters_together_give_what_each_lets_through(full: Store, names: tuple[str, ...]) -> None:
    alone = [{row.key for row in _all(full, _query((name,)))} for name in names]
    found = [row.key for row in _all(full, _query(names), page=7)]
    assert len(found) == len(set(found))
    assert set(found) == set.intersection(*alone)


def _all(store: Store, query: EventQuery, page: int = 900) -> list[Any]:
    rows: list[Any] = []
    query = replace(query, limit=page)
    while True:
        found = store.events(query)
        rows += found
        if len(found) < page:
            return rows
        query = replace(query, after=found[-1].key)


def _plan(store: Store, query: EventQuery, after: tuple[str, int] | None) -> list[str]:
    dialect = store._engine.dialect
    asked = str(
        statement(query, after=after, dialect=dialect.name).compile(
            dialect=dialect, compile_kwargs={"literal_binds": True}
        )
    )
    explain = "explain query plan " if dialect.name == "sqlite" else "explain "
    with store._engine.connect() as connection:
        if dialect.name == "postgresql":  # small tables are read whole where they may: this leaves what has no index
            connection.execute(text("set enable_seqscan = off"))
        return [str(row[-1]) for row in connection.execute(text(explain + asked.replace(":", "\\:")))]


def _is_scan(step: str) -> bool:
    """Tell a step that reads a whole table (`i` is event_index, `e` events); finds of full-text search are none."""
    return "Seq Scan" in step or step.split()[:2] in [["SCAN", name] for name in ("i", "e", "events", "documents")]
