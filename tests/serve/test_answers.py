"""What was found in the store is kept as long as the store stays as it is."""

from __future__ import annotations

from starlette.requests import Request

from dateline.serve.answers import Found


def met(state: str) -> Request:
    return Request({"type": "http", "state": {"revision": state}})


def test_what_was_found_is_kept_until_the_store_changes() -> None:
    found = Found()
    asked: list[str] = []

    def find() -> int:
        asked.append("once more")
        return len(asked)

    assert [found.get(met("1"), "a", find), found.get(met("1"), "a", find)] == [1, 1]
    assert found.get(met("1"), "b", find) == 2
    assert found.get(met("2"), "a", find) == 3
    assert found.get(met("2"), "b", find) == 4


def test_only_what_was_used_latest_is_kept() -> None:
    found = Found()
    for key in range(1000):
        found.get(met("1"), key, lambda: "old")
    assert found.get(met("1"), 999, lambda: "new") == "old"
    assert found.get(met("1"), 0, lambda: "new") == "new"
