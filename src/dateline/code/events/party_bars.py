"""Who is no party to an event, whatever the network sees: who comes to it afterwards, reports it, or is avenged."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from dateline.code.events.predicate import Predicate, is_passive, spread, surface_subject
from dateline.code.events.words import EventWords
from dateline.code.layers import Actors, AttributionMention, EventMention, PartyMention

_STEPS = 6
"""Words between an event and the verb of those who come to it, at most."""
_FORCE = frozenset({"ASSAULT", "COERCE"})
_PRESS = "JRN"


class PartyBars:
    """Tells who of a document cannot be a party to its events.

    Args:
        doc: the document.
        actors: its actors.
        words: the word sets of events.
    """

    def __init__(self, doc: Doc, actors: Actors, words: EventWords) -> None:
        self.doc = doc
        self.actors = actors
        self.words = words
        self._attributions: list[AttributionMention] = list(doc._.dateline_attributions or [])
        self._avenging = [token for token in doc if token.lemma_.lower() in words.avenging and token.pos_ == "VERB"]

    def bars(self, event: EventMention, role: str, party: PartyMention) -> bool:
        """Tell whether a party cannot have a role in an event."""
        if party.entity is None:
            return False
        if role == "recipient" and event.event == "THREATEN":
            return party.entity in self._avenged(event)
        if role == "actor" and event.event == "ASSAULT" and party.entity in self._responders(event):
            return True
        return event.event in _FORCE and party.sector[:1] == [_PRESS] and self._only_reports(event, party.entity)

    def _responders(self, event: EventMention) -> set[int]:
        """Give who comes to what has happened ("*police* responded to a shooting", "*they* were called to it")."""
        token = self.doc[event.trigger.start]
        for _ in range(_STEPS):
            head = token.head
            if head == token:
                break
            lemma = head.lemma_.lower()
            if head.pos_ == "VERB" and token.dep_ == "prep" and token.lower_ in self.words.arriving:
                comes = lemma in self.words.responding or (lemma in self.words.summoning and is_passive(head))
                return self._entities(spread(surface_subject(head, self.words))) if comes else set()
            if token.dep_ == "prep" and token.lower_ != "of":
                break  # not what they did: "responded to the attack with a raid"
            if token.dep_ not in ("prep", "pobj", "pcomp", "compound", "amod", "conj", "nmod"):
                break
            token = head
        return set()

    def _only_reports(self, event: EventMention, entity: int) -> bool:
        """Tell whether somebody is the source of an event and not spoken of in what he says."""
        at = event.trigger.start_char
        contents = [
            a.content
            for a in self._attributions
            if a.source_entity == entity and a.content.start_char <= at < a.content.end_char
        ]
        named = [m for m in self.actors.mentions if m.entity == entity and m.form == "pronoun"]
        return bool(contents) and not any(
            content.start <= mention.start < content.end for content in contents for mention in named
        )

    def _avenged(self, event: EventMention) -> set[int]:
        """Give whose death is avenged in the sentence of an event."""
        found: set[int] = set()
        for token in self._avenging:
            if event.sentence.start <= token.i < event.sentence.end:
                verb = Predicate(token, "verb", self.words)
                found |= self._entities(f for slot in ("object", "object.of", "object.poss") for f in verb.slot(slot))
        return found

    def _entities(self, tokens: Iterable[Token]) -> set[int]:
        """Give the entities that head tokens stand for."""
        numbers = (self.actors.by_head.get(token.i, self.actors.by_token.get(token.i)) for token in tokens)
        return {self.actors.mentions[number].entity for number in numbers if number is not None}
