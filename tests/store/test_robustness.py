"""What happens to a store when processes die or crowd: the small versions of `benchmarks/kills.py` and `crowd.py`."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from crowd import crowd
from ingest import contents, start_adding

from dateline.model import CodedDocument
from dateline.store import open_store
from tests.store.test_store import coded


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Two empty databases of a kind."""
    if request.param == "sqlite":
        return str(tmp_path / "one.db"), str(tmp_path / "two.db")
    return request.getfixturevalue("postgresql"), request.getfixturevalue("another_postgresql")


def test_an_ingest_that_is_killed_again_and_again_ends_as_if_it_had_not_been(places: tuple[str, str]) -> None:
    documents = [coded(f"d{number}", lat=number / 10) for number in range(600)]
    alone, killed = places
    start_adding(alone, documents).join()
    draw = random.Random(3)
    with open_store(killed) as store:
        for _ in range(3):
            before = sum(1 for _ in store.documents())
            process = start_adding(killed, documents)
            while sum(1 for _ in store.documents()) < before + 8 and process.is_alive():
                time.sleep(0.002)
            time.sleep(draw.uniform(0, 0.01))
            process.kill()
            process.join()
        seen = list(store.documents())
        assert 0 < len(seen) < len(documents)
        assert seen == documents[: len(seen)], "whole, and none passed over"
    start_adding(killed, documents).join()
    with open_store(alone) as one, open_store(killed) as other:
        assert contents(one) == contents(other)


def test_two_writers_and_readers_do_not_disturb_each_other(tmp_path: Path) -> None:
    documents: list[CodedDocument] = [coded("a"), coded("b", lat=45.0)]
    found = crowd(str(tmp_path / "d.db"), documents, seconds=2, writers=2, readers=3)
    assert found["added"] == found["there"] > 0
    assert found["read"] > 0
    assert (found["errors"], found["broken"]) == (0, 0)
