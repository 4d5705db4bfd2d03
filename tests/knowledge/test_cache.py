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


def test_a_file_is_parsed_once(cache: Path) -> None:
    assert remembered(b"a: [1, x]", lambda _: {"a": [1, "x"]}) == {"a": [1, "x"]}
    assert remembered(b"a: [1, x]", _never) == {"a": [1, "x"]}
    assert remembered(b"a: [2]", lambda _: {"a": [2]}) == {"a": [2]}


@given(value=VALUES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_is_what_was_parsed(cache: Path, value: Any) -> None:
    content = repr(value).encode("utf-8", "surrogatepass")
    first, second = remembered(content, lambda _: value), remembered(content, lambda _: value)
    assert first == second == value
    assert repr(second) == repr(value)


def test_a_broken_file_in_the_cache_is_replaced(cache: Path) -> None:
    remembered(b"a: 1", lambda _: {"a": 1})
    (kept,) = (cache / "yaml").iterdir()
    kept.write_text('{"a"', encoding="utf-8")
    assert remembered(b"a: 1", lambda _: {"a": 1}) == {"a": 1}
    assert remembered(b"a: 1", _never) == {"a": 1}


def test_without_a_cache_files_are_parsed_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file"))
    assert [remembered(b"a: 1", lambda _: {"a": 1}) for _ in range(2)] == [{"a": 1}] * 2
