"""Who is told as an offender: people without another role whom the law takes hold of for a crime, or who commit one.

PLOVER codes suspects, convicts and attackers who are no fighters CRM. A person of whom the text says nothing else is
one where courts and police act on the person in a text that tells of an ordinary crime (no protest, no opinion),
where the person owns up to one, or where the person alone is told to kill or rob.
"""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.lexicon import Lexicon
from dateline.code.actors.register import Dossier, Entry, Register

_PASSIVE = frozenset({"nsubjpass", "dobj"})
_NEGATED = frozenset({"neg"})
_MODAL = frozenset({"would", "could", "might", "may", "if", "should"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_OFFENDER = ["CRM"]
_CIVILIAN = ["CVL"]


def mark_offenders(columns: Columns, lexicon: Lexicon, register: Register) -> None:
    """Give the people of a document who are told as offenders that sector."""
    words = lexicon.words
    crimes = {columns.sentence[i] for i, lemma in enumerate(columns.lemma) if lemma.lower() in words["crimes"]}
    if not crimes:
        return
    reader = _Offences(columns, lexicon, crimes)
    for dossier in register.dossiers:
        if dossier.sector == _CIVILIAN and _is_plain(dossier, lexicon):
            told = (register.entries[mention] for mention in dossier.mentions)
            if any(reader.tells(entry, dossier) for entry in told):
                dossier.sector = list(_OFFENDER)


def _is_plain(dossier: Dossier, lexicon: Lexicon) -> bool:
    """Tell whether nothing is said of what a person does."""
    if dossier.kind == "person":
        return not dossier.fact and (not dossier.lemmas or bool(dossier.lemmas & lexicon.words["plain_people"]))
    return dossier.kind == "nominal" and bool(dossier.lemmas & lexicon.words["plain_people"])


class _Offences:
    """Reads what is said of people in a document whose sentences `crimes` name crimes."""

    def __init__(self, columns: Columns, lexicon: Lexicon, crimes: set[int]) -> None:
        self.columns = columns
        self.words = lexicon.words
        self.crimes = crimes

    def tells(self, entry: Entry, dossier: Dossier) -> bool:
        """Tell whether a mention makes somebody an offender."""
        columns, head = self.columns, entry.head
        while columns.dep[head] == "conj" and columns.head[head] != head:
            head = columns.head[head]
        up, dep = columns.head[head], columns.dep[head]
        here = columns.sentence[entry.head] in self.crimes
        if any(self._suffers(c) and self._prosecuted(c, here) for c in columns.children[entry.head]):
            return True
        if dep in _PASSIVE and self._asserted(up):
            return self._prosecuted(up, here)
        if dep == "nsubj" and self._asserted(up):
            return self._owns_up(up, here) or (not dossier.plural and self._commits(up))
        if dep == "poss":
            return columns.lemma[up].lower() in self.words["prosecuting_nouns"]
        if dep == "pobj" and columns.lower[up] == "of":
            return columns.lemma[columns.head[up]].lower() in self.words["prosecuting_nouns"]
        return False

    def _suffers(self, verb: int) -> bool:
        """Tell whether a verb's clause says what is done to its noun ("a man charged with murder", "whom police
        charged"), not what that does ("a woman who accused him").
        """
        columns = self.columns
        if columns.dep[verb] == "acl":
            return columns.tag[verb] in ("VBN", "VBD")
        if columns.dep[verb] != "relcl":
            return False
        subject = columns.child(verb, "nsubj")
        return columns.child(verb, "auxpass") is not None or (
            subject is not None and columns.tag[subject] not in ("WP", "WDT")
        )

    def _asserted(self, verb: int) -> bool:
        columns = self.columns
        return not any(
            columns.dep[c] in _NEGATED or (columns.dep[c] in ("aux", "mark") and columns.lower[c] in _MODAL)
            for c in columns.children[verb]
        )

    def _prosecuted(self, verb: int, here: bool) -> bool:
        if self.columns.tag[verb] not in ("VBN", "VBD", "VB", "VBZ", "VBP", "VBG"):
            return False
        lemma = self.columns.lemma[verb].lower()
        return lemma in self.words["prosecuting_verbs"] or (here and lemma in self.words["suspecting_verbs"])

    def _owns_up(self, verb: int, here: bool) -> bool:
        columns = self.columns
        lemma = columns.lemma[verb].lower()
        if lemma in self.words["confessing_verbs"]:
            return here or lemma == "plead"
        return any(
            f"{lemma} {columns.lemma[c].lower()}" in self.words["facing"]
            for c in columns.children[verb]
            if columns.dep[c] == "dobj"
        )

    def _commits(self, verb: int) -> bool:
        columns = self.columns
        if columns.lemma[verb].lower() not in self.words["crime_verbs"]:
            return False
        objects = [c for c in columns.children[verb] if columns.dep[c] == "dobj"]
        return bool(objects) and not any(columns.lower[c] in _REFLEXIVE for c in objects)
