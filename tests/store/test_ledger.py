"""The ledger in the database: linked as documents come, in place of older versions, with analysts' decisions kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.store import CommitmentQuery, IncidentQuery, Store, open_store
from tests.link.told import GORIS, told

OTHER_WORDS = "Three civilians died when Agdam came under fire from Azerbaijani troops."


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where = str(tmp_path / "dateline.db") if request.param == "sqlite" else request.getfixturevalue("postgresql")
    with open_store(where) as opened:
        yield opened


def fill(store: Store) -> None:
    for document in (
        told("a", dead=3),
        told("b", OTHER_WORDS, dead=5, source="Yerevan"),
        told("c", "Shells hit a school in Goris.", place=GORIS),
    ):
        store.add(document, coder_version="1")
    assert list(store.link()) == ["a", "b", "c"]


def test_documents_are_linked_once_and_a_stopped_run_goes_on(store: Store) -> None:
    store.add(told("a"), coder_version="1")
    store.add(told("b", OTHER_WORDS), coder_version="1")
    assert list(store.link(most=1)) == ["a"]
    assert list(store.link()) == ["b"]
    assert list(store.link()) == []
    [row] = store.incidents(IncidentQuery())
    assert (row.documents, row.reports, row.event, row.country) == (2, 2, "ASSAULT", "AZE")


def test_copies_of_one_text_are_one_report_whatever_they_changed(store: Store) -> None:
    rest = (
        " The shelling began before dawn, residents said, and went on until the market opened. Ambulances took the "
        "wounded to the hospital in the next town, where doctors asked for blood. The ministry of defence has not yet "
        "answered questions, and the road to the south stayed closed for the rest of the day."
    )
    for name, many in (("a", "three"), ("b", "four")):
        document = told(name, f"Azerbaijani troops shelled Agdam, killing {many} civilians.")
        store.add(document.model_copy(update={"text": document.text + rest}), coder_version="1")
    assert list(store.link()) == ["a", "b"]
    [row] = store.incidents(IncidentQuery())
    assert (row.documents, row.reports) == (2, 1)


def test_incidents_are_found_by_what_is_asked(store: Store) -> None:
    fill(store)
    first = store.incidents(IncidentQuery(limit=1))[0].key
    for query, places in (
        (IncidentQuery(), ["Agdam", "Goris"]),
        (IncidentQuery(country="ARM"), ["Goris"]),
        (IncidentQuery(type="PROTEST"), []),
        (IncidentQuery(text="schools"), ["Goris"]),
        (IncidentQuery(reports=2), ["Agdam"]),
        (IncidentQuery(actor="azerbaijani"), ["Agdam", "Goris"]),
        (IncidentQuery(since="2023-09-20"), []),
        (IncidentQuery(until="2023-09-19"), ["Agdam", "Goris"]),
        (IncidentQuery(near=(39.5, 46.3), within_km=20), ["Goris"]),
        (IncidentQuery(disputed=True), []),
        (IncidentQuery(limit=1), ["Agdam"]),
        (IncidentQuery(after=first), ["Goris"]),
    ):
        assert [row.place for row in store.incidents(query)] == places, query


def test_an_incident_has_its_figures_and_evidence(store: Store) -> None:
    fill(store)
    [row] = store.incidents(IncidentQuery(reports=2))
    found = store.incident(row.id)
    assert found is not None
    assert [m.evidence.document for m in found.mentions] == ["a", "b"]
    [line] = store.figures(IncidentQuery(), kind="dead")
    assert (line.incident, line.low, line.high, line.reports) == (row.id, 3, 5, 2)
    assert store.incident("nothing") is None


def test_a_newer_version_takes_the_place_of_the_old_one(store: Store) -> None:
    fill(store)
    store.add(told("b", "Police freed hostages.", event="RETREAT", mode="release"), coder_version="2")
    assert list(store.link()) == ["b"]
    assert [(row.event, row.documents) for row in store.incidents(IncidentQuery())] == [
        ("ASSAULT", 1),
        ("ASSAULT", 1),
        ("RETREAT", 1),
    ]


def test_what_an_analyst_decides_is_kept_with_who_and_why(store: Store) -> None:
    fill(store)
    whole, other = store.incidents(IncidentQuery())
    found = store.incident(whole.id)
    assert found is not None
    first, second = (m.id for m in found.mentions)
    one, two = store.split(whole.id, [second], who="ana", why="two barrages")
    assert ([m.id for m in one.mentions], [m.id for m in two.mentions]) == ([first], [second])
    assert [(d.kind, d.who, d.why) for d in two.decisions] == [("split", "ana", "two barrages")]
    merged = store.merge([other.id, second], who="ben")
    assert {m.evidence.document for m in merged.mentions} == {"b", "c"}
    store.add(told("b", OTHER_WORDS, dead=6), coder_version="2")  # re-coded: decisions stay
    assert list(store.link()) == ["b"]
    assert sorted(row.documents for row in store.incidents(IncidentQuery())) == [1, 2]
    again = store.merge([first, second], who="ana", why="one after all")
    assert {m.evidence.document for m in again.mentions} == {"a", "b", "c"}
    assert [d.kind for d in again.decisions] == ["split", "merge", "merge"]


def test_an_old_id_still_finds_the_incident(store: Store) -> None:
    store.add(told("b", OTHER_WORDS), coder_version="1")
    list(store.link())
    [row] = store.incidents(IncidentQuery())
    store.add(told("a", published="2023-09-19"), coder_version="1")
    list(store.link())
    found = store.incident(row.id)
    assert found is not None
    assert found.id != row.id
    assert [m.evidence.document for m in found.mentions] == ["a", "b"]


def test_what_is_not_there_cannot_be_decided_on(store: Store) -> None:
    fill(store)
    [row, other] = store.incidents(IncidentQuery())
    with pytest.raises(InputError, match="no such incident"):
        store.merge([row.id, "nothing"], who="ana")
    with pytest.raises(InputError, match="one incident already"):
        store.merge([row.id, row.id], who="ana")
    with pytest.raises(InputError, match="is no mention of"):
        store.split(row.id, [other.id], who="ana")


def test_commitments_are_followed_and_asked_for(store: Store) -> None:
    promise = told(
        "a", "Azerbaijan promised to release 12 prisoners.", event="AGREE", mode="", place=None,
        published="2023-09-20",
        actor=("Azerbaijan", "AZE", "GOV"), recipient=("12 prisoners", "ARM", "MIL"),
    )  # fmt: skip
    done = told(
        "b", "Azerbaijan freed 12 prisoners.", event="RETREAT", mode="release", date="2023-09-25",
        published="2023-09-26",
        actor=("Azerbaijan", "AZE", "GOV"), recipient=("12 prisoners", "ARM", "MIL"),
    )  # fmt: skip
    store.add(done, coder_version="1")
    store.add(promise, coder_version="1")
    list(store.link())
    [row] = store.commitments(CommitmentQuery(country="ARM", kind="release"))
    assert (row.state, row.since, row.by_codes, row.made) == ("kept", "2023-09-25", "AZE", "2023-09-20")
    assert [r.state for r in store.commitments(CommitmentQuery(as_of="2023-09-21"))] == ["open"]
    assert store.commitments(CommitmentQuery(states=("open", "due"))) == []
    assert store.commitments(CommitmentQuery(country="FRA")) == []
    found = store.commitment(row.id)
    assert found is not None
    assert [change.state for change in found.changes] == ["open", "kept"]
    assert found.incident == store.incidents(IncidentQuery(type="AGREE"))[0].id
    store.add(done.model_copy(update={"text": "Nothing.", "events": []}), coder_version="1")
    list(store.link())
    assert [r.state for r in store.commitments(CommitmentQuery())] == ["open"]
