"""URLs: which inputs are some, and the one spelling under which a page is known."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from courlan import normalize_url

from dateline.read.decode import replace_unfit

_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def is_url(item: str) -> bool:
    """Tell whether an input is a web address: http:// or https://."""
    return _SCHEME.match(item) is not None


def canonical_url(url: str) -> str:
    """Give the spelling of a URL that all spellings of it share, to be an id, not to be fetched.

    Scheme and host in lower case, without the default port, the fragment and what tracks readers (utm_source,
    fbclid …, as courlan lists them), the rest of the query sorted.

    >>> canonical_url("HTTPS://Example.org:443/a?utm_source=feed&b=2#top")
    'https://example.org/a?b=2'
    """
    url = replace_unfit(url.strip())
    try:
        parts = urlsplit(url)
        if not parts.path:
            parts = parts._replace(path="/")
        return normalize_url(parts._replace(fragment=""))
    except (ValueError, TypeError):
        return url
