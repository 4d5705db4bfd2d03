"""How much Dateline reads at once; what is larger is refused with the limit named, before it fills the memory."""

from __future__ import annotations

MAX_CHARS = 1_000_000
"""Characters of text in one document; spaCy refuses longer texts too (`Language.max_length`)."""

MAX_TEXT_BYTES = 4 * MAX_CHARS + 4
"""Bytes of one plain text file: four for each character at most, and a byte order mark."""

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""Bytes of one HTML page; the markup weighs much more than the article."""

MAX_TAGS = 100_000
"""Tags of one HTML page; large news pages have some thousands, and finding the article takes time for each."""

MAX_LINE_BYTES = 16 * 1024 * 1024
"""Bytes of one line of JSONL; JSON may write a character as twelve bytes."""

MAX_PDF_BYTES = 64 * 1024 * 1024
"""Bytes of one PDF file; its pictures and fonts weigh more than its text."""

MAX_MAIL_BYTES = 32 * 1024 * 1024
"""Bytes of one mail with its attachments; most mail servers take no larger ones."""

MAX_LIST_BYTES = 50 * 1024 * 1024
"""Bytes of one feed, OPML list or sitemap, uncompressed; what the sitemap protocol allows (sitemaps.org)."""

MAX_TABLE_GROUP_BYTES = 1024 * 1024 * 1024
"""Bytes, uncompressed, of one column of a row group of Parquet, which its reader may have to hold."""
