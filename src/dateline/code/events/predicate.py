"""Predicates and their arguments: who fills which slot of a verb, noun or adjective.

Slots are named in `docs/frames.md`. They are read off the dependency parse (ClearNLP labels) and undo what
English does to arguments: passives, relative clauses, participles, control and raising, light verbs,
coordination.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from spacy.tokens import Token

from dateline.code.events.words import EventWords
from dateline.code.syntax import conjuncts

Kind = Literal["verb", "noun", "adjective"]

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_MODIFIER = frozenset({"amod", "compound", "nmod", "nummod"})


def spread(tokens: Iterable[Token]) -> list[Token]:
    """Give tokens with everything coordinated with them, relative pronouns replaced by their antecedents."""
    result: list[Token] = []
    for token in tokens:
        for each in conjuncts(token):
            found = antecedent(each)
            if found not in result:
                result.append(found)
    return result


def antecedent(token: Token) -> Token:
    """Give the noun that a relative pronoun stands for, else the token itself."""
    if token.lower_ in _RELATIVE and token.tag_ in ("WDT", "WP", "IN", "WP$"):
        for clause in (token.head, *token.head.ancestors):
            if clause.dep_ == "relcl":
                return clause.head
    return token


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive, reduced relative clauses ("people killed in") included."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    dependencies = {child.dep_ for child in verb.children}
    if "auxpass" in dependencies or "nsubjpass" in dependencies:
        return True
    if verb.tag_ != "VBN" or "aux" in dependencies or "nsubj" in dependencies:
        return False
    if verb.dep_ in ("acl", "advcl") and "dobj" not in dependencies:
        return True
    return verb.dep_ == "conj" and verb.head.tag_ == "VBN" and "dobj" not in dependencies and is_passive(verb.head)


def surface_subject(verb: Token, words: EventWords, depth: int = 0) -> list[Token]:
    """Give the heads that stand, or are understood, as the grammatical subject of a verb."""
    own = [child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    if not own and verb.dep_ in ("ROOT", "ccomp", "parataxis", "relcl"):
        own = [child for child in verb.rights if child.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return own
    if depth > 6:
        return []
    head, dependency = verb.head, verb.dep_
    if dependency == "conj" and head.pos_ in ("VERB", "AUX"):
        return surface_subject(head, words, depth + 1)
    if dependency == "xcomp" or (dependency == "ccomp" and verb.tag_ in ("VB", "VBG")):
        if head.pos_ in ("ADJ", "NOUN"):
            return surface_subject(head.head, words, depth + 1) if head.head.pos_ == "AUX" else []
        patient = [child for child in head.rights if child.dep_ in ("dobj", "dative") and child.i < verb.i]
        if patient and head.lemma_ not in words.subject_control:
            return patient
        return surface_subject(head, words, depth + 1)
    if dependency == "advcl" and head.pos_ in ("VERB", "AUX"):
        return surface_subject(head, words, depth + 1)
    if dependency in ("acl", "relcl"):
        if verb.tag_ == "VB":
            return noun_controller(head, words, depth + 1)
        return [head]
    if dependency == "pcomp":
        above = head.head
        if above.pos_ in ("VERB", "AUX"):
            own_time = head.lower_ in words.same_subject
            patient = [child for child in above.rights if child.dep_ == "dobj" and child.i < verb.i and not own_time]
            return patient or surface_subject(above, words, depth + 1)
        if above.pos_ in ("NOUN", "ADJ"):
            return noun_controller(above, words, depth + 1)
    return []


def noun_controller(noun: Token, words: EventWords, depth: int = 0) -> list[Token]:
    """Give who carries a noun or adjective: its possessor, or the subject of the verb that governs it."""
    own = [child for child in noun.lefts if child.dep_ == "poss"]
    if own:
        return own
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "acomp", "oprd") and head.pos_ in ("VERB", "AUX"):
        return surface_subject(head, words, depth + 1)
    return []


class Predicate:
    """A token that may tell of an event, with its slots filled on demand.

    `slot(name)` gives head tokens in text order, coordinated ones included, empty when nothing fills it.
    """

    def __init__(self, token: Token, kind: Kind, words: EventWords) -> None:
        self.token = token
        self.kind = kind
        self.words = words
        self._slots: dict[str, list[Token]] = {}

    @cached_property
    def passive(self) -> bool:
        """Whether a verb stands in the passive."""
        return self.kind == "verb" and is_passive(self.token)

    @cached_property
    def carrier(self) -> Token | None:
        """The light or occurrence verb that carries a noun ("*launched* an attack", "talks *took place*")."""
        return self._carrier(self.token) if self.kind == "noun" else None

    def _carrier(self, noun: Token) -> Token | None:
        head = noun.head
        if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
            return self._carrier(head)
        if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "oprd") and head.pos_ in ("VERB", "AUX"):
            return head
        if noun.dep_ == "pobj":
            return head.head if head.head.pos_ in ("VERB", "AUX", "ADJ") else None
        return None

    def slot(self, name: str) -> list[Token]:
        """Give the heads that fill a slot; "object.of" asks for a slot of each filler."""
        found = self._slots.get(name)
        if found is None:
            found = self._slots[name] = self._fill(name)
        return found

    def _fill(self, name: str) -> list[Token]:
        if "." in name:
            first, rest = name.split(".", 1)
            return [inner for filler in self.slot(first) for inner in Predicate(filler, "noun", self.words).slot(rest)]
        method = getattr(self, "_slot_" + name, None)
        if method is not None:
            return list(method())
        return self._preposition(name)

    # Slots of verbs and adjectives

    def _slot_subject(self) -> list[Token]:
        token = self.token
        if self.kind == "noun":
            return self.slot("light")
        if self.kind == "adjective":
            if token.dep_ in ("acomp", "oprd", "attr") or token.head.pos_ == "AUX":
                return spread(surface_subject(token.head, self.words))
            return [token.head] if token.dep_ == "amod" else []
        if self.passive:
            return self._agent()
        return spread(surface_subject(token, self.words))

    def _agent(self) -> list[Token]:
        agents = [
            inner
            for child in self.token.rights
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
            for inner in child.children
            if inner.dep_ == "pobj"
        ]
        return spread(agents)

    def _slot_object(self) -> list[Token]:
        token = self.token
        if self.kind == "noun":
            return self.slot("of")
        if self.kind == "adjective":
            return []
        if self.passive:
            own = [child for child in token.children if child.dep_ == "nsubjpass"]
            if not own and token.dep_ == "acl":
                own = [token.head]
            return spread(own or surface_subject(token, self.words))
        own = [child for child in token.rights if child.dep_ in ("dobj", "oprd")]
        if not own:  # the parser may hang the object on the particle ("handing over their weapons")
            particles = [child for child in token.rights if child.dep_ == "prt"]
            own = [inner for particle in particles for inner in particle.rights if inner.dep_ == "pobj"]
        if not own:
            own = [child for child in token.lefts if child.dep_ == "dobj"]
        if not own and token.dep_ == "relcl" and not self._relative_subject():
            own = [token.head]
        if not own:
            for later in token.rights:
                if later.dep_ == "conj" and later.pos_ == "VERB":
                    own = [child for child in later.rights if child.dep_ == "dobj"]
        return spread(own)

    def _relative_subject(self) -> bool:
        subject = [child for child in self.token.lefts if child.dep_ in ("nsubj", "nsubjpass")]
        return not subject or any(child.lower_ in _RELATIVE for child in subject)

    def _slot_iobj(self) -> list[Token]:
        direct = [child for child in self.token.rights if child.dep_ == "dative" and child.pos_ != "ADP"]
        return spread(direct) or self._preposition("to")

    def _slot_clause(self) -> list[Token]:
        found = [child for child in self.token.rights if child.dep_ in ("ccomp", "xcomp")]
        if not found and self.kind == "adjective" and self.token.dep_ == "acomp":  # "it is vital that both sides meet"
            found = [child for child in self.token.head.rights if child.dep_ in ("ccomp", "xcomp", "csubj", "advcl")]
        if not found:
            found = [child for child in self.token.rights if child.dep_ in ("advcl", "acl") and child.tag_ == "VB"]
        for noun in (child for child in self.token.rights if child.dep_ == "dobj" and not found):
            found = [child for child in noun.rights if child.dep_ in ("acl", "ccomp") and child.tag_ == "VB"]
        for child in self.token.rights:
            if child.dep_ == "prep":
                found += [inner for inner in child.children if inner.dep_ == "pcomp"]
        return [each for clause in found for each in conjuncts(clause)]

    def _slot_clause_subject(self) -> list[Token]:
        for clause in self._slot_clause():
            fillers = spread(surface_subject(clause, self.words))
            if fillers:
                return fillers
        return []

    def _slot_clause_object(self) -> list[Token]:
        return [
            filler for clause in self._slot_clause() for filler in Predicate(clause, "verb", self.words).slot("object")
        ]

    def _slot_adverb(self) -> list[Token]:
        return [child for child in self.token.children if child.dep_ in ("advmod", "prt", "npadvmod")]

    def _slot_aux(self) -> list[Token]:
        return [child for child in self.token.lefts if child.dep_ == "aux"]

    def _slot_passive(self) -> list[Token]:
        return [child for child in self.token.lefts if child.dep_ == "auxpass"]

    def _slot_neg(self) -> list[Token]:
        return [child for child in self.token.children if child.dep_ == "neg"]

    # Slots of nouns

    def _slot_poss(self) -> list[Token]:
        return spread(child for child in self.token.lefts if child.dep_ == "poss")

    def _slot_mod(self) -> list[Token]:
        token = self.token
        found = [child for child in token.lefts if child.dep_ in _MODIFIER]
        found += [inner for child in found for inner in child.subtree if inner.dep_ in _MODIFIER]
        if token.dep_ in ("conj",) and token.head.pos_ == "NOUN" and not found:
            found = [child for child in token.head.lefts if child.dep_ in _MODIFIER]
        if token.dep_ == "compound":
            found += [child for child in token.head.lefts if child.dep_ in _MODIFIER and child.i < token.i]
        return list(dict.fromkeys(found))

    def _slot_light(self) -> list[Token]:
        verb = self.carrier
        if verb is None:
            return []
        noun = self.token
        if verb.lemma_ in self.words.occurrence or verb.lemma_ in self.words.suffer:
            return []
        if noun.dep_ in ("nsubjpass", "dobj") and verb.lemma_ in self.words.light:
            return Predicate(verb, "verb", self.words).slot("subject")
        if noun.dep_ == "pobj" and (verb.lemma_, noun.head.lower_) in self.words.light_with_preposition:
            return Predicate(verb, "verb" if verb.pos_ != "ADJ" else "adjective", self.words).slot("subject")
        return []

    def _slot_accused(self) -> list[Token]:
        noun, verb = self.token, self.carrier
        if verb is None or noun.dep_ != "pobj" or (verb.lemma_, noun.head.lower_) not in self.words.blaming:
            return []
        return Predicate(verb, "verb", self.words).slot("object")

    def _slot_sufferer(self) -> list[Token]:
        verb = self.carrier
        if verb is None or verb.lemma_ not in self.words.suffer:
            return []
        return Predicate(verb, "verb", self.words).slot("subject")

    # Prepositions, of any predicate

    def _preposition(self, name: str) -> list[Token]:
        found = self._prepositional(self.token, name)
        if not found and self.kind == "verb":
            for child in self.token.rights:
                if child.dep_ in ("dobj", "attr"):
                    found = self._prepositional(child, name)
                    if found:
                        break
        if not found and self.kind == "noun" and name not in ("of", "by"):
            verb = self.carrier
            if verb is not None and (verb.lemma_ in self.words.light or verb.lemma_ in self.words.occurrence):
                found = self._prepositional(verb, name)
        if not found and self.kind == "noun" and self.token.dep_ == "conj":
            found = self._prepositional(self.token.head, name)
        return found

    def _prepositional(self, token: Token, name: str) -> list[Token]:
        found = []
        for child in token.rights:
            if child.dep_ in ("prep", "agent", "dative", "prt") and child.lower_ == name:
                found += [inner for inner in child.children if inner.dep_ in ("pobj", "pcomp")]
            elif child.dep_ == "prep":  # "out of", "because of", and "in X on Y" misattached one level down
                for inner in child.rights:
                    if inner.dep_ == "prep" and inner.lower_ == name:
                        found += [each for each in inner.children if each.dep_ in ("pobj", "pcomp")]
                    elif inner.dep_ == "pobj" and name in ("against", "on", "to", "with", "between", "by"):
                        found += [
                            each
                            for deep in inner.rights
                            if deep.dep_ == "prep" and deep.lower_ == name
                            for each in deep.children
                            if each.dep_ == "pobj"
                        ]
        return spread(found)
