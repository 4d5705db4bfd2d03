"""The API gives what the store has, in pages and formats, and says what is wrong with a request."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

LISTS = ("documents", "events", "incidents", "figures", "entities", "places", "reported-figures")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def rows(client: TestClient, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(f"/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _in_sudan(row: dict[str, Any]) -> bool:
    return "SDN" in (row["country"], *row["actor_codes"].split("; "), *row["recipient_codes"].split("; "))


def _real_assault(row: dict[str, Any]) -> bool:
    return (row["event"], row["status"]) == ("ASSAULT", "actual")


@pytest.mark.parametrize("name", LISTS)
def test_pages_follow_each_other_without_gap_or_double(reading: TestClient, name: str) -> None:
    everything = [row["key"] for row in rows(reading, name, limit=1000)]
    assert len(everything) > 3
    size = -(-len(everything) // 3)
    seen: list[int] = []
    address: str | None = f"/v1/{name}?limit={size}"
    while address is not None:
        answer = reading.get(address)
        seen += [row["key"] for row in answer.json()["items"]]
        address = answer.links["next"]["url"] if answer.json()["next"] else None
    assert seen == everything


@pytest.mark.parametrize(
    ("path", "query", "holds"),
    [
        ("events", {"country": "sdn"}, _in_sudan),
        ("events", {"type": "assault", "status": "actual"}, _real_assault),
        ("events", {"since": "2024-06-03", "until": "2024-06-04"}, lambda row: row["date"][:9] == "2024-06-0"),
        ("events", {"near": "13.18,30.22", "within": "100km"}, lambda row: abs(row["lat"] - 13.18) < 1),
        ("events", {"text": "shelled market"}, lambda row: "market" in row["text"]),
        ("incidents", {"country": "SDN", "reports": 2}, lambda row: row["reports"] >= 2),
        ("incidents", {"disputed": True}, lambda row: row["disputed"]),
        ("incidents", {"actor": "rapid support"}, lambda row: "Rapid Support" in row["actors"] + row["recipients"]),
        ("figures", {"kind": "injured"}, lambda row: row["kind"] == "injured"),
        ("documents", {"text": "landslide"}, lambda row: row["id"] == "quake-1"),
        ("documents", {"publisher": "Nile Observer"}, lambda row: row["publisher"] == "Nile Observer"),
        ("entities", {"name": "pashinyan"}, lambda row: "Pashinyan" in row["name"]),
        ("commitments", {"country": "SDN"}, lambda row: "SDN" in row["by_codes"] + row["to_codes"]),
        ("places", {"country": "ARM"}, lambda row: row["country"] == "ARM"),
    ],
)  # fmt: skip
def test_filters_keep_what_they_say(reading: TestClient, path: str, query: dict[str, Any], holds: Any) -> None:
    found = rows(reading, path, **query)
    assert found
    assert all(holds(row) for row in found)
    assert len(found) < len(rows(reading, path, limit=1000))


def test_a_list_is_json_geojson_or_csv_as_asked(reading: TestClient) -> None:
    as_json = rows(reading, "events", country="SDN")
    geo = reading.get("/v1/events?country=SDN", headers={"Accept": "application/geo+json"})
    assert geo.headers["content-type"] == "application/geo+json"
    points = [feature["geometry"] and feature["geometry"]["coordinates"] for feature in geo.json()["features"]]
    assert points == [None if row["lat"] is None else [row["lon"], row["lat"]] for row in as_json]
    table = reading.get("/v1/events?country=SDN&format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(table.text))] == [row["id"] for row in as_json]
    assert reading.get("/v1/events", headers={"Accept": "image/png"}).status_code == 406
    assert reading.get("/v1/events", headers={"Accept": "text/csv;q=0.5, application/json"}).json()["items"]


def test_no_cell_of_csv_is_a_formula(client: TestClient, tokens: dict[str, str]) -> None:
    new = {"text": "Troops left Agdam on Monday.", "id": "=1+1", "language": "en"}
    assert client.post("/v1/documents", json=new, headers=bearer(tokens["write"])).status_code == 201
    assert "'=1+1" in client.get("/v1/documents?format=csv&id=%3D1%2B1").text


def test_an_answer_has_an_etag_until_the_store_changes(client: TestClient, tokens: dict[str, str]) -> None:
    first = client.get("/v1/documents")
    again = client.get("/v1/documents", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    new = {"text": "Troops left Agdam on Monday.", "language": "en", "published": "2024-06-20"}
    client.post("/v1/documents", json=new, headers=bearer(tokens["write"]))
    changed = client.get("/v1/documents", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert len(changed.json()["items"]) == len(first.json()["items"]) + 1


def test_a_document_comes_whole_and_an_incident_with_its_evidence(reading: TestClient) -> None:
    [listed] = rows(reading, "documents", id="obeid-1")
    document = reading.get(f"/v1/documents/{listed['key']}").json()
    text = document["coded"]["text"]
    assert all(text[e["start"] : e["end"]] == e["text"] for e in document["coded"]["events"])
    [row, *_] = rows(reading, "incidents", disputed=True)
    incident = reading.get(f"/v1/incidents/{row['id']}").json()
    assert {mention["denies"] for mention in incident["mentions"]} == {True, False}


def test_a_text_is_coded_and_not_kept(reading: TestClient) -> None:
    before = len(rows(reading, "documents"))
    coded = reading.post(
        "/v1/code", json={"text": "Rebels released 12 hostages on Tuesday.", "published": "2024-05-16"}
    )
    assert [event["event"] for event in coded.json()["events"]] == ["RETREAT"]
    assert len(rows(reading, "documents")) == before


def test_a_document_is_added_once_and_linked(client: TestClient, tokens: dict[str, str]) -> None:
    new = {"text": "Rebels released 12 hostages in Idlib on Tuesday.", "published": "2024-05-16"}
    first = client.post("/v1/documents", json=new, headers=bearer(tokens["write"]))
    again = client.post("/v1/documents", json=new, headers=bearer(tokens["write"]))
    assert (first.status_code, again.status_code) == (201, 200)
    assert client.get(first.headers["location"]).json()["id"] == again.json()["id"]
    assert any("12 hostages" in row["text"] for row in rows(client, "incidents", text="hostages"))


def test_a_correction_is_kept_with_who_and_when_and_survives_recoding(
    client: TestClient, tokens: dict[str, str]
) -> None:
    from dateline import Coder
    from dateline.model import Document
    from dateline.store import Store

    [listed] = rows(client, "documents", id="obeid-1")
    before = client.get(f"/v1/documents/{listed['key']}").json()["coded"]
    event = before["events"][0]
    address = f"/v1/documents/{listed['key']}/events/{event['id']}/corrections"
    said = {"verdict": "corrected", "becomes": {"event": "COERCE", "actor": ["Rebels"]}, "why": "read again"}
    answer = client.post(address, json=said, headers=bearer(tokens["write"]))
    assert answer.status_code == 201, answer.text
    store: Store = client.app.api.state.store  # type: ignore[attr-defined]
    coder = Coder(rules_only=True, min_confidence=0.3)
    document = Document(**{name: before[name] for name in ("id", "text", "title", "published", "publisher")})
    store.add(next(coder.pipe([document])), coder_version=coder.version)
    [anew] = rows(client, "documents", id="obeid-1")
    assert anew["key"] != listed["key"]
    [kept] = client.get(f"/v1/documents/{anew['key']}").json()["corrections"]
    assert (kept["who"], kept["becomes"]["event"], kept["was"]) == ("writeer", "COERCE", event)
    assert kept == client.get("/v1/corrections").json()["items"][0]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"verdict": "corrected"}, 422),
        ({"verdict": "accepted", "becomes": {"event": "COERCE"}}, 422),
        ({"verdict": "corrected", "becomes": {"event": "WAR"}}, 422),
        ({"verdict": "corrected", "becomes": {"date": "soon"}}, 422),
        ({"verdict": "perhaps"}, 422),
        ({"verdict": "rejected"}, 201),
    ],
)
def test_a_correction_says_what_can_be(
    client: TestClient, tokens: dict[str, str], said: dict[str, Any], status: int
) -> None:
    [listed] = rows(client, "documents", id="obeid-1")
    event = client.get(f"/v1/documents/{listed['key']}").json()["coded"]["events"][0]["id"]
    address = f"/v1/documents/{listed['key']}/events/{event}/corrections"
    assert client.post(address, json=said, headers=bearer(tokens["write"])).status_code == status


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/v1/events?limit=0", 422, "limit"),
        ("/v1/events?cursor=zzz", 422, "cursor"),
        ("/v1/events?since=soon", 422, "since"),
        ("/v1/events?near=Nowhereville", 422, "gazetteer"),
        ("/v1/events?colour=red", 422, "colour"),
        ("/v1/events/999999", 404, "no event"),
        ("/v1/documents/999999", 404, "no document"),
        ("/v1/incidents/none", 404, "no incident"),
        ("/v1/nothing", 404, "Not Found"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_that_says_why(
    reading: TestClient, address: str, status: int, says: str
) -> None:
    answer = reading.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert says in answer.text


def test_an_incident_is_put_together_and_taken_apart_by_an_analyst(client: TestClient, tokens: dict[str, str]) -> None:
    one, other = (row["id"] for row in rows(client, "incidents", limit=2))
    merged = client.post(
        "/v1/incidents/merge", json={"ids": [one, other], "why": "the same"}, headers=bearer(tokens["write"])
    )
    assert merged.status_code == 200, merged.text
    mentions = merged.json()["mentions"]
    assert [decision["who"] for decision in merged.json()["decisions"]] == ["writeer"]
    last = [mentions[-1]["id"]]
    parts = client.post(f"/v1/incidents/{one}/split", json={"mentions": last}, headers=bearer(tokens["write"]))
    assert parts.status_code == 200, parts.text
    assert len(parts.json()) > 1
