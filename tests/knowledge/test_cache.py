"""What YAML files say is kept as JSON beside the other compiled files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.knowledge.cache import remembered

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.integers(), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    return tmp_path


def _never(content: bytes) -> Any:
    raise AssertionError(f"{content!r} was parsed again")


def _remembered(content: bytes, value: Any) -> Any:
    return remembered(content, lambda _: value, reader="test")


def test_a_file_is_parsed_once(cache: Path) -> None:
    assert _remembered(b"a: [1, x]", {"a": [1, "x"]}) == {"a": [1, "x"]}
    assert remembered(b"a: [1, x]", _never, reader="test") == {"a": [1, "x"]}
    assert _remembered(b"a: [2]", {"a": [2]}) == {"a": [2]}
    assert remembered(b"a: [2]", lambda _: "else", reader="another") == "else"


@given(value=VALUES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_is_what_was_parsed(cache: Path, value: Any) -> None:
    content = repr(value).encode("utf-8", "surrogatepass")
    first, second = _remembered(content, value), _remembered(content, value)
    assert first == second == value
    assert repr(second) == repr(value)


def test_a_broken_file_in_the_cache_is_replaced(cache: Path) -> None:
    _remembered(b"a: 1", {"a": 1})
    (kept,) = (cache / "yaml").iterdir()
    kept.write_text('{"a"', encoding="utf-8")
    assert _remembered(b"a: 1", {"a": 1}) == {"a": 1}
    assert remembered(b"a: 1", _never, reader="test") == {"a": 1}


def test_others_can_read_it_and_nothing_else_is_left(cache: Path) -> None:
    _remembered(b"a: 1", {"a": 1})
    _remembered(b"b", {"b": "\ud800"})
    (kept,) = (cache / "yaml").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o644


def test_without_a_cache_files_are_parsed_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file"))
    assert [_remembered(b"a: 1", {"a": 1}) for _ in range(2)] == [{"a": 1}] * 2
