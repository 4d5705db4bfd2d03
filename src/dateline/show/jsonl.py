"""Coded documents as JSONL: the contract of the coded document, one document a line."""

from __future__ import annotations

import json
import re

from pydantic_core import PydanticSerializationError

from dateline.model import CodedDocument

_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def jsonl(document: CodedDocument) -> str:
    """Give the document as one line of JSON with its line end.

    The values are exactly the document's; control and format characters are written as JSON escapes, so that the
    line steers no terminal and no reader takes a line separator in it for its end.
    """
    try:
        line = document.model_dump_json()
    except PydanticSerializationError:  # lone surrogates, which our own reader never lets through
        return json.dumps(document.model_dump(), ensure_ascii=True) + "\n"
    return escape_unsafe(line) + "\n"


def escape_unsafe(line: str) -> str:
    """Give a line of JSON with its control and format characters as JSON escapes, which changes no value."""
    return _UNSAFE.sub(_escape, line)


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]
