"""Where an event took place: one place of the document, or none, by the weight of what speaks for each.

A reader looks first at what the event's own words say ("shelled a market in Odesa"), then carries over where the
story's incident is from the sentences around, and knows that a statement, a promise or a sanction is seldom said to be
anywhere.
Each place of the document, and the answer "nowhere", has signs; the sum of their weights (`data/events/places.yaml`,
fitted by `benchmarks/fit_places.py`) decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline.code.events.relation import relation_of
from dateline.code.events.words import EventWords
from dateline.code.layers import EventMention, Mention, PartyMention, PlaceMention
from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer_names import fold

Signs = dict[str, float]

_KINDS = frozenset({"literal", "in_name", "associative"})
_SAID = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
_CLAUSE = frozenset({"ccomp", "relcl", "advcl", "parataxis", "acl", "conj"})
_NEAR = 3
"""Sentences that still count as near."""
_COUNTRY = 1
_DATELINE = 8
"""Tokens within which a dateline ends with its dash."""
_GAP = 5
_GAP_TAGS = frozenset({"ADP", "DET", "PUNCT", "ADJ", "NOUN", "PROPN"})
_ON_TOPIC = _SAID | {"CONSULT", "COOPERATE"}
"""Types whose "on X" and "about X" name what they are about, not where they are."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_DASHES = frozenset({"-", "–", "—", "--", "―"})


@lru_cache(maxsize=4)
def load_place_weights(folders: tuple[str, ...]) -> dict[str, float]:
    """Give the weights of Dateline, overridden by the user's."""
    tree = Knowledge(*folders).merged("events/places.yaml")["place_weights"]
    return {name: float(weight) for name, weight in tree.items()}


@dataclass(slots=True)
class Spot:
    """One place of the document with all its mentions (indices into the document's places), in text order."""

    key: object
    mentions: list[int] = field(default_factory=list)
    resolution: int | None = None
    country: str | None = None


