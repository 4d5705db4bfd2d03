"""Amounts that stand for people alone: "dozens were killed", "police arrested 40", "two soldiers and five others"."""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.context import Scene
from dateline.code.actors.lexicon import Lexicon
from dateline.code.actors.register import Dossier, Register

_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "conj"})
_MEASURES = frozenset({"MONEY", "PERCENT", "DATE", "TIME", "QUANTITY", "ORDINAL"})
_UNITS = frozenset({"%", "percent", "per", "$", "€", "£", "¥"})


class Amounts:
    """Finds the amounts of one document that stand for people, and opens their entities."""

    def __init__(self, columns: Columns, lexicon: Lexicon, register: Register, scene: Scene) -> None:
        self.columns = columns
        self.lexicon = lexicon
        self.register = register
        self.scene = scene

    def stands_for_people(self, i: int) -> bool:
        """Tell whether a token is an amount of people: of nothing else, and doing or suffering what people do."""
        columns, words = self.columns, self.lexicon.words
        number = columns.tag[i] == "CD"
        if not number and columns.lower[i] not in words["people_amounts"]:
            return False
        if columns.dep[i] not in _ROLES or columns.ent[i] in _MEASURES or columns.lower[i - 1] in _UNITS:
            return False
        if any(columns.dep[c] == "prep" or columns.lower[c] in _UNITS for c in columns.children[i]):
            return False
        if i + 1 < columns.n and (columns.lower[i + 1] in _UNITS or columns.lower[i + 1] == "-"):
            return False
        at = i
        while columns.dep[at] == "conj" and columns.head[at] != at:
            at = columns.head[at]
            if not number and self.register.entity_at(at) is not None and columns.pos[at] != "VERB":
                return True
        return columns.dep[at] in _ROLES and self._is_human(columns.head[at], columns.dep[at])

    def _is_human(self, verb: int, dep: str) -> bool:
        """Tell whether only people are the subject or object of a verb."""
        words, lemma = self.lexicon.words, self.columns.lemma[verb].lower()
        if dep == "nsubj" and lemma in words["crowd_verbs"]:
            return True
        return lemma in words["victim_verbs"] and (dep != "nsubj" or self._is_short_passive(verb))

    def _is_short_passive(self, verb: int) -> bool:
        """Tell whether a verb is a passive without its auxiliary ("two were killed and five wounded")."""
        columns = self.columns
        return columns.tag[verb] in ("VBN", "VBD") and columns.child(verb, "dobj", "aux", "auxpass") is None

    def _kin(self, i: int) -> Dossier | None:
        """Give whom an amount is coordinated with, also over verbs ("two men were killed and five others wounded")."""
        columns, up = self.columns, self.columns.head[i]
        if columns.dep[i] == "conj":
            return self.register.entity_at(up)
        if columns.dep[up] == "conj" and columns.dep[i] in ("nsubj", "nsubjpass"):
            subject = columns.child(columns.head[up], "nsubjpass")
            return self.register.entity_at(subject) if subject is not None else None
        return None

    def open(self, i: int) -> Dossier:
        """Open the entity of an amount: more of those it stands with ("two soldiers and five others"), else
        civilians of the scene.
        """
        columns = self.columns
        kin = self._kin(i)
        if kin is not None and kin.kind == "nominal" and kin.sector:
            code, sector = kin.code, list(kin.sector)
        else:
            code, sector = self.scene.country(columns.sentence[i], i), ["CVL"]
        dossier = self.register.new("nominal", "GROUP", code, sector)
        dossier.plural = True
        start = columns.left_bound(i)
        dossier.names.append((1, columns.span_text(start, i + 1)))
        self.register.enter(start, i + 1, i, dossier, "nominal")
        return dossier
