"""Which entity takes which role of an event: what syntax and the document say, weighed with what the network reads.

For each event, every entity that rules have put in a role, or that the network sees as likely in one, is scored by a
logistic function of a few signs. The weights stand in `data/events/learned.yaml`; `training/fit.py` fits them
on coded texts that the network was not trained on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.code.actors.lexicon import STATE_SECTORS
from dateline.code.events.completion import Candidate, one_state
from dateline.code.events.learned import NOTHING, Reading, squeezed
from dateline.code.events.party_bars import PartyBars
from dateline.code.events.party_signs import PartySigns, in_sentence
from dateline.code.events.roles import RoleFinder
from dateline.code.events.weights import weighed
from dateline.code.events.words import EventWords
from dateline.code.layers import ActorMention, EventMention, PartyMention

LIKELY = -2.5
"""The logit from which the network's view alone makes an entity a candidate for a role."""
_INSIDE = -1.0
"""The logit from which a phrase takes a role rather than a name inside it."""
_CERTAIN = 2.0
"""The logit from which an organ of a state acts on another one of the same state ("police arrested the minister")."""
_NEARNESS = 3.0
"""How much likelier a mention has to be elsewhere than in the event's sentence to be the one that is shown."""
_NEAR = 8
"""Mentions before and after one among which those that enclose it are looked for."""
_SECOND = -1.6
"""The score from which an entity is the other side of what takes two."""
_ROLES = ("actor", "recipient")
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose events may have all their parties as actors."""


@dataclass(slots=True)
class PartyCandidate:
    """An entity that may take a role: how it is named, the signs for it, and its score (a logit)."""

    role: str
    party: PartyMention
    signs: dict[str, float] = field(default_factory=dict)
    score: float = 0.0


@dataclass(slots=True)
class _View:
    """What the network sees of an entity in a role: its best logit in the event's sentence and elsewhere in the window,
    the best of those who are named in one list with it ("Turkey and Qatar") in the sentence, and the mention that
    stands for it (None where there is none).
    """

    inside: float = NOTHING
    outside: float = NOTHING
    listed: float = NOTHING
    mention: int | None = None
    rank: float = NOTHING

    @property
    def best(self) -> float:
        return max(self.inside, self.outside)


class PartyChoice:
    """Chooses the parties of events in one document.

    Args:
        roles: the document's role finder; gives its actors.
        reading: what the network reads in it.
        weights: the weight of each sign.
        words: the word sets of events; gives prepositions of place.
        found: all events of the document, with what rules say of their parties.
    """

    def __init__(
        self,
        roles: RoleFinder,
        reading: Reading,
        weights: dict[str, float],
        words: EventWords,
        found: Sequence[Candidate],
    ) -> None:
        self.roles = roles
        self.reading = reading
        self.weights = weights
        self.words = words
        self._bars = PartyBars(roles.doc, roles.actors, words)
        self._by_head: dict[int, list[tuple[int, ActorMention, list[int]]]] = {}
        mentions = roles.actors.mentions
        for index, mention in enumerate(mentions):
            near = mentions[max(0, index - _NEAR) : index + _NEAR]
            self._by_head.setdefault(mention.head, []).append((index, mention, _enclosing(mention, near)))
        self._views = {id(c.event): (self._seen(c.event, 0), self._seen(c.event, 1)) for c in found}
        clear = [tuple(map(_clear, self._views[id(c.event)])) for c in found]
        self._signs = PartySigns(roles, found, [(actors, recipients) for actors, recipients in clear])

    def choose(self, event: EventMention, *, mutual: bool = False) -> None:
        """Set the actors and recipients of an event; an entity takes one role only, that in which it is likelier.

        A role goes to the likeliest entity, if that is at all likely (the weight "fill"); further ones have to be more
        likely than not ("taken").
        """
        listed = self.candidates(event)
        for candidate in listed:
            candidate.score = weighed(candidate.signs, self.weights)
        listed.sort(key=lambda candidate: -candidate.score)
        chosen: dict[str, list[PartyMention]] = {role: [] for role in _ROLES}
        taken: set[int | None] = set()
        for candidate in listed:
            entity = candidate.party.entity
            floor = self.weights["taken" if chosen[candidate.role] else "fill"]
            if mutual and self._is_second(candidate, chosen):
                floor = _SECOND
            free = entity is None or entity not in taken
            if candidate.score > floor and free and not self._is_barred(candidate, event, chosen):
                taken.add(entity)
                candidate.party.score = round(candidate.score, 3)
                if event.event == "ASSAULT" and candidate.role == "actor":
                    self.roles.as_military(candidate.party)
                chosen[candidate.role].append(candidate.party)
        for parties in chosen.values():
            parties.sort(key=lambda party: (party.start, party.end))
        event.actor, event.recipient = chosen["actor"], chosen["recipient"]

    def _is_barred(self, candidate: PartyCandidate, event: EventMention, chosen: dict[str, list[PartyMention]]) -> bool:
        """Tell whether an entity cannot have a role, however likely the signs make it."""
        return (
            _within_a_state(candidate, chosen)
            or self._listed_with(candidate, chosen)
            or (event.event == "PROTEST" and _is_authority(candidate))
            or self._bars.bars(event, candidate.role, candidate.party)
        )

    @staticmethod
    def _is_second(candidate: PartyCandidate, chosen: dict[str, list[PartyMention]]) -> bool:
        """Tell whether a party would be the other side of an event that has parties of one country only."""
        countries = {party.code for parties in chosen.values() for party in parties}
        return len(countries) == 1 and candidate.party.code is not None and candidate.party.code not in countries

    def _listed_with(self, candidate: PartyCandidate, chosen: dict[str, list[PartyMention]]) -> bool:
        """Tell whether a party stands in a list with one in the other role: those of a list do or suffer one thing."""
        doc = self.roles.doc
        conjuncts = {token.i for token in doc[candidate.party.start : candidate.party.end].root.conjuncts}
        return any(not conjuncts.isdisjoint(range(party.start, party.end)) for party in chosen[_other(candidate.role)])

    def candidates(self, event: EventMention) -> list[PartyCandidate]:
        """Give the candidates for both roles of an event, one of `found`, with their signs."""
        views = self._views[id(event)]
        ruled = [{party.entity: party for party in parties} for parties in (event.actor, event.recipient)]
        found: list[PartyCandidate] = []
        for number, role in enumerate(_ROLES):
            rules, view = ruled[number], views[number]
            best = max((each.best for each in view.values()), default=NOTHING)
            likely = [entity for entity, seen in view.items() if max(seen.best, seen.listed) > LIKELY]
            for entity in dict.fromkeys([*likely, *rules]):
                seen = view.get(entity, _View())
                party = rules.get(entity)
                if party is None and seen.mention is not None:
                    party = self.roles.party(seen.mention, found="network")
                if party is None:
                    continue
                signs = {
                    "inside": squeezed(seen.inside),
                    "outside": squeezed(seen.outside) if seen.inside <= LIKELY else 0.0,
                    "other": squeezed(views[1 - number].get(entity, _View()).inside),
                    "behind": math.log1p(max(0.0, best - seen.best)),
                    "listed": max(0.0, squeezed(seen.listed)),
                }
                here = entity in rules and in_sentence(event, rules[entity].start)
                present = {
                    "slot": here,
                    "carried": entity in rules and not here,
                    "opposite": entity in ruled[1 - number],
                    "filled": bool(rules) and entity not in rules,
                    "located": self._is_located(party),
                    "recipient": role == "recipient",
                    "mutual_recipient": event.event in _MUTUAL and role == "recipient",
                }
                signs |= {name: 1.0 for name, holds in present.items() if holds}
                signs |= self._signs.signs(event, number, party, ruled=entity in rules)
                found.append(PartyCandidate(role, party, signs))
        return found

    def _is_located(self, party: PartyMention) -> bool:
        """Tell whether a party stands, where it is named, as where something is ("in Kenya and Tanzania")."""
        token = self.roles.doc[party.start : party.end].root
        while token.dep_ == "conj" and token.head != token:
            token = token.head
        return token.dep_ == "pobj" and token.head.lower_ in self.words.place_prepositions and token.head.lower_ != "of"

    def _seen(self, event: EventMention, role: int) -> dict[int | None, _View]:
        """Give what the network sees of each entity in a role (0 actor, 1 recipient) of an event."""
        logits = self.reading.pointed(event.trigger.start, _ROLES[role])
        found: dict[int | None, _View] = {}
        seen = ((logit, *item) for token, logit in logits.items() for item in self._by_head.get(token, ()))
        for logit, index, mention, enclosing in seen:
            if any(logits.get(head, NOTHING) > _INSIDE for head in enclosing):
                continue
            view = found.setdefault(mention.entity, _View(mention=index))
            here = in_sentence(event, mention.start)
            if here:
                view.inside = max(view.inside, logit)
                view.listed = max(view.listed, *self._of_its_list(mention, logits))
            else:
                view.outside = max(view.outside, logit)
            rank = logit + _NEARNESS if here else logit
            if rank > view.rank:
                view.rank, view.mention = rank, index
        return found

    def _of_its_list(self, mention: ActorMention, logits: dict[int, float]) -> list[float]:
        """Give the logits of the other mentions that stand in one list with a mention; at least one number."""
        others = [other.i for other in self.roles.doc[mention.head].conjuncts]
        return [NOTHING, *(logits[other] for other in others if other in self._by_head and other in logits)]


def _clear(views: dict[int | None, _View]) -> frozenset[int]:
    """Give the entities that the network sees in a role in the event's sentence, more likely than not."""
    return frozenset(entity for entity, view in views.items() if entity is not None and view.inside > 0.0)


def _within_a_state(candidate: PartyCandidate, chosen: dict[str, list[PartyMention]]) -> bool:
    """Tell whether a party is an organ of the same state as one in the other role: states do not act on themselves."""
    return candidate.score < _CERTAIN and one_state(candidate.party, chosen[_other(candidate.role)])


def _is_authority(candidate: PartyCandidate) -> bool:
    """Tell whether an actor is of the authorities, who do not demonstrate unless syntax has it so."""
    state = not STATE_SECTORS.isdisjoint(candidate.party.sector[:1])
    return candidate.role == "actor" and state and not candidate.signs.get("slot")


def _other(role: str) -> str:
    return "recipient" if role == "actor" else "actor"


def _enclosing(mention: ActorMention, others: list[ActorMention]) -> list[int]:
    """Give the heads of the mentions that a mention stands inside of ("Iraqi" in "Iraqi forces")."""
    return [
        other.head
        for other in others
        if other.start <= mention.start and mention.end <= other.end and not mention.start <= other.head < mention.end
    ]
