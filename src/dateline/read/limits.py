"""How much Dateline reads at once; what is larger is refused with the limit named, before it fills the memory."""

from __future__ import annotations

MAX_CHARS = 1_000_000
"""Characters of text in one document; spaCy refuses longer texts too (`Language.max_length`)."""

MAX_TEXT_BYTES = 4 * MAX_CHARS + 4
"""Bytes of one plain text file: four for each character at most, and a byte order mark."""

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""Bytes of one HTML page; the markup weighs much more than the article."""

MAX_LINE_BYTES = 16 * 1024 * 1024
"""Bytes of one line of JSONL; JSON may write a character as twelve bytes."""
