"""Persons named right after the post that they hold at a place or body: "Ghana's ambassador to Togo Kofi Asante".

Without a comma between them, parser and named-entity layer take the place for a part of the name.
"""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.lexicon import Lexicon
from dateline.code.actors.names import AgentHit, NameHit

_POSTED = frozenset({"to", "in", "for", "at", "of", "on"})
_INSIDE = frozenset({"PROPN", "DET", "ADP", "CCONJ", "PART", "NOUN", "ADJ"})
_FAR = 10  # tokens between the preposition and the name
_PARTICLES = frozenset(
    {"al", "el", "bin", "bint", "ben", "de", "da", "di", "do", "dos", "van", "von", "der", "den", "-", "ibn"}
)
_LONGEST = 6  # tokens of a name


def postings(
    columns: Columns, lexicon: Lexicon, names: dict[int, NameHit], agents: dict[int, AgentHit], places: dict[int, str]
) -> dict[int, tuple[int, int]]:
    """Give, per first token of a name that follows a post, the token after the name and the noun of the post.

    Args:
        columns: the document.
        lexicon: the actor tables.
        names: the table names by token.
        agents: the agent nouns by token.
        places: the tokens of places.
    """
    found: dict[int, tuple[int, int]] = {}
    for i, agent in agents.items():
        if agent.end - 1 != i or agent.agent.kind != "person" or i + 3 >= columns.n:
            continue
        if columns.lower[i + 1] not in _POSTED or columns.tag[i] in ("NNS", "NNPS"):
            continue
        for start in range(i + 3, min(columns.n - 1, i + 2 + _FAR)):
            if columns.sentence[start] != columns.sentence[i] or columns.pos[start - 1] not in _INSIDE:
                break
            if not _ends_post(columns, lexicon, names, places, start):
                continue
            end = _name_end(columns, names, agents, lexicon, start)
            if end:
                found[start] = (end, i)
                break
    return found


def _ends_post(
    columns: Columns, lexicon: Lexicon, names: dict[int, NameHit], places: dict[int, str], start: int
) -> bool:
    """Tell whether the place or body of a post may end before a token."""
    last = names.get(start - 1)
    if last is not None:
        return last.end == start and last.term.kind != "person"
    if start - 1 in places:
        return start not in places
    label = columns.ent[start - 1]
    if label == columns.ent[start] == "PERSON":  # a country that is labelled as a given name
        return any(term.kind in ("country", "capital") for term in lexicon.names.get(columns.lower[start - 1], ()))
    capital = columns.pos[start - 1] == "PROPN" and columns.words[start - 1][:1].isupper()
    return capital and label in ("ORG", "GPE") and columns.ent[start] == "PERSON" and columns.ent_begins[start]


def _name_end(
    columns: Columns, names: dict[int, NameHit], agents: dict[int, AgentHit], lexicon: Lexicon, start: int
) -> int:
    """Give where the name ends that begins at a token, 0 if none of at least two words does."""
    end = start
    while end < min(columns.n, start + _LONGEST) and (
        (columns.pos[end] == "PROPN" and columns.words[end][:1].isupper())
        or (end > start and columns.lower[end] in _PARTICLES)
    ):
        hit = names.get(end)
        if (hit is not None and hit.term.kind != "person") or end in agents:
            return 0
        if columns.ent[end] in ("DATE", "GPE", "LOC", "TIME", "EVENT") or columns.lower[end] in lexicon.titles:
            return 0
        end += 1
    while end > start and not columns.words[end - 1][:1].isupper():
        end -= 1
    return end if end - start > 1 else 0
