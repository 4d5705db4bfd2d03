"""The list of events answered at once is what the long way answers, whatever is asked and in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from synthetic import fill

from dateline.serve import make_app
from dateline.serve.api.direct import PATH, DirectEvents
from dateline.serve.settings import Settings
from dateline.store import EventQuery, open_store
from dateline.store.listed import ListedEvents

ASKED = [
    "",
    "limit=7&cursor=azEwMA",
    "limit=3&type=aid&format=geojson",
    "country=azE&status=actual&limit=5&format=csv",
    "since=2020-01-01&limit=4&cursor=azEwMA",
    "since=2020-01-01&until=2020-03-01&type=ASSAULT",
    "text=convoy+bridge&limit=9",
    "text=%22%00%ED%A0%80",
    "country=AZE&country=SDN&limit=2",
    "limit=1000&cursor=azI5OTk",
    "type=PROTEST&since=2099-01-01",
]
LONG = ["near=15,32", "limit=0", "country=", "cursor=nonsense", "since=never", "nothing=1", "format=xml"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("direct") / "dateline.db"
    with open_store(where) as store:
        fill(store._engine, 3_000)
    return where


@pytest.fixture(scope="module")
def direct(database: Path) -> Iterator[DirectEvents]:
    with open_store(database) as store:
        listed = ListedEvents(store, patience=60)
        yield DirectEvents(listed)
        listed.close()


@pytest.fixture(scope="module")
def long_way(database: Path) -> Iterator[TestClient]:
    with TestClient(make_app(Settings(database=str(database), rate=0)).api) as client:
        yield client


def scope(query: str, accept: str = "*/*") -> dict[str, object]:
    return {"path": PATH, "query_string": query.encode("ascii"), "headers": [(b"accept", accept.encode("ascii"))]}


@pytest.mark.parametrize("query", ASKED)
def test_both_ways_answer_the_same(direct: DirectEvents, long_way: TestClient, query: str) -> None:
    expected = long_way.get(f"{PATH}?{query}")
    answered = direct(scope(query))
    assert expected.status_code == 200
    assert answered is not None
    assert _read(bytes(answered.body), query) == _read(expected.content, query)
    assert {**answered.headers, "content-length": ""} == {**expected.headers, "content-length": ""}


def _read(body: bytes, query: str) -> object:
    """Give the answer with its numbers but for the last digits, which SQLite does not write."""
    return body if "csv" in query else json.loads(body, parse_float=lambda digits: round(float(digits), 9))


@pytest.mark.parametrize("accept", ["text/csv", "application/geo+json;q=0.9, text/plain"])
def test_what_the_client_accepts_counts(direct: DirectEvents, long_way: TestClient, accept: str) -> None:
    answered = direct(scope("limit=2", accept))
    assert answered is not None
    expected = long_way.get(f"{PATH}?limit=2", headers={"Accept": accept})
    assert answered.headers["content-type"] == expected.headers["content-type"]
    assert _read(bytes(answered.body), accept) == _read(expected.content, accept)


@pytest.mark.parametrize("query", LONG)
def test_all_else_goes_the_long_way(direct: DirectEvents, query: str) -> None:
    assert direct(scope(query)) is None
    assert direct(scope("", accept="text/html")) is None
    assert direct(scope("") | {"path": "/v1/incidents"}) is None


def test_what_takes_long_is_given_up_and_the_next_page_comes_all_the_same(database: Path) -> None:
    with open_store(database) as store:
        listed = ListedEvents(store, patience=0.0)
        assert listed.items(EventQuery(text="reported", since="2015-01-01", limit=1000)) is None
        listed._patience = 60.0
        found = listed.items(EventQuery(text="reported", since="2015-01-01", limit=2))
        assert found is not None
        assert [json.loads(piece)["key"] for _, piece in found] == [key for key, _ in found]
        listed.close()
