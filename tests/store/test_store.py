"""Documents go into the store and come out as they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Coder
from dateline.errors import InputError
from dateline.fetch.memory import Fetched
from dateline.model import CodedDocument, Document, Event, Party, Place, Span
from dateline.store import EventQuery, Store, open_store, schema

SENTENCE = "Troops left Agdam."


def coded(name: str, *, text: str = SENTENCE, lat: float = 40.0, date: str = "2023-09-20") -> CodedDocument:
    place = Place(start=12, end=17, text="Agdam", kind="literal", name="Agdam", lat=lat, lon=46.9, country_code="AZE")
    actor = Party(text="Troops", start=0, end=6, code="ARM", sector=["MIL"])
    found = Event(
        id="e1", event="RETREAT", quad_code=1, event_scale=5.0, date=date, actor=[actor], event_loc=place,
        trigger=Span(start=7, end=11, text="left"), start=0, end=18, text=SENTENCE, confidence=0.9,
    )  # fmt: skip
    return CodedDocument(id=name, text=text, events=[found])


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where = str(tmp_path / "dateline.db") if request.param == "sqlite" else request.getfixturevalue("postgresql")
    with open_store(where) as opened:
        yield opened


def test_the_same_document_twice_changes_nothing(store: Store) -> None:
    document = Document(id="a", text=SENTENCE)
    assert not store.knows(document, "1")
    assert store.add(coded("a"), coder_version="1")
    assert store.knows(document, "1")
    assert not store.add(coded("a"), coder_version="1")
    assert list(store.documents()) == [coded("a")]
    assert len(store.events(EventQuery())) == 1


def test_the_newest_version_is_current_and_the_old_one_stays(store: Store) -> None:
    first, second = coded("a"), coded("a", text=SENTENCE + " More.")
    store.add(first, coder_version="1")
    store.add(second, coder_version="1")
    store.add(second, coder_version="2")
    assert list(store.documents()) == [second]
    assert list(store.documents(every_version=True)) == [first, second, second]
    assert len(store.events(EventQuery())) == 1


def test_documents_come_in_the_order_they_were_added_over_many_pages(store: Store) -> None:
    names = [f"{n % 7}-{n}" for n in range(450)]
    for name in names:
        store.add(coded(name), coder_version="1")
    assert [document.id for document in store.documents()] == names


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (EventQuery(country="AZE"), ["a", "b"]),
        (EventQuery(country="ARM"), ["a", "b"]),
        (EventQuery(country="FRA"), []),
        (EventQuery(type="RETREAT", status="actual"), ["a", "b"]),
        (EventQuery(type="ASSAULT"), []),
        (EventQuery(since="2023-09-21"), ["b"]),
        (EventQuery(until="2023-09-20"), ["a"]),
        (EventQuery(near=(40.0, 46.9), within_km=50), ["a"]),
        (EventQuery(near=(40.4, 46.9), within_km=50), ["a"]),
        (EventQuery(near=(40.5, 46.9), within_km=50), []),
        (EventQuery(limit=1), ["a"]),
        (EventQuery(after=1), ["b"]),
    ],
)
def test_events_are_found_by_what_is_asked(store: Store, query: EventQuery, expected: list[str]) -> None:
    store.add(coded("a"), coder_version="1")
    store.add(coded("b", lat=45.0, date="2023-09-22"), coder_version="1")
    assert [row.document for row in store.events(query)] == expected


def test_what_cannot_be_read_is_kept_with_the_last_reason(store: Store) -> None:
    store.reject("a.html", "no text")
    store.reject("a.html", "not English")
    assert store.rejected() == [("a.html", "not English")]


def test_a_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no/such"):
        open_store(tmp_path / "no/such/dateline.db")


@pytest.fixture(scope="module")
def memory() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        yield store


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=())), name=st.text(min_size=1))
def test_a_document_comes_back_exactly(memory: Store, text: str, name: str) -> None:
    original = CodedDocument.model_construct(**dict(coded(name))).model_copy(update={"text": text})
    if any("\ud800" <= character <= "\udfff" for character in text + name):
        original = original.model_copy(update={"text": "x\0y"})
    memory.add(original, coder_version="1")
    found = list(memory.documents(id=original.id, every_version=True))
    assert original in found
    assert len({document.text for document in found}) == len(found)


def test_every_part_of_a_document_is_in_its_table(store: Store) -> None:
    document = Coder(rules_only=True).code(
        "Rebels in Idlib freed 12 soldiers on Monday, the Syrian army said.", id="a", published="2024-05-16"
    )
    store.add(document, coder_version="1")
    for table, parts in (
        ("events", document.events),
        ("parties", [party for found in document.events for party in (*found.actor, *found.recipient)]),
        ("entities", document.entities),
        ("places", document.places),
        ("figures", document.figures),
        ("attributions", document.attributions),
    ):
        assert parts, table
        assert [row[0] for row in store.read(f"select count(*) from {table}")[1]] == [len(parts)], table
    columns, rows = store.read("select * from events_flat")
    assert {dict(zip(columns, row, strict=True))["document_id"] for row in rows} == {"a"}


def test_coding_does_not_change_what_a_document_is_known_by(store: Store) -> None:
    coder = Coder(rules_only=True)
    document = Document(id="a", text="Troops left Agdam.\r\n", published="2024-05-16T10:00:00+04:00")
    store.add(next(coder.pipe([document])), coder_version=coder.version)
    assert store.knows(document, coder.version)
    assert not store.knows(document, Coder(rules_only=True, min_confidence=0.9).version)


@pytest.mark.parametrize("words", ['"', "a AND", "troops*", "(", "NEAR(", "left OR", "'; drop table events; --", "\0"])
def test_no_words_break_the_search(store: Store, words: str) -> None:
    store.add(coded("a"), coder_version="1")
    assert len(store.events(EventQuery(text=words))) <= 1
    assert [row.document for row in store.events(EventQuery(text="troop leaves"))] in ([], ["a"])
    assert len(store.events(EventQuery(text="troops"))) == 1


def test_reading_by_sql_cannot_write_and_writing_goes_on_after_it(store: Store) -> None:
    store.add(coded("a"), coder_version="1")
    with pytest.raises(InputError, match="refuses"):
        store.read("delete from events")
    _, rows = store.read("select id from documents where id = 'a' and text like '%:%' or 1 = 1")
    assert list(rows) == [("a",)]
    assert store.add(coded("b"), coder_version="1")


def test_a_store_of_a_newer_dateline_is_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "d.db").close()
    with sqlite3.connect(tmp_path / "d.db") as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(InputError, match="newer Dateline"):
        open_store(tmp_path / "d.db")


def test_the_migrations_make_the_schema_that_the_code_reads(store: Store) -> None:
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        differences = compare_metadata(context, schema.metadata)
    if store.dialect == "sqlite":  # which goes without the indexes that are for PostgreSQL
        differences = [
            (kind, it) for kind, it in differences if kind != "add_index" or not it.name.startswith("event_index_")
        ]
    assert differences == []


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind in ("table", "index", "column") and (name or "").startswith(("events_search", "documents_search")))


def test_what_is_remembered_of_urls(store: Store) -> None:
    url = "https://example.org/feed"
    assert store.fetched(url) is None
    failed = Fetched(
        url=url, checked="2024-03-05T10:00:00Z", failures=1, not_before="2024-03-05T10:15:00Z", reason="no"
    )
    store.keep_fetched(failed)
    store.reject(url, "no")
    store.reject("other", "no")
    assert store.fetched(url) == failed
    assert len(store.rejected()) == 2
    had = Fetched(url=url, checked="2024-03-05T10:15:00Z", status=200, etag='"1"', last_modified="then", document="d")
    store.keep_fetched(had)
    assert store.fetched(url) == had
    assert store.rejected() == [("other", "no")]


def test_a_document_is_there_by_its_id(store: Store) -> None:
    store.add(coded("d1"), coder_version="1")
    store.add(coded("d1", text=SENTENCE + " More."), coder_version="2")
    assert store.has_document("d1")
    assert not store.has_document("d2")
