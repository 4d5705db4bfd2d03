"""What pages say, without a browser."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_actors_are_those_of_what_happened_unless_told_otherwise(reading: TestClient) -> None:
    actual, everything = (reading.get(address).text for address in ("/actors", "/actors?status="))
    assert "<option selected>actual</option>" in actual
    assert "<option selected>" not in everything
    assert reading.get("/actors?status=actual").text == actual


def test_codes_are_explained(reading: TestClient) -> None:
    page = reading.get("/actors").text
    assert 'title="pro-government paramilitary, SDN"' in page
    assert "<dt>PRM</dt><dd>pro-government paramilitary</dd>" in page


@pytest.mark.parametrize(("address", "says"), [
    ("/?text=zzzz", "Nothing matches these filters."),
    ("/actors?country=XXX", "Nobody does anything to anybody"),
    ("/documents?text=zzzz", "No document has these words"),
    ("/ledger?country=XXX", "No commitments match."),
])  # fmt: skip
def test_a_page_without_finds_says_so(reading: TestClient, address: str, says: str) -> None:
    answer = reading.get(address)
    assert answer.status_code == 200
    assert says in answer.text
