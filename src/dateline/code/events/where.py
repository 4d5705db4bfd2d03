"""Where an event took place: one place of the document, or none, by the best reason for it.

A reader looks first at what the event's own words say ("shelled a market in Odesa"): an act or a meeting that they tell
the place of keeps it. Any other event takes the place of the happening that it belongs to from another mention, and a
statement, a promise or a sanction is seldom said to be anywhere.
So such an event has reasons: its own words for each place of its sentence, the document for each other place, every
other event that has a place or none, and nothing. A reason is a set of signs with weights (`data/events/places.yaml`,
fitted by `benchmarks/fit_places.py`); the reason with the largest sum of weights gives the place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from dateline.code.events.anchors import Anchors
from dateline.code.events.completion import SPOKEN
from dateline.code.events.happenings import Happenings
from dateline.code.events.learned import Reading, highest, squeezed
from dateline.code.events.spots import COUNTRY, Spot, Spots
from dateline.code.events.weights import weighed
from dateline.code.events.words import EventWords
from dateline.code.layers import EventMention

Signs = dict[str, float]

_DOUBT, _SURE = -1.0, 1.0
"""The logits under which the network does not take a place for that of an event, and over which it takes another."""
_REACH = 30
"""How many events before or after one can give it their place."""


class PlaceChoice:
    """Answers where the events of one document were; `reading` is what the network reads in it, None without one."""

    def __init__(self, doc: Doc, events: list[EventMention], words: EventWords, reading: Reading | None = None) -> None:
        self.doc = doc
        self.events = events
        self.spots = Spots(doc, words)
        self.anchors = Anchors(doc, events, words, self.spots)
        self.happenings = Happenings(doc, events, self.spots.sentence_of)
        self.told = self.anchors.told
        acts = Counter(
            id(told) for event, told in zip(events, self.told, strict=True) if told and event.event not in SPOKEN
        )
        self.scene = (
            max(self.spots.spots, key=lambda spot: (acts[id(spot)], len(spot.mentions)), default=None) if acts else None
        )
        self.holding = self._holding()
        self.finest = self._finest()
        self.pointed = [self._pointed(event, reading) for event in events]
        self._settled = [self._is_settled(n) for n in range(len(events))]
        self._of_document = {id(spot): self._document_signs(spot) for spot in self.spots.spots}

    def _pointed(self, event: EventMention, reading: Reading | None) -> dict[int, float]:
        """Give the logit of each place (by id) as that of an event: the highest of the words that name it."""
        logits = {} if reading is None else reading.pointed(event.trigger.start, "place")
        if not logits:
            return {}
        places = self.spots.places
        return {id(spot): max(highest(logits, places[m]) for m in spot.mentions) for spot in self.spots.spots}

    def _holding(self) -> dict[int, set[int]]:
        """Give for each place (by id) those (by id) within it that events are told to be at: those that the text puts
        into it and those that the gazetteer knows there.
        """
        told = {id(spot): spot for spot in self.told if spot is not None}
        found: dict[int, set[int]] = {}
        for inner, outer in self.spots.outer.items():
            one, other = self.spots.spot_of.get(inner), self.spots.spot_of.get(outer)
            if one is not None and other is not None and one is not other and id(one) in told:
                found.setdefault(id(other), set()).add(id(one))
        for around in self.spots.spots:
            within = {key for key, spot in told.items() if spot is not around and self.spots.contains(around, spot)}
            if within:
                found.setdefault(id(around), set()).update(within)
        return found

    def _finest(self) -> dict[str, Spot]:
        """Give for types of acts the finest place that events of the type are told to be at, if all others that they
        are told to be at lie around it: such a text tells of one scene, now coarsely, now finely.
        """
        places: dict[str, dict[int, Spot]] = {}
        for event, spot in zip(self.events, self.told, strict=True):
            if spot is not None and event.event not in SPOKEN:
                places.setdefault(event.event, {})[id(spot)] = spot
        found = {}
        for kind, told in places.items():
            for key, spot in told.items():
                if all(other == key or key in self.holding.get(other, ()) for other in told):
                    found[kind] = spot
        return found

    def _finer(self, n: int, spot: Spot) -> Spot:
        """Give the place that a reader puts an event at for which a place around it is chosen: the finest of its type;
        else, of a country that no word tells, the scene of the story. A country that its words tell stays.
        """
        told = self.told[n] is spot
        if told and spot.resolution == COUNTRY:
            return spot
        within = self.holding.get(id(spot), set())
        finest = self.finest.get(self.events[n].event)
        if finest is not None and id(finest) in within:
            return finest
        if not told and spot.resolution == COUNTRY and self.scene is not None and id(self.scene) in within:
            return self.scene
        return spot

    def assign(self, weights: Mapping[str, float]) -> None:
        """Set the place of each event, in text order, and `within` where the place has no record."""
        given = {n: self.told[n] for n in range(len(self.events)) if self.settled(n)}
        for n, event in enumerate(self.events):
            scores = self.scores(n, given, weights)
            if n not in given:
                given[n] = scores[0][1]
            known = [spot for _, spot in scores if spot is not None]
            self._put(event, n, given[n], known)

    def settled(self, n: int) -> bool:
        """Tell whether an event's own words tell its place, and the network does not clearly take another one for it,
        so that nothing else is asked.
        """
        return self._settled[n]

    def _is_settled(self, n: int) -> bool:
        told, pointed = self.told[n], self.pointed[n]
        if told is None or self.events[n].event in SPOKEN:
            return False
        return not pointed or pointed[id(told)] > _DOUBT or max(pointed.values()) < _SURE

    def scores(
        self, n: int, given: Mapping[int, Spot | None], weights: Mapping[str, float]
    ) -> list[tuple[float, Spot | None]]:
        """Give the score of the best reason for each place and for nowhere (None), best first.

        `given` are the places of other events, by their indices.
        """
        best: dict[object, tuple[float, Spot | None]] = {}
        for spot, signs in self.reasons(n, given):
            score = weighed(signs, weights)
            key = None if spot is None else id(spot)
            if key not in best or score > best[key][0]:
                best[key] = (score, spot)
        return sorted(best.values(), key=lambda found: -found[0])

    def _put(self, event: EventMention, n: int, chosen: Spot | None, ranked: list[Spot]) -> None:
        event.place = event.within = event.until = None
        if chosen is None:
            return
        spot = self._finer(n, chosen)
        event.place = self._mention(event, n, spot)
        event.until = self.spots.until.get(event.place)
        place = self.spots.places[event.place]
        if place.record is None:
            event.within = self.spots.around(spot)
            if event.within is None and place.reason == "ambiguous":
                known = (one.mentions[0] for one in ranked if self.spots.places[one.mentions[0]].record is not None)
                event.within = next(known, None)

    def _mention(self, event: EventMention, n: int, spot: Spot) -> int:
        """Give the mention that stands for a place: that of the event's sentence, the last before, or the first."""
        relation = self.anchors.relations[n].get(id(spot))
        if relation is not None:
            return relation.mention
        before = [m for m in spot.mentions if self.spots.places[m].start < event.trigger.start]
        return before[-1] if before else spot.mentions[0]

    def reasons(self, n: int, given: Mapping[int, Spot | None]) -> Iterator[tuple[Spot | None, Signs]]:
        """Yield the reasons for the place of an event: the place, None for nowhere, and the signs of the reason."""
        yield None, self._nowhere(n)
        for spot in self.spots.spots:
            signs = self._spot_signs(n, spot)
            yield spot, signs | (self._own(n, spot) if id(spot) in self.anchors.relations[n] else self._other(n, spot))
        for m in range(max(0, n - _REACH), min(len(self.events), n + _REACH + 1)):
            if m == n or m not in given or (m > n and not self.settled(m)):
                continue
            place = given[m]
            signs = self.happenings.signs(n, m)
            if m == n - 1:
                signs["last"] = 1.0
            if self.told[n] is not None:
                signs["though told"] = 1.0
            if place is None:
                yield None, {f"nowhere with, {name}": value for name, value in signs.items()} | {"nowhere with": 1.0}
                continue
            if self.told[m] is place:
                signs["told itself"] = 1.0
            if id(place) in self.anchors.relations[n]:
                signs["in the sentence"] = 1.0
            own = self.told[n]
            if own is not None and id(place) in self.holding.get(id(own), ()):
                signs["within what is told"] = 1.0
            yield place, self._spot_signs(n, place) | {f"with, {name}": v for name, v in signs.items()} | {"with": 1.0}

    def _document_signs(self, spot: Spot) -> Signs:
        signs: Signs = {}
        places = self.spots.places
        if spot.resolution == COUNTRY:
            signs["country"] = 1.0
        elif spot.resolution is None:
            signs["site in a town" if spot.in_town else "unknown"] = 1.0
        elif spot.resolution in (2, 3):
            signs["province"] = 1.0
        if all(places[m].kind != "literal" for m in spot.mentions):
            signs["never literal"] = 1.0
        return signs

    def _spot_signs(self, n: int, spot: Spot) -> Signs:
        """Give what speaks for or against a place whatever the reason."""
        signs = dict(self._of_document[id(spot)])
        if self.pointed[n]:
            logit = self.pointed[n][id(spot)]
            signs["pointed"] = squeezed(logit)
            if logit > 0.0:
                signs["pointed, likely"] = 1.0
        if spot.resolution == COUNTRY:
            event = self.events[n]
            if any(party.code == spot.country for party in event.actor):
                signs["country of the actor"] = signs[f"country of the actor, {self._class(n)}"] = 1.0
            if any(party.code == spot.country for party in event.recipient):
                signs["country of the recipient"] = 1.0
        return signs

    def _class(self, n: int) -> str:
        event = self.events[n].event
        return "said" if event in SPOKEN else "met" if event == "CONSULT" else "act"

    def _own(self, n: int, spot: Spot) -> Signs:
        """Give what an event's own words say for a place of its sentence."""
        event = self.events[n]
        relation = self.anchors.relations[n][id(spot)]
        root = self.doc[relation.head]
        kind = self._class(n)
        signs: Signs = {
            "near": max(0.0, 1.0 - relation.cost / 9.0),
            f"relation {relation.name}": 1.0,
            f"preposition {relation.preposition}": 1.0,
            "other events between": min(self.anchors.between(n, root.i), 3) / 3,
            "distance": min(abs(event.trigger.start - root.i), 30) / 30,
        }
        if kind != "act":
            signs[f"{kind}, in the sentence"] = 1.0
            signs[f"{kind}, {relation.name}"] = 1.0
        if spot.resolution == COUNTRY:
            signs[f"country, {relation.preposition}"] = 1.0
        if any(party.start <= root.i < party.end for party in event.actor):
            signs["actor's name"] = 1.0
        if spot is self.told[n]:
            signs["told"] = 1.0
        elif self.told[n] is not None:
            signs["another is told"] = 1.0
        if self.anchors.nearest(n, root.i):
            signs["nearest event"] = 1.0
        if self.anchors.told_there(root):
            signs["where it is said"] = 1.0
        if self.anchors.owned(n, root):
            signs["under another event"] = 1.0
        if spot is self.spots.main:
            signs["most named"] = 1.0
        if spot is self.scene:
            signs["scene"] = 1.0
        return signs

    def _other(self, n: int, spot: Spot) -> Signs:
        """Give what speaks for a place that an event's sentence does not name, or not as where anything was."""
        event, kind = self.events[n], self._class(n)
        places, sentence_of = self.spots.places, self.spots.sentence_of
        signs: Signs = {"elsewhere": 1.0, "elsewhere, share": len(spot.mentions) / len(places)}
        if kind != "act":
            signs[f"elsewhere, {kind}"] = 1.0
        if spot is self.spots.main:
            signs["elsewhere, most named"] = 1.0
        if spot is self.scene:
            signs[f"elsewhere, scene, {kind}"] = 1.0
        if any(m in self.spots.datelines for m in spot.mentions):
            signs["dateline"] = signs[f"dateline, {kind}"] = 1.0
        if any(sentence_of[places[m].start] == 0 for m in spot.mentions):
            signs["lead"] = 1.0
        gaps = [sentence_of[event.trigger.start] - sentence_of[places[m].start] for m in spot.mentions]
        before = [gap for gap in gaps if gap > 0]
        if before:
            signs["sentences before"] = 1.0 / min(before)
        else:
            signs["only later"] = 1.0
        if event.status != "actual":
            signs["elsewhere, not actual"] = 1.0
        if spot.resolution == COUNTRY:
            signs["elsewhere, country"] = 1.0
        if self.told[n] is not None:
            signs["elsewhere, though told"] = 1.0
        return signs

    def _nowhere(self, n: int) -> Signs:
        event = self.events[n]
        signs: Signs = {"nowhere": 1.0, f"nowhere, {event.event}": 1.0}
        if event.event in SPOKEN:
            signs["nowhere, said"] = 1.0
        if event.status != "actual":
            signs[f"nowhere, {event.status}"] = 1.0
        if event.attribution:
            signs["nowhere, claimed"] = 1.0
        token = self.doc[event.trigger.start]
        if token.pos_ == "NOUN":
            definite = any(
                child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an", "any", "no") for child in token.lefts
            )
            signs["nowhere, the" if definite else "nowhere, a"] = 1.0
        if self.told[n] is not None:
            signs["nowhere, though told"] = 1.0
        if self.pointed[n]:
            best = max(self.pointed[n].values())
            signs["nowhere, pointed"] = squeezed(best)
            if best < 0.0:
                signs["nowhere, none likely"] = 1.0
        if not self.anchors.relations[n]:
            signs["nowhere, none in the sentence"] = 1.0
        return signs
