"""Office holders by title and surname: "President Carter" is the president of that name at the time."""

from __future__ import annotations

from dateline.code.actors.lexicon import Lexicon, Office, Term
from dateline.code.actors.names import covers

_RULING = "head of"
"""Roles that do not say which of the titles of a head of state or government somebody bore."""


def holder(
    lexicon: Lexicon, surname: str, title: frozenset[str], published: str | None, countries: frozenset[str]
) -> tuple[Term, Office] | None:
    """Give the person of the tables that a title and a bare surname name, with the office held.

    None if nobody fits, or if those who fit are of several countries and not exactly one of these is in the text.

    Args:
        lexicon: the actor tables.
        surname: the name, one lower-case word.
        title: the lower-case words before it.
        published: an ISO date, None if unknown: then any time counts.
        countries: the codes of the countries that the text names.
    """
    past = bool(title & lexicon.words["former_words"])
    found: list[tuple[Term, Office]] = []
    for term in lexicon.surnames.get(surname, ()):
        for office in term.offices:
            if not _bore(lexicon, title, office.role):
                continue
            if published is None or covers(office, published) or (past and office.end and office.end < published):
                found.append((term, office))
    codes = {office.code for _, office in found}
    if len(codes) > 1:
        found = [each for each in found if each[1].code in countries]
        codes = {office.code for _, office in found}
    return found[-1] if len(codes) == 1 else None


def _bore(lexicon: Lexicon, title: frozenset[str], role: str) -> bool:
    """Tell whether an office goes with a title: a ruler's title with a ruler's office, others word by word."""
    ruling = title & lexicon.words["ruling_titles"]
    words = frozenset(role.replace(",", " ").split())
    if ruling:
        return bool(ruling & words) or (role.startswith(_RULING) and not title & lexicon.words["crowned_titles"])
    return "minister" in title and "minister" in words and bool((title - {"minister"}) & words)
