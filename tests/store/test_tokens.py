"""Tokens and corrections are kept by the store, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.store import Store, open_store
from dateline.store.browse import keys_of, read_document
from dateline.store.corrections import Becomes, Verdict, correct, list_corrections, standing
from dateline.store.revision import Revision
from dateline.store.tokens import create_token, find_token, list_tokens, revoke_token
from tests.link.told import told


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where = str(tmp_path / "dateline.db") if request.param == "sqlite" else request.getfixturevalue("postgresql")
    with open_store(where) as opened:
        yield opened


def test_a_token_is_found_until_it_is_revoked(store: Store) -> None:
    with store.writing() as connection:
        token = create_token(connection, "desk", "write")
        found = find_token(connection, token)
        assert found is not None
        assert [found.allows(scope) for scope in ("read", "write", "admin")] == [True, True, False]
        assert find_token(connection, token + "x") is None
        revoke_token(connection, "desk")
        assert find_token(connection, token) is None
        assert [(t.name, t.revoked is None) for t in list_tokens(connection)] == [("desk", False)]


@pytest.mark.parametrize("name", ["desk", "  "])
def test_a_token_needs_a_name_of_its_own(store: Store, name: str) -> None:
    with store.writing() as connection:
        create_token(connection, "desk", "read")
    with pytest.raises(InputError), store.writing() as connection:
        create_token(connection, name, "read")


def test_the_latest_word_on_an_event_holds_and_the_earlier_ones_stay(store: Store) -> None:
    coded = told("a", dead=3)
    store.add(coded, coder_version="1")
    event = coded.events[0]
    with store.writing() as connection:
        key = keys_of(connection, ["a"])["a"]
        words: list[tuple[Verdict, Becomes | None]] = [
            ("rejected", None),
            ("corrected", Becomes(event="COERCE", actor=["Rebels"])),
        ]
        for verdict, becomes in words:
            correct(
                connection, document=key, coded=coded, event_id=event.id, verdict=verdict, becomes=becomes, who="me"
            )
    store.add(coded, coder_version="2")
    with store.reading() as connection:
        assert read_document(connection, key) is not None
        said = list_corrections(connection, document="a")
    assert [one.verdict for one in said] == ["rejected", "corrected"]
    assert said[0].was["event"] == event.event
    latest = standing(said, event)
    assert latest is not None
    corrected = latest.corrected(event)
    assert (corrected.event, [party.text for party in corrected.actor]) == ("COERCE", ["Rebels"])
    elsewhere = event.model_copy(update={"trigger": event.trigger.model_copy(update={"start": 999, "end": 1003})})
    assert standing(said, elsewhere) is None


def test_the_state_of_a_store_changes_when_anything_is_written(store: Store) -> None:
    revision = Revision(store)
    # PostgreSQL's own upkeep may count as writing once in a while, so a few looks are taken
    assert any(revision() == revision() for _ in range(5))
    before = revision()
    store.add(told("a"), coder_version="1")
    assert revision() != before
    revision.close()
