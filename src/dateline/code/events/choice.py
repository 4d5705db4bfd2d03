"""Choosing the frame of a predicate: which conditions hold, which frame says most."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.events.frames import Conditions, Frame, FrameSet
from dateline.code.events.predicate import Predicate
from dateline.code.layers import ActorEntity, Actors

_ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "COP"})
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM"})
_CIVIL = frozenset({"CVL", "REF", "JRN", "MED", "EDU", "LAB", "AGR", "SOC", "REL", "OPP", "BUS", "UNK"})
_PLURAL = frozenset({"NNS", "NNPS"})


def lemma_of(token: Token) -> str:
    """Give a token's lemma in lower case; capitalised headline nouns lose their plural ending too."""
    lemma: str = token.lemma_.lower()
    if token.pos_ == "PROPN" and lemma.endswith("s"):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma.removesuffix("s")
    return lemma


class FrameChoice:
    """Finds the frame that fits a predicate best.

    Args:
        frames: the frames and word classes.
        doc: the document; its layers of places, figures and actors answer property conditions.
        actors: the actors of the document.
    """

    def __init__(self, frames: FrameSet, doc: Doc, actors: Actors) -> None:
        self.frames = frames
        self.doc = doc
        self.actors = actors
        self.place_tokens = {
            i for place in doc._.dateline_places or [] for i in range(place.start, place.end) if place.kind != "demonym"
        }
        self._sentence_lemmas: dict[int, frozenset[str]] = {}
        self._document_lemmas: frozenset[str] | None = None

    def best(self, predicate: Predicate, candidates: list[tuple[tuple[str, ...], Frame]]) -> Frame | None:
        """Give the frame with the most specific conditions that hold, None if none fits."""
        chosen, best_score = None, (-1.0, 0)
        children: set[str] | None = None
        for rest, frame in candidates:
            if rest:
                if children is None:
                    children = {
                        child.lower_
                        for child in predicate.token.children
                        if child.dep_ in ("prt", "prep", "advmod", "acomp", "agent", "dative", "dobj", "npadvmod")
                    } | {child.lemma_ for child in predicate.token.children}
                if not all(word in children for word in rest):
                    continue
            specificity = self._holds(predicate, frame.when)
            if specificity is None or any(self._matches(predicate, s, w) for s, w in frame.unless.items()):
                continue
            score = (specificity + len(rest), frame.priority)
            if chosen is None or score > best_score:
                chosen, best_score = frame, score
        return chosen

    def modes(self, predicate: Predicate, frame: Frame) -> tuple[list[str], list[str]]:
        """Give the modes and contexts of a frame for this predicate, conditional ones included, no doubles."""
        mode, context = list(frame.mode), list(frame.context)
        for rule in frame.modes:
            if self._holds(predicate, rule.when) is not None:
                mode += rule.mode
                context += rule.context
        return list(dict.fromkeys(mode)), list(dict.fromkeys(context))

    def _holds(self, predicate: Predicate, conditions: Conditions) -> float | None:
        total = 0.0
        for slot, words in conditions.items():
            score = self._matches(predicate, slot, words)
            if not score:
                return None
            total += score
        return total

    def _matches(self, predicate: Predicate, slot: str, words: list[str]) -> float:
        if slot in ("sentence", "document"):
            lemmas = self._sentence(predicate.token) if slot == "sentence" else self._document()
            return 1.0 if any(self._in(word, lemmas) for word in words) else 0.0
        if words == ["#any"]:
            return 0.8 if predicate.slot(slot) else 0.0
        best = 0.0
        for filler in predicate.slot(slot):
            lemma, lower = lemma_of(filler), filler.lower_
            for word in words:
                if word[0] == "@":
                    members = self.frames.words(word[1:])
                    if lemma in members or lower in members or self._compound(filler) in members:
                        best = max(best, 1.0)
                elif word[0] == "#":
                    if self._property(filler, word[1:]):
                        best = max(best, 0.9)
                elif word in (lemma, lower):
                    best = max(best, 1.1)
        return best

    def _compound(self, token: Token) -> str:
        if token.i and self.doc[token.i - 1].dep_ in ("compound", "amod") and self.doc[token.i - 1].head == token:
            return f"{self.doc[token.i - 1].lower_} {lemma_of(token)}"
        return ""

    def entity(self, token: Token) -> ActorEntity | None:
        """Give the actor entity that a head token denotes, if any."""
        mention = self.actors.by_head.get(token.i)
        if mention is None:
            mention = self.actors.by_token.get(token.i)
            if mention is None or self.actors.mentions[mention].head != token.i:
                return None
        return self.actors.entities[self.actors.mentions[mention].entity]

    def _property(self, token: Token, name: str) -> bool:
        if name == "any":
            return True
        if name == "plural":
            return token.tag_ in _PLURAL
        if name == "number":
            return bool(token.like_num) or any(child.dep_ == "nummod" for child in token.lefts)
        if name == "place":
            return token.i in self.place_tokens
        entity = self.entity(token)
        if entity is None:
            return False
        if name == "actor":
            return True
        if name == "country":
            return entity.type == "GPE" or (
                entity.code is not None and entity.sector[:1] == ["GOV"] and entity.type in ("NORP",)
            )
        if name == "person":
            return entity.type == "PERSON"
        if name == "org":
            return entity.type == "ORG"
        sectors = frozenset(entity.sector[:2])
        if name == "armed":
            return bool(sectors & _ARMED)
        if name == "state":
            return bool(sectors & _STATE) or entity.type == "GPE"
        if name == "civil":
            return bool(sectors & _CIVIL)
        return name in sectors or name == entity.code

    def _in(self, word: str, lemmas: frozenset[str]) -> bool:
        return not lemmas.isdisjoint(self.frames.words(word[1:])) if word[0] == "@" else word in lemmas

    def _sentence(self, token: Token) -> frozenset[str]:
        sentence = token.sent
        found = self._sentence_lemmas.get(sentence.start)
        if found is None:
            found = frozenset(each.lemma_.lower() for each in sentence)
            self._sentence_lemmas[sentence.start] = found
        return found

    def _document(self) -> frozenset[str]:
        if self._document_lemmas is None:
            self._document_lemmas = frozenset(each.lemma_.lower() for each in self.doc)
        return self._document_lemmas
