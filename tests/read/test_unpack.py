"""Bodies are unpacked whatever the pieces they come in, and never beyond the limit."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.read.unpack import gunzip, unchunk, unpack


def _raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@given(
    st.binary(max_size=300),
    st.sampled_from([("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", _raw), ("", bytes)]),
    st.integers(1, 50),
)
def test_what_was_packed_comes_back(data: bytes, way: tuple[str, object], step: int) -> None:
    encoding, pack = way
    packed: bytes = pack(data)  # type: ignore[operator]
    chunks = [packed[at : at + step] for at in range(0, len(packed), step)]
    assert unpack(chunks, encoding=encoding, limit=300) == data


@given(st.binary(max_size=200), st.integers(1, 50))
def test_chunks_are_joined(data: bytes, step: int) -> None:
    parts = [data[at : at + step] for at in range(0, len(data), step)]
    assert unchunk(b"".join(b"%X;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n") == data


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, 9)
    tracemalloc.start()
    with pytest.raises(InputError, match="larger than the limit of 1,000,000 bytes"):
        gunzip(bomb, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (b"\x1f\x8b nothing", "gzip", "cannot be unpacked"),
        (gzip.compress(b"words", mtime=0)[:-6], "gzip", "ends too early"),
        (b"words", "br", 'is packed as "br"'),
    ],
    ids=["no gzip", "cut off", "other packing"],
)
def test_what_cannot_be_unpacked_is_told(data: bytes, encoding: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        unpack([data], encoding=encoding, limit=1000)


def test_what_is_not_packed_stays() -> None:
    assert gunzip(b"<rss/>", limit=1) == b"<rss/>"
    assert unchunk(b"<html></html>") == b"<html></html>"
