"""Contexts of events: why they happen, from the words around them, who takes part, and what they are.

PLOVER has 37 contexts; `data/events/contexts.yaml` says what each means and what speaks for it. A context is set when
its evidence adds up to `THRESHOLD`; an event has `MOST` of them at most, those of its frame first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc

from dateline.code.layers import EventMention
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.knowledge.ontology import load_ontology

THRESHOLD = 1.0
MOST = 3
_STRONG, _WEAK = 1.0, 0.5
_NEAR = 12
"""Tokens from the trigger within which a word counts fully; in a long sentence one farther off may belong to another
event, so it counts `_FAR` of that and needs the document's support."""
_FAR = 0.7
_SUPPORT = 0.5
"""Most that the rest of the document adds, reached when a context has one strong word in `_DENSE` tokens."""
_DENSE = 50
_PADDING = 100
"""Added to a document's length, so that one word does not make a short text dense."""
_OPENING = 2
"""Sentences at the start of a text that count double: they say what it is about."""
_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY"})

_Weights = tuple[tuple[str, float], ...]
_Words = tuple[str, ...]
_Term = tuple[_Words, _Weights]


@dataclass(frozen=True, slots=True)
class ContextEvidence:
    """What speaks for each context.

    `terms` gives by first word the terms and the weights each brings, the longest terms first;
    `parties` and `events` give the weights of sectors and of types ("ASSAULT", "ASSAULT/aerial"); `order` is the
    ontology's order of contexts.
    """

    terms: dict[str, tuple[_Term, ...]]
    parties: dict[str, _Weights]
    events: dict[str, _Weights]
    order: dict[str, int]


@lru_cache(maxsize=4)
def load_context_evidence(folders: tuple[str, ...]) -> ContextEvidence:
    """Give the evidence of Dateline and of the user's knowledge folders; a user's context replaces ours of that name.

    Raises:
        KnowledgeError: a context is not in the ontology, or its evidence has an unknown field.
    """
    tree: dict[str, Any] = Knowledge(*folders).merged("events/contexts.yaml")
    order = {name: i for i, name in enumerate(load_ontology(folders).contexts)}
    terms: dict[tuple[str, ...], dict[str, float]] = {}
    parties: dict[str, dict[str, float]] = {}
    events: dict[str, dict[str, float]] = {}
    for context, evidence in tree.get("contexts", {}).items():
        if context not in order:
            raise KnowledgeError(f"events/contexts.yaml: {context}: no such context; add it to ontology/*.yaml first")
        unknown = set(evidence) - {"strong", "weak", "parties", "events"}
        if unknown:
            raise KnowledgeError(f"events/contexts.yaml: {context}: unknown field {', '.join(sorted(unknown))}")
        for field, weight in (("weak", _WEAK), ("strong", _STRONG)):
            for term in evidence.get(field, []):
                for words in _spellings(str(term)):
                    terms.setdefault(words, {})[context] = weight
        for table, field in ((parties, "parties"), (events, "events")):
            for name, weight in evidence.get(field, {}).items():
                table.setdefault(str(name), {})[context] = float(weight)
    for term in tree.get("void", []):
        for words in _spellings(str(term)):
            terms.setdefault(words, {})
    by_first: dict[str, list[_Term]] = {}
    for words, weights in sorted(terms.items(), key=lambda item: (-len(item[0]), item[0])):
        by_first.setdefault(words[0], []).append((words, tuple(weights.items())))
    return ContextEvidence(
        terms={first: tuple(each) for first, each in by_first.items()},
        parties={sector: tuple(weights.items()) for sector, weights in parties.items()},
        events={name: tuple(weights.items()) for name, weights in events.items()},
        order=order,
    )


def _spellings(term: str) -> list[tuple[str, ...]]:
    """Give the words of a term, with hyphens as words of their own (as spaCy splits them) and not."""
    term = term.lower().replace("'s", " 's")
    return list(dict.fromkeys(tuple(each.split()) for each in (term, term.replace("-", " - "))))


