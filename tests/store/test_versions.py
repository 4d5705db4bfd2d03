"""Old versions: compared with the new ones, and let go on request."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from dateline.errors import InputError
from dateline.model import CodedDocument
from dateline.store import EventQuery, Store, migrate, open_store
from tests.store.test_store import coded, store

__all__ = ["store"]


def _named(name: str, **event: object) -> CodedDocument:
    document = coded(name)
    return document.model_copy(update={"events": [document.events[0].model_copy(update=event)]})


def test_documents_that_both_versions_coded_are_compared(store: Store) -> None:
    old = [_named(name) for name in "abc"]
    for document in old:
        store.add(document, coder_version="1.0 aa")
    store.add(_named("a", status="negated"), coder_version="1.1 bb")
    store.add(_named("c"), coder_version="1.1 bb")
    store.add(_named("d"), coder_version="1.1 bb")
    assert store.coder_versions() == ["1.0 aa", "1.1 bb"]
    assert store.two_versions(None, None) == ("1.0 aa", "1.1 bb")
    assert store.two_versions("1.1", "1.0 aa") == ("1.1 bb", "1.0 aa")
    pairs = list(store.versions_of_documents("1.0 aa", "1.1 bb"))
    assert [(one.id, two.events[0].status) for one, two in pairs] == [("a", "negated"), ("c", "actual")]
    for said in ("2", "1."):
        with pytest.raises(InputError, match=r"there are 1\.0 aa"):
            store.two_versions(said, None)


def test_one_version_alone_cannot_be_compared(store: Store) -> None:
    store.add(coded("a"), coder_version="1")
    with pytest.raises(InputError, match="one version"):
        store.two_versions(None, None)


def test_old_versions_go_with_all_their_rows_and_the_current_ones_stay(store: Store) -> None:
    for version in ("1", "2", "3"):
        for name in ("a", "b"):
            store.add(coded(name), coder_version=version)
    before = list(store.documents())
    assert store.forget_old_versions() == 4
    assert list(store.documents(every_version=True)) == before
    for table in ("documents", "events"):
        assert [row for _, rows in [store.read(f"select count(*) from {table}")] for row in rows] == [(2,)]
    for query in (EventQuery(), EventQuery(text="troops"), EventQuery(country="AZE")):
        assert [row.document for row in store.events(query)] == ["a", "b"]
    assert store.forget_old_versions() == 0


def test_search_finds_current_versions_alone(store: Store) -> None:
    store.add(_named("a"), coder_version="1")
    store.add(_named("a", event="ASSAULT"), coder_version="2")
    assert store.events(EventQuery(type="RETREAT")) == []
    for query in (EventQuery(text="troops"), EventQuery(near=(40.0, 46.9)), EventQuery(since="2023")):
        assert [row.event for row in store.events(query)] == ["ASSAULT"]


def test_documents_come_with_the_events_asked_for(store: Store) -> None:
    for name, date, lat in (("a", "2023-09-20", 40.0), ("b", "2023-09-22", 45.0), ("c", "2023-10-01", 40.1)):
        store.add(coded(name, date=date, lat=lat), coder_version="1")
    store.add(CodedDocument(id="d", text="Nothing."), coder_version="1")
    for query, expected in (
        (EventQuery(), "abcd"),
        (EventQuery(since="2023-09-21"), "bc"),
        (EventQuery(near=(40.0, 46.9), within_km=50), "ac"),
        (EventQuery(text="troops", until="2023-09-30"), "ab"),
        (EventQuery(country="ARM", type="RETREAT", limit=1), "abc"),
        (EventQuery(type="AID"), ""),
    ):
        assert "".join(document.id for document in store.coded(query)) == expected


def test_a_store_of_the_first_version_is_searched_after_the_upgrade(tmp_path: Path) -> None:
    where = tmp_path / "d.db"
    with open_store(where) as new:
        new.add(coded("a"), coder_version="1")
        new.add(coded("b", lat=45.0), coder_version="1")
        queries = (EventQuery(country="ARM"), EventQuery(near=(40.0, 46.9)), EventQuery(status="actual", since="2023"))
        expected = [new.events(query) for query in queries]
    older = tmp_path / "older.db"
    engine = create_engine(f"sqlite:///{older}")
    with engine.begin() as connection:  # the first tables, as an older version made them
        config = Config()
        config.set_main_option("script_location", str(migrate.FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(older)) as old:
        old.execute("attach ? as newer", (str(where),))
        for table in ("documents", "events", "parties", "entities", "places"):
            columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"pragma main.table_info({table})"))
            old.execute(f"insert into main.{table} ({columns}) select {columns} from newer.{table}")
        old.execute("insert into event_countries select country, event, type from newer.event_index where country > ''")
        old.commit()
    with open_store(older) as upgraded:
        assert [upgraded.events(query) for query in queries] == expected
