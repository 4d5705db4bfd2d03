"""Bytes become text: UTF-8, UTF-16 or UTF-32 with a byte order mark, Windows-1252 where that is plausible."""

from __future__ import annotations

import codecs
import re

from dateline.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the UTF-16 mark, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254"}
"""What browsers take these declarations for (WHATWG Encoding Standard)."""

_NOT_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNFIT = re.compile("[\0\ud800-\udfff]")
_SAMPLE_BYTES = 100_000
_MAX_CONTROL_SHARE = 0.02
_MAX_MESS = 0.1
"""Highest `charset-normalizer` mess ratio at which Windows-1252 is believed; English prose has less than 0.02."""


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Give the text that `data` encodes, without its byte order mark; line ends stay as they are.

    Args:
        data: the whole file.
        declared: the encoding that the file itself names, tried when it is not UTF-8 and has no byte order mark.

    Raises:
        InputError: the bytes are no text, or text in an encoding that cannot be told for sure.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _as_text(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise InputError(
                    f"begins as {encoding[:6].upper().rstrip('-')} but is broken at byte {error.start + len(mark)}; "
                    "save the file again as UTF-8"
                ) from None
    if b"\0" in data:
        raise _binary()
    try:
        return _as_text(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if declared is not None and not declared.lower().startswith("utf"):
            return _as_text(_decode_declared(data, declared))
        return _as_text(_decode_legacy(data, error))


def replace_unfit(text: str) -> str:
    """Give the text with NUL and lone surrogates replaced, one for one, by U+FFFD, so that offsets stay.

    JSON can spell both; neither can be stored or encoded safely.
    """
    return _UNFIT.sub("\ufffd", text)


def _decode_declared(data: bytes, encoding: str) -> str:
    try:
        return data.decode(_WEB_NAMES.get(encoding.lower(), encoding))
    except (LookupError, UnicodeError):
        raise InputError(f"is not in the encoding that it declares ({encoding}); save it again as UTF-8") from None


def _decode_legacy(data: bytes, error: UnicodeDecodeError) -> str:
    refusal = InputError(f"is not valid UTF-8 (at byte {error.start}); save it again as UTF-8")
    lenient = data.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    if sum(character > "\x7f" for character in lenient) - damaged > damaged:
        raise refusal  # UTF-8 with a few broken bytes: another encoding would turn its accents into rubbish
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise refusal from None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=["cp1252"], enable_fallback=False).best()
    if best is None or best.chaos > _MAX_MESS:
        raise refusal
    return text


def _as_text(text: str) -> str:
    if len(_NOT_TEXT.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise _binary()
    return replace_unfit(text)


def _binary() -> InputError:
    return InputError("is binary data, not text; give a text, HTML or JSONL file")