class ContextReader:
    """Gives events of one document their contexts; reads the document's words once."""

    def __init__(self, doc: Doc, evidence: ContextEvidence) -> None:
        self.evidence = evidence
        self.length = len(doc)
        self._hits = _hits(doc, evidence)
        self._starts = [start for start, _, _ in self._hits]
        self._overall: Counter[str] = Counter()
        opening = _opening(doc)
        for start, _, weights in self._hits:
            self._overall.update(self._share(start, weights, opening))
        self._opening = opening

    def add(self, event: EventMention) -> None:
        """Add to an event the contexts that enough speaks for, the best supported first."""
        near, here = self._said(event)
        scores: dict[str, float] = {}
        for said in near.values():
            for context, weight in said:
                scores[context] = scores.get(context, 0.0) + weight
        for context, weight in self._of_event(event):
            scores[context] = scores.get(context, 0.0) + weight
        passed = [
            (score + self._support(context, here[context]), context)
            for context, score in scores.items()
            if score >= THRESHOLD - _SUPPORT
        ]
        passed = [(score, context) for score, context in passed if score >= THRESHOLD and context not in event.context]
        passed.sort(key=lambda found: (-found[0], self.evidence.order[found[1]]))
        event.context += [context for _, context in passed[: max(0, MOST - len(event.context))]]

    def _said(self, event: EventMention) -> tuple[dict[_Words, list[tuple[str, float]]], Counter[str]]:
        """Give what the words of an event's sentence say, each term once, and the share of each context in them."""
        low = bisect_left(self._starts, event.sentence.start)
        high = bisect_left(self._starts, event.sentence.end)
        best: dict[_Words, list[tuple[str, float]]] = {}
        here: Counter[str] = Counter()
        for start, words, weights in self._hits[low:high]:
            here.update(self._share(start, weights, self._opening))
            near = abs(start - event.trigger.start) <= _NEAR
            if near or words not in best:
                best[words] = [(context, weight if near else weight * _FAR) for context, weight in weights]
        return best, here

    @staticmethod
    def _share(start: int, weights: _Weights, opening: int) -> dict[str, int]:
        times = 2 if start < opening else 1
        return {context: times for context, weight in weights if weight >= _STRONG}

    def _support(self, context: str, here: int) -> float:
        elsewhere = self._overall[context] - here
        return min(_SUPPORT, _SUPPORT * _DENSE * elsewhere / (self.length + _PADDING))

    def _of_event(self, event: EventMention) -> list[tuple[str, float]]:
        """Give what type, modes and parties of an event speak for; of a type and its modes, the most counts."""
        kinds: dict[str, float] = {}
        for name in (event.event, *(f"{event.event}/{mode}" for mode in event.mode)):
            for context, weight in self.evidence.events.get(name, ()):
                kinds[context] = max(weight, kinds.get(context, weight))
        parties = [*event.actor, *event.recipient]
        sectors = dict.fromkeys(party.sector[0] for party in parties if party.sector)
        states = {party.code for party in parties if party.code and (not party.sector or party.sector[0] in _STATE)}
        found = list(kinds.items())
        for sector in (*sectors, *(["states"] if len(states) > 1 else [])):
            found += self.evidence.parties.get(sector, ())
        return found


def _opening(doc: Doc) -> int:
    """Give the token at which the opening sentences of a text end."""
    end = 0
    for number, sentence in enumerate(doc.sents):
        if number == _OPENING:
            break
        end = sentence.end
    return end


def _hits(doc: Doc, evidence: ContextEvidence) -> list[tuple[int, _Words, _Weights]]:
    """Give the token index of each term in a text and what it speaks for; longer terms take their words."""
    lower = [token.lower_ for token in doc]
    lemma = [token.lemma_.lower() for token in doc]
    terms = evidence.terms
    found: list[tuple[int, _Words, _Weights]] = []
    i, end = 0, len(lower)
    while i < end:
        word = lower[i]
        candidates = terms.get(word, ())
        base = lemma[i]
        if base != word:
            candidates += terms.get(base, ())
        if not candidates and word.endswith("s"):  # capitalised headline nouns keep their plural ending
            candidates = terms.get(word[:-1], ())
        length = 0
        term: _Term = ((), ())
        for each in candidates:
            if len(each[0]) > length and _follows(each[0], lower, lemma, i):
                length, term = len(each[0]), each
        if term[1]:
            found.append((i, *term))
        i += max(1, length)
    return found


def _follows(words: _Words, lower: list[str], lemma: list[str], start: int) -> bool:
    if start + len(words) > len(lower):
        return False
    return all(word in (lower[start + k], lemma[start + k]) for k, word in enumerate(words[1:], start=1))
