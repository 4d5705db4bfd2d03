"""What the own words of an event say about where it was: how each place of its sentence stands to its trigger."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.code.events.completion import SPOKEN
from dateline.code.events.relation import relation_of
from dateline.code.events.spots import COUNTRY, Spot, Spots
from dateline.code.events.words import EventWords
from dateline.code.layers import EventMention

_ON_TOPIC = SPOKEN | {"CONSULT", "COOPERATE"}
"""Types whose "on X" and "about X" name what they are about, not where they are."""
_CLAUSE = frozenset({"ccomp", "relcl", "advcl", "parataxis", "acl", "conj"})
_FAR = 5.5
_FARTHEST = 9.0
"""Costs of the way to a place beyond which words do not tell it: those of any event, those of the nearest to it."""
_WITHIN_PHRASE = frozenset({"pobj", "prep", "conj", "appos", "compound", "nmod", "amod", "poss"})
_UNTOLD = frozenset({"subject", "topic"})
_MORE = {"aside": 1.5, "above": 1.0, "where": -0.5}
"""What places cost more or less for how they stand to the trigger."""
_COUNTRY_MORE = 0.7
"""What a country costs more than a place within it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How the nearest mention of a place in the event's sentence stands to the trigger (`relation_of`)."""

    cost: float
    name: str
    preposition: str
    mention: int
    head: int
    """Token index of the head of the words that name it here."""


class Anchors:
    """The places that the own words of each event of a document tell."""

    def __init__(self, doc: Doc, events: list[EventMention], words: EventWords, spots: Spots) -> None:
        self.doc = doc
        self.events = events
        self.words = words
        self.spots = spots
        self.cues = {
            i
            for a in doc._.dateline_attributions or []
            if a.cue is not None and a.cue_class == "report"
            for i in range(a.cue.start, a.cue.end)
        }
        self.triggers = {event.trigger.start for event in events}
        self.relations = [
            {id(spot): found for spot in spots.spots if (found := self._relation(event, spot)) is not None}
            for event in events
        ]
        self.told = [self._told(n) for n in range(len(events))]
        """The place that each event's own words tell, None if they tell none."""

    def _relation(self, event: EventMention, spot: Spot) -> Relation | None:
        """Give how the nearest mention in the event's sentence stands to it.

        Mentions that only say where another place lies ("Anbar, Iraq"), further ones of a list, countries that act or
        modify, and places where somebody says what happened, tell nothing of an event.
        """
        token = self.doc[event.trigger.start]
        sentence = token.sent
        best: Relation | None = None
        named = [(self.spots.heads[m], m) for m in spot.mentions if m in self.spots.heads]
        nouns = [(self.doc[i], m) for i, m in self.spots.nominals.get(id(spot), ())]
        for outermost, m in (*named, *nouns):
            if not sentence.start <= outermost.i < sentence.end:
                continue
            place, root = self.spots.places[m], self.spots.roots[m]
            head = root if root.is_ancestor(token) else outermost  # "a house in the village of X, where …"
            cost, name = relation_of(
                token,
                head,
                on_topic=event.event in _ON_TOPIC,
                occurrence=self.words.occurrence,
                discussing=self.words.topic_governors,
            )
            preposition = self.spots.preposition(outermost)
            vague = spot.resolution == COUNTRY or place.kind == "in_name"
            entered = name == "object" and event.event not in _ON_TOPIC
            if name == "report" or (vague and preposition in ("none", "of", "other") and not entered):
                continue
            if best is None or cost < best.cost:
                best = Relation(cost, name, preposition, m, head.i)
        return best

    def _told(self, n: int) -> Spot | None:
        event = self.events[n]
        best: tuple[float, Spot] | None = None
        for spot in self.spots.spots:
            found = self.relations[n].get(id(spot))
            if found is None or found.name in _UNTOLD or not self._locates(event, found):
                continue
            head = self.doc[found.head]
            if found.name != "where" and self.owned(n, head):
                continue
            if event.event not in SPOKEN and self.told_there(head):
                continue
            cost = found.cost + (_COUNTRY_MORE if spot.resolution == COUNTRY else 0.0) + _MORE.get(found.name, 0.0)
            if cost > (_FARTHEST if self.nearest(n, found.head) else _FAR):
                continue
            if best is None or cost < best[0]:
                best = (cost, spot)
        return None if best is None else best[1]

    def _locates(self, event: EventMention, relation: Relation) -> bool:
        """Tell whether a place stands as where something is, not as who acts or is spoken to."""
        if relation.preposition in ("at", "to", "of"):
            return True
        if event.event in SPOKEN:
            return False
        if relation.preposition == "from":  # "shot two men from X", not "men from X shot two"
            return relation.name == "argument" and not self._acts(self.doc[relation.head])
        return relation.name in ("object", "modifier", "where", "aim")

    @staticmethod
    def _acts(head: Token) -> bool:
        """Tell whether a place stands under who acts ("troops from X")."""
        token = head
        while token.dep_ in _WITHIN_PHRASE and token.head != token:
            token = token.head
        return token.dep_ == "nsubj"

    def between(self, n: int, place: int) -> int:
        """Give how many triggers stand between that of an event and the token of a place."""
        low, high = sorted((self.events[n].trigger.start, place))
        return sum(low < trigger < high for trigger in self.triggers)

    def nearest(self, n: int, place: int) -> bool:
        """Tell whether an event is the one whose trigger stands nearest to the token of a place."""
        here = abs(self.events[n].trigger.start - place)
        return all(abs(trigger - place) >= here for trigger in self.triggers)

    def told_there(self, root: Token) -> bool:
        """Tell whether a place stands beside the words that say who says so ("told reporters in Geneva")."""
        token = root
        while token.head != token and token.dep_ not in _CLAUSE:
            token = token.head
            if token.i in self.cues:
                return True
        return False

    def owned(self, n: int, head: Token) -> bool:
        """Tell whether a place stands under the trigger of another event than the one asked for, and not of one that
        the event asked for shares a clause with ("joined them in X for talks").
        """
        here = self.events[n].trigger.start
        shared = set()
        token = self.doc[here]
        while token.head != token and token.dep_ not in _CLAUSE:
            token = token.head
            shared.add(token.i)
        token = head
        while token.head != token:
            token = token.head
            if token.i == here or token.i in shared:
                return False
            if token.i in self.triggers:
                return True
        return False
