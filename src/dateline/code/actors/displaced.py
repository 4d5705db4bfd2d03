"""Who is told as displaced: groups of people without another role who flee or are driven out (PLOVER: REF)."""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.lexicon import Lexicon
from dateline.code.actors.register import Entry, Register

_CIVILIAN = ["CVL"]
_DISPLACED = ["REF", "CVL"]
_UNREAL = frozenset({"would", "could", "might", "may", "if", "should"})


def mark_displaced(columns: Columns, lexicon: Lexicon, register: Register) -> None:
    """Give the groups of a document that are mostly told as displaced that sector."""
    for dossier in register.dossiers:
        if dossier.kind != "nominal" or not dossier.plural or dossier.sector != _CIVILIAN:
            continue
        told = [register.entries[m] for m in dossier.mentions if register.entries[m].form != "pronoun"]
        if 2 * sum(_tells(columns, lexicon, entry) for entry in told) >= max(1, len(told)):
            dossier.sector = list(_DISPLACED)


def _tells(columns: Columns, lexicon: Lexicon, entry: Entry) -> bool:
    """Tell whether a mention says that people flee, have fled or were displaced."""
    head, words = entry.head, lexicon.words
    for child in columns.children[head]:
        lemma = columns.lemma[child].lower()
        if child > head and columns.dep[child] in ("acl", "relcl") and lemma in words["fleeing_verbs"]:
            return True
        if columns.dep[child] in ("acl", "relcl", "amod") and lemma in words["displacing_verbs"]:
            return True
    while columns.dep[head] == "conj" and columns.head[head] != head:
        head = columns.head[head]
    verb, dep = columns.head[head], columns.dep[head]
    lemma = columns.lemma[verb].lower()
    if any(columns.dep[c] in ("neg", "aux", "mark") and columns.lower[c] in _UNREAL for c in columns.children[verb]):
        return False
    if dep in ("nsubjpass", "dobj"):
        return lemma in words["displacing_verbs"]
    return dep == "nsubj" and (lemma in words["fleeing_verbs"] or lemma in words["displacing_verbs"])
