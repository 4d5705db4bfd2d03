"""What HTTP packs bodies in, undone within a limit: a few bytes may grow into gigabytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from dateline.errors import InputError

_SIZE_LINE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_ZLIB_HEADER = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78][\x01\x5e\x9c\xda]")
_STEP = 64 * 1024


def unpack(chunks: Iterable[bytes], *, encoding: str, limit: int) -> bytes:
    """Give a body without its content encoding.

    Args:
        chunks: the body, in pieces of any size; no more are asked for once the limit is passed.
        encoding: the header Content-Encoding: "gzip", "deflate", or nothing.
        limit: bytes that the unpacked body may have.

    Raises:
        InputError: it is larger, broken or cut off, or the encoding is another.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return _joined(chunks, limit)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise InputError(f'is packed as "{encoding[:40]}", which Dateline does not unpack; save the page as a file')
    out = bytearray()
    packed = _Inflater()
    first = True
    try:
        for chunk in _head_first(_in_steps(chunks)):
            if first and encoding == "deflate" and not _ZLIB_HEADER.match(chunk):
                packed.raw()  # by the standard it is a zlib stream, but some servers leave its header out
            first = False
            for piece in packed.pieces(chunk):
                out += piece
                if len(out) > limit:
                    raise _too_large(limit)
    except zlib.error:
        raise InputError("is broken: its packed body cannot be unpacked; fetch it again") from None
    if packed.unfinished:
        raise InputError("is cut off: its packed body ends too early; fetch it again")
    return bytes(out)


def gunzip(data: bytes, *, limit: int) -> bytes:
    """Give what a gzip file holds, or the data themselves where they are none; see `unpack`."""
    return unpack([data], encoding="gzip", limit=limit) if data.startswith(b"\x1f\x8b") else data


def unchunk(data: bytes) -> bytes:
    """Give a body without the chunks of HTTP/1.1 (RFC 9112, 7.1); what has no chunks is given as it is."""
    out = bytearray()
    at = 0
    while (size := _SIZE_LINE.match(data, at)) is not None:
        length = int(size.group(1), 16)
        if not length:
            return bytes(out)
        out += data[size.end() : size.end() + length]
        at = size.end() + length
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return bytes(out) if at >= len(data) and out else data


class _Inflater:
    """Inflates gzip members one after the other, or a zlib or raw deflate stream, in small steps."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(wbits=47)  # gzip or zlib, as its beginning says
        self._started = False

    @property
    def unfinished(self) -> bool:
        return self._started and not self._stream.eof

    def raw(self) -> None:
        self._stream = zlib.decompressobj(wbits=-15)

    def pieces(self, data: bytes) -> Iterable[bytes]:
        while data:
            if self._stream.eof:
                if not data.startswith(b"\x1f\x8b"):
                    return  # what follows the end is padding
                self._stream = zlib.decompressobj(wbits=47)
            piece = self._stream.decompress(data, _STEP)
            self._started = True
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            if piece:
                yield piece


def _in_steps(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        yield from (chunk[at : at + _STEP] for at in range(0, len(chunk), _STEP))


def _head_first(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the chunks, the first with two bytes at least."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) > 1:
            yield head
            break
    else:
        yield head
    yield from chunks


def _joined(chunks: Iterable[bytes], limit: int) -> bytes:
    out = bytearray()
    for chunk in chunks:
        out += chunk
        if len(out) > limit:
            raise _too_large(limit)
    return bytes(out)


def _too_large(limit: int) -> InputError:
    return InputError(f"is larger than the limit of {limit:,} bytes; save the part you need as a file")
