"""What every request passes: host, token, size, rate; and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.errors import InputError
from dateline.serve import Settings, make_app


def open_client(database: Path, **settings: object) -> TestClient:
    return TestClient(make_app(Settings(database=str(database), **settings)), base_url="http://localhost")  # type: ignore[arg-type]


@pytest.fixture
def public(database: Path) -> Iterator[TestClient]:
    with open_client(database, host="0.0.0.0", rate=0) as client:
        yield client


@pytest.mark.parametrize(
    "address", ["/", "/v1/events", "/v1/nothing", "/nothing", "/static/app.css", "/documents/1", "/sign-in"]
)
def test_every_answer_forbids_scripts_in_its_text_and_framing(reading: TestClient, address: str) -> None:
    headers = reading.get(address, headers={"Accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/ledger", "/actors", "/documents", "/documents/1", "/try", "/sign-in"])
def test_no_page_has_a_script_or_style_in_its_text(reading: TestClient, address: str) -> None:
    text = reading.get(address).text
    assert "<style" not in text
    assert ' style="' not in text
    assert all("src=" in part.split(">", 1)[0] for part in text.split("<script")[1:])


def test_without_a_token_nothing_can_be_changed(client: TestClient, tokens: dict[str, str]) -> None:
    new = {"text": "Troops left Agdam on Monday.", "language": "en"}
    assert client.post("/v1/documents", json=new).status_code == 401
    assert client.post("/v1/documents", json=new, headers={"Authorization": "Bearer wrong"}).status_code == 401
    reading = client.post("/v1/documents", json=new, headers={"Authorization": f"Bearer {tokens['read']}"})
    assert (reading.status_code, reading.headers["content-type"]) == (403, "application/problem+json")
    assert client.get("/v1/tokens", headers={"Authorization": f"Bearer {tokens['write']}"}).status_code == 403


def test_who_may_everything_sees_tokens_and_revokes_them(client: TestClient, tokens: dict[str, str]) -> None:
    admin = {"Authorization": f"Bearer {tokens['admin']}"}
    listed = client.get("/v1/tokens", headers=admin).json()["items"]
    assert {token["name"] for token in listed} == {"reader", "writeer", "adminer"}
    assert not any(token in str(listed) for token in tokens.values())
    assert client.get("/v1/tokens").status_code == 401  # and not what was answered before
    assert client.delete("/v1/tokens/reader", headers=admin).status_code == 204
    assert client.get("/v1/events", headers={"Authorization": f"Bearer {tokens['read']}"}).status_code == 401


def test_others_need_a_token_to_read(public: TestClient, tokens: dict[str, str]) -> None:
    assert public.get("/v1/events").status_code == 401
    assert public.get("/v1/events", headers={"Authorization": f"Bearer {tokens['read']}"}).status_code == 200
    assert public.get("/v1/events").status_code == 401
    page = public.get("/", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/sign-in")


def test_signing_in_is_kept_in_a_cookie_that_scripts_and_other_sites_cannot_use(
    public: TestClient, tokens: dict[str, str]
) -> None:
    assert public.post("/sign-in", data={"token": "wrong"}).status_code == 403
    answer = public.post("/sign-in", data={"token": tokens["write"]}, follow_redirects=False)
    assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
    assert public.get("/").status_code == 200
    new = {"text": "Troops left Agdam on Monday.", "language": "en"}
    assert public.post("/v1/documents", json=new, headers={"Origin": "https://elsewhere.example"}).status_code == 403


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example:8000", ""])
def test_a_page_elsewhere_that_points_its_name_here_reads_nothing(reading: TestClient, host: str) -> None:
    assert reading.get("/v1/events", headers={"Host": host}).status_code == 421


def test_a_body_may_not_be_larger_than_said(database: Path) -> None:
    with open_client(database, max_body=2000, rate=0) as client:
        assert client.post("/v1/code", json={"text": "x" * 3000}).status_code == 413
        assert client.post("/v1/code", content=(b'{"text": "' + b"x" * 999 for _ in range(9))).status_code == 413


def test_a_client_that_asks_too_often_waits(database: Path) -> None:
    with open_client(database, rate=2) as client:
        answers = [client.get("/v1/events") for _ in range(12)]
        assert [answer.status_code for answer in answers[:8]] == [200] * 8
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["retry-after"]) >= 1


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_method_that_is_not_there_is_a_problem(reading: TestClient, method: str) -> None:
    answer = reading.request(method, "/v1/events")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_head_gives_the_headers_of_get(reading: TestClient) -> None:
    head, get = reading.head("/v1/events"), reading.get("/v1/events")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == get.headers["etag"]


def test_a_name_is_no_address() -> None:
    with pytest.raises(InputError, match="--host"):
        _ = Settings(host="example.org").public
