"""The last look at a document before it is coded: there must be a text, short enough and in English."""

from __future__ import annotations

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.language import foreign_language, is_english
from dateline.read.limits import MAX_CHARS


def admit(document: Document) -> Document:
    """Give the document as it may be coded; where nothing said its language and it is English, it says so now.

    Raises:
        InputError: the text is empty, too long or not English.
    """
    text = document.text
    if not text.strip():
        raise InputError("the text is empty; nothing to code")
    if len(text) > MAX_CHARS:
        raise InputError(
            f"the text has {len(text):,} characters, more than the limit of {MAX_CHARS:,}; split it into articles"
        )
    if document.language and document.language.strip():
        if not is_english(document.language):
            raise InputError(f'language is "{document.language}"; Dateline codes English text only')
        return document
    foreign = foreign_language(text)
    if foreign:
        raise InputError(
            f'the text seems to be in {foreign}, not in English; if that is wrong, give it in JSONL with language "en"'
        )
    return document.model_copy(update={"language": "en"})