class PlaceChoice:
    """Answers where the events of one document were."""

    def __init__(self, doc: Doc, events: list[EventMention], words: EventWords) -> None:
        self.doc = doc
        self.words = words
        self.events = events
        self.places: list[PlaceMention] = doc._.dateline_places or []
        self.sentence_of = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self.spots = self._spots()
        self.cues = {
            i
            for a in doc._.dateline_attributions or []
            if a.cue is not None and a.cue_class == "report"
            for i in range(a.cue.start, a.cue.end)
        }
        self.datelines = {n for n, place in enumerate(self.places) if self._is_dateline(place)}
        below = [spot for spot in self.spots if spot.resolution != _COUNTRY]
        self.main = max(below, key=lambda spot: (len(spot.mentions), -spot.mentions[0]), default=None)
        self.idle = self._idle()
        self.triggers = {event.trigger.start for event in events}
        self.relations = [{id(spot): self._relation(event, spot) for spot in self.spots} for event in events]
        self.anchors = [self._anchored(n) for n in range(len(events))]
        acts = Counter(
            id(anchor)
            for event, anchor in zip(events, self.anchors, strict=True)
            if anchor and event.event not in _SAID
        )
        self.scene = (
            max(self.spots, key=lambda spot: (acts[id(spot)], len(spot.mentions)), default=None) if acts else None
        )
        self.finer = self._finer()

    def _spots(self) -> list[Spot]:
        found: dict[object, Spot] = {}
        whole = self.doc.text  # spaCy puts it together anew each time
        for n, place in enumerate(self.places):
            if place.kind not in _KINDS:
                continue
            record = place.record
            text = fold(whole[place.start_char : place.end_char])
            key: object = text if record is None else (record.geonameid, record.name)
            spot = found.setdefault(key, Spot(key))
            spot.mentions.append(n)
            if record is not None:
                spot.resolution, spot.country = record.resolution, record.country_code
        return list(found.values())

    def _is_dateline(self, place: PlaceMention) -> bool:
        """Tell whether a place stands before the dash that opens a report ("BAGHDAD (AP) - ")."""
        if place.start > 0 and not self.doc[place.start].is_sent_start and self.sentence_of[place.start] > 0:
            return False
        if place.start > 5:
            return False
        for token in self.doc[place.end : place.end + _DATELINE]:
            if token.text in _DASHES:
                return True
            if token.pos_ in ("VERB", "AUX"):
                return False
        return False

    def _relation(self, event: EventMention, spot: Spot) -> tuple[float, str, str, int] | None:
        """Give how the nearest mention in the event's sentence stands to it: cost, relation, preposition, mention.

        Mentions that only say where another place lies ("Anbar, Iraq"), further ones of a list, countries that act or
        modify, and places where somebody says what happened, tell nothing of an event.
        """
        token = self.doc[event.trigger.start]
        best: tuple[float, str, str, int] | None = None
        for n in spot.mentions:
            place = self.places[n]
            if not token.sent.start <= place.start < token.sent.end or n in self.idle:
                continue
            root = _root(self.doc, place)
            cost, relation = relation_of(
                token, root, on_topic=event.event in _ON_TOPIC, occurrence=self.words.occurrence
            )
            preposition = self._preposition(root)
            vague = spot.resolution == _COUNTRY or place.kind == "in_name"
            entered = relation == "object" and event.event not in _ON_TOPIC
            if relation == "report" or (vague and preposition in ("none", "of", "other") and not entered):
                continue
            if best is None or cost < best[0]:
                best = (cost, relation, preposition, n)
        return best

    def _idle(self) -> set[int]:
        """Give the mentions that stand in a list behind another place, or say where the place before them lies."""
        found: set[int] = set()
        by_token = {i: n for n, place in enumerate(self.places) for i in range(place.start, place.end)}
        for n, place in enumerate(self.places):
            root = _root(self.doc, place)
            listed = root.dep_ == "conj" and by_token.get(root.head.i, n) != n
            behind = n > 0 and self.places[n - 1].start >= root.sent.start and self._measured(place)
            if listed or behind or (n > 0 and self._lies_in(self.places[n - 1], place)):
                found.add(n)
        return found

    def _finer(self) -> dict[int, list[Spot]]:
        """Give for each place (by id) those that the text puts into it and that are told to be where events were."""
        spot_of = {m: spot for spot in self.spots for m in spot.mentions}
        told = {id(anchor) for anchor in self.anchors if anchor is not None}
        found: dict[int, list[Spot]] = {}
        for m in self.idle:
            inner, outer = spot_of.get(m - 1), spot_of.get(m)
            if inner is None or outer is None or inner is outer or id(inner) not in told:
                continue
            gap = self.doc[self.places[m - 1].end : self.places[m].start]
            if not any(t.lower_ in self.words.beside for t in gap):
                found.setdefault(id(outer), []).append(inner)
        return found

    def refined(self, n: int, spot: Spot) -> Spot:
        """Give the finest place told of events of an event's type within a place that it takes from elsewhere."""
        seen = [spot]
        while self.relations[n][id(spot)] is None or self._again(n):
            finer = [
                (abs(n - m), anchor)
                for m, anchor in enumerate(self.anchors)
                if anchor in self.finer.get(id(spot), ()) and anchor not in seen and self._alike(n, m)
            ]
            if not finer:
                break
            spot = min(finer, key=lambda found: found[0])[1]  # type: ignore[assignment]
            seen.append(spot)
        return spot

    def _again(self, n: int) -> bool:
        """Tell whether an event is named as one that has been told of ("the attack in Daquq")."""
        token = self.doc[self.events[n].trigger.start]
        return token.pos_ == "NOUN" and any(child.lower_ in _DEFINITE for child in token.lefts)

    def _alike(self, n: int, m: int) -> bool:
        one, other = self.events[n], self.events[m]
        return one.event == other.event or kin(one, other)

    def _measured(self, place: PlaceMention) -> bool:
        """Tell whether a place only says how far off another one lies ("30 km south of Kirkuk")."""
        before = [token.lower_ for token in self.doc[max(0, place.start - _GAP) : place.start]]
        return before[-1:] in (["of"], ["from"]) and not self.words.distances.isdisjoint(before)

    def _lies_in(self, place: PlaceMention, around: PlaceMention) -> bool:
        """Tell whether a place is named to say where the one before it lies ("a mosque in Daquq", "Kidal, Mali")."""
        gap = self.doc[place.end : around.start]
        if (
            place.kind not in _KINDS
            or len(gap) > _GAP
            or any(t.pos_ not in _GAP_TAGS or t.text in (".", ";") for t in gap)
        ):
            return False
        inner, outer = place.record, around.record
        if any(t.lower_ in self.words.within for t in gap):
            return outer is None or inner is None or outer.resolution <= inner.resolution
        if not any(t.text == "," for t in gap) or outer is None or outer.resolution > 2:
            return False
        return inner is None or (outer.resolution < inner.resolution and outer.country_code == inner.country_code)

    def _preposition(self, root: Token) -> str:
        """Give the kind of preposition that a place stands under: at, to, from, of, other or none."""
        token = root
        while token.dep_ in ("conj", "appos") or (token.dep_ in ("compound", "nmod") and token.head.pos_ == "PROPN"):
            token = token.head
        if token.dep_ != "pobj":
            return "none"
        word = token.head.lower_
        for name, group in (("to", self.words.goal), ("from", self.words.source)):
            if word in group:
                return name
        if word == "of":
            return "of"
        return "at" if word in self.words.place_prepositions else "other"

    def _anchored(self, n: int) -> Spot | None:
        """Give the place that an event's own words tell, if any."""
        best: tuple[float, Spot] | None = None
        for spot in self.spots:
            relation = self.relations[n][id(spot)]
            if relation is None or relation[0] > 4 or relation[1] in ("subject", "topic", "aside"):
                continue
            if relation[2] not in ("at", "to", "of") and relation[1] not in ("object", "modifier"):
                continue
            if self._owned(n, _root(self.doc, self.places[relation[3]])):
                continue
            cost = relation[0] + (0.7 if spot.resolution == _COUNTRY else 0.0)
            if best is None or cost < best[0]:
                best = (cost, spot)
        return None if best is None else best[1]

    def assign(self, weights: Mapping[str, float]) -> None:
        """Set the place of each event, in text order, and `within` where the place has no record."""
        told: list[Spot | None] = []
        for n, event in enumerate(self.events):
            scored = [(self._score(self.signs(n, spot, told), weights), spot) for spot in self.spots]
            nowhere = self._score(self.signs(n, None, told), weights)
            best = max(scored, key=lambda found: (found[0], -found[1].mentions[0]), default=None)
            spot = best[1] if best is not None and best[0] >= nowhere else None
            if spot is not None:
                spot = self.refined(n, spot)
            told.append(spot)
            event.place = event.within = None
            if spot is None:
                continue
            event.place = self._mention(event, n, spot)
            if self.places[event.place].record is None:
                known = [found for found in scored if self.places[found[1].mentions[0]].record is not None]
                if known:
                    around = max(known, key=lambda found: (found[0], -found[1].mentions[0]))[1]
                    event.within = around.mentions[0]

    @staticmethod
    def _score(signs: Signs, weights: Mapping[str, float]) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in signs.items())

    def _mention(self, event: EventMention, n: int, spot: Spot) -> int:
        """Give the mention that stands for a place: that of the event's sentence, the last before, or the first."""
        relation = self.relations[n][id(spot)]
        if relation is not None:
            return relation[3]
        before = [m for m in spot.mentions if self.places[m].start < event.trigger.start]
        return before[-1] if before else spot.mentions[0]

    def signs(self, n: int, spot: Spot | None, told: list[Spot | None]) -> Signs:
        """Give what speaks for or against a place as that of an event; None for nowhere."""
        event = self.events[n]
        said = event.event in _SAID
        if spot is None:
            return self._nowhere(n) | self._carried(n, None, told)
        signs: Signs = {}
        kinds = {self.places[m].kind for m in spot.mentions}
        if spot.resolution == _COUNTRY:
            signs["country"] = 1.0
            if any(party.code == spot.country for party in event.actor):
                signs["country of the actor"] = 1.0
            if any(party.code == spot.country for party in event.recipient):
                signs["country of the recipient"] = 1.0
        elif spot.resolution is None:
            signs["unknown"] = 1.0
        elif spot.resolution in (2, 3):
            signs["province"] = 1.0
        if "literal" not in kinds:
            signs["never literal"] = 1.0
        signs["share"] = len(spot.mentions) / max(1, len(self.places))
        if spot is self.main:
            signs["most named"] = 1.0
        if any(m in self.datelines for m in spot.mentions):
            signs["dateline"] = 1.0
        if spot is self.scene:
            signs["scene, said" if said else "scene"] = 1.0
        if id(spot) in self.finer:
            signs["holds a told place"] = 1.0
            if any(
                self.events[m].event == event.event
                for m, anchor in enumerate(self.anchors)
                if anchor in self.finer[id(spot)]
            ):
                signs["holds a told place of its type"] = 1.0
        if any(self.sentence_of[self.places[m].start] == 0 for m in spot.mentions):
            signs["lead"] = 1.0
        relation = self.relations[n][id(spot)]
        if relation is not None:
            cost, name, preposition, mention = relation
            signs["near"] = max(0.0, 1.0 - cost / 9.0)
            signs[f"{name}, {preposition}"] = 1.0
            signs[f"relation {name}"] = 1.0
            signs[f"preposition {preposition}"] = 1.0
            if said:
                signs["said, in the sentence"] = 1.0
                signs[f"said, {name}"] = 1.0
            if event.event == "CONSULT":
                signs[f"met, {name}"] = 1.0
            if spot.resolution == _COUNTRY:
                signs[f"country, {preposition}"] = 1.0
            root = _root(self.doc, self.places[mention])
            acting = {i for party in event.actor for i in range(party.start, party.end)}
            if root.i in acting:
                signs["actor's name"] = 1.0
            between = self._between(event.trigger.start, root.i)
            signs["other events between"] = min(between, 3) / 3
            signs["distance"] = min(abs(event.trigger.start - root.i), 30) / 30
            if self._nearest(n, root.i):
                signs["nearest event"] = 1.0
            if self._told_there(root):
                signs["where it is said"] = 1.0
            if self._owned(n, root):
                signs["under another event"] = 1.0
                if said:
                    signs["said, under another event"] = 1.0
            if mention + 1 in self.idle:
                signs["is held"] = 1.0
        else:
            signs["elsewhere"] = 1.0
            if said:
                signs["said, elsewhere"] = 1.0
            here = self.sentence_of[event.trigger.start]
            gaps = [here - self.sentence_of[self.places[m].start] for m in spot.mentions]
            before = [gap for gap in gaps if gap > 0]
            if before:
                signs["sentences before"] = 1.0 / min(before)
            else:
                signs["only later"] = 1.0
            if event.status != "actual":
                signs["elsewhere, not actual"] = 1.0
            if spot.resolution == _COUNTRY:
                signs["elsewhere, country"] = 1.0
            if self.anchors[n] is not None:
                signs["elsewhere, though told"] = 1.0
        signs |= self._carried(n, spot, told)
        return signs

    def _carried(self, n: int, spot: Spot | None, told: list[Spot | None]) -> Signs:
        """Give what other events of the document say for a place, or for none: those before, of which `told` has the
        places, and what the words of later ones tell.
        """
        event = self.events[n]
        said = event.event in _SAID
        signs: Signs = {}
        here = self.sentence_of[event.trigger.start]
        before = list(range(n - 1, -1, -1))
        name = "nowhere, " if spot is None else ""

        def sign(what: str, among: list[int], *, fade: bool = True) -> None:
            if among and told[among[0]] is spot:
                gap = here - self.sentence_of[self.events[among[0]].trigger.start]
                signs[name + what] = 1.0 / (1.0 + gap / 3.0) if fade else 1.0

        if before:
            kind = "same type" if self.events[before[0]].event == event.event else "other type"
            near = "beside it" if self.sentence_of[self.events[before[0]].trigger.start] == here else "before"
            sign(f"event {near}, {kind}", before)
        alike = [m for m in before if self.events[m].event == event.event]
        sign("last of its type, said" if said else "last of its type", alike)
        sign("last of its word", [m for m in before if self._word(m) == self._word(n)], fade=False)
        sign(
            "last of its kin",
            [m for m in before if kin(event, self.events[m]) and (self.events[m].event in _SAID) == said],
        )
        if not said:
            sign("last act", [m for m in before if self.events[m].event not in _SAID])
            sign(
                "last of its victim",
                [
                    m
                    for m in before
                    if _same(event.recipient, self.events[m].recipient) and self.events[m].event not in _SAID
                ],
            )
        else:
            sign("last meeting", [m for m in before if self.events[m].event == "CONSULT"])
        if spot is not None:
            later = [m for m in range(n + 1, len(self.events)) if self.anchors[m] is spot]
            if any(self.events[m].event == event.event for m in later):
                signs["later of its type"] = 1.0
            if any(kin(event, self.events[m]) for m in later):
                signs["later of its kin"] = 1.0
            acts = [m for m, anchor in enumerate(self.anchors) if m != n and anchor is not None]
            if acts:
                signs["told of others"] = sum(self.anchors[m] is spot for m in acts) / len(acts)
                if said:
                    signs["told of others, said"] = signs["told of others"]
        return signs

    def _word(self, n: int) -> str:
        return self.doc[self.events[n].trigger.start].lemma_.lower()

    def _nowhere(self, n: int) -> Signs:
        event = self.events[n]
        signs: Signs = {"nowhere": 1.0}
        if event.event in _SAID:
            signs["nowhere, said"] = 1.0
        signs[f"nowhere, {event.event}"] = 1.0
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
        if self.anchors[n] is not None:
            signs["nowhere, though told"] = 1.0
        if all(relation is None for relation in self.relations[n].values()):
            signs["nowhere, none in the sentence"] = 1.0
        return signs

    def _between(self, trigger: int, place: int) -> int:
        low, high = sorted((trigger, place))
        return sum(low < event.trigger.start < high for event in self.events)

    def _nearest(self, n: int, place: int) -> bool:
        """Tell whether an event is the one whose trigger stands nearest to a place."""
        here = abs(self.events[n].trigger.start - place)
        return all(abs(event.trigger.start - place) >= here for event in self.events)

    def _told_there(self, root: Token) -> bool:
        """Tell whether a place stands beside the words that say who says so ("told reporters in Geneva")."""
        token = root
        while token.head != token and token.dep_ not in _CLAUSE:
            token = token.head
            if token.i in self.cues:
                return True
        return False

    def _owned(self, n: int, root: Token) -> bool:
        """Tell whether a place stands under the trigger of another event than the one asked for."""
        here = self.events[n].trigger.start
        token = root
        while token.head != token:
            token = token.head
            if token.i == here:
                return False
            if token.i in self.triggers:
                return True
        return False


def _same(one: list[PartyMention], other: list[PartyMention]) -> bool:
    return bool({p.entity for p in one} & {p.entity for p in other} - {None})


def kin(one: EventMention, other: EventMention) -> bool:
    """Tell whether two events share a party."""

    def entities(event: EventMention) -> set[int]:
        return {p.entity for p in (*event.actor, *event.recipient) if p.entity is not None}

    return bool(entities(one) & entities(other))


def _root(doc: Doc, mention: Mention) -> Token:
    return doc[mention.start : max(mention.end, mention.start + 1)].root
