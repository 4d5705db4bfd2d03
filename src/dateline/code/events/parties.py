"""Which entity takes which role of an event: what syntax and the document say, weighed with what the network reads.

For each event, every entity that rules have put in a role, or that the network sees as likely in one, is scored by a
logistic function of a few signs. The weights stand in `data/events/learned.yaml`; `benchmarks/fit_learned.py` fits them
on coded texts that the network was not trained on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from dateline.code.events.completion import one_state
from dateline.code.events.learned import NOTHING, Reading
from dateline.code.events.roles import RoleFinder
from dateline.code.layers import ActorMention, EventMention, PartyMention

LIKELY = -2.5
"""The logit from which the network's view alone makes an entity a candidate for a role."""
_INSIDE = -1.0
"""The logit from which a phrase takes a role rather than a name inside it."""
_CERTAIN = 2.0
"""The logit from which an organ of a state acts on another one of the same state ("police arrested the minister")."""
_NEAR = 8
"""Mentions before and after one among which those that enclose it are looked for."""
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


class PartyChoice:
    """Chooses the parties of events in one document.

    Args:
        roles: the document's role finder; gives its actors.
        reading: what the network reads in it.
        weights: the weight of each sign.
    """

    def __init__(self, roles: RoleFinder, reading: Reading, weights: dict[str, float]) -> None:
        self.roles = roles
        self.reading = reading
        self.weights = weights
        self._by_head: dict[int, list[tuple[int, ActorMention, list[int]]]] = {}
        mentions = roles.actors.mentions
        for index, mention in enumerate(mentions):
            near = mentions[max(0, index - _NEAR) : index + _NEAR]
            self._by_head.setdefault(mention.head, []).append((index, mention, _enclosing(mention, near)))

    def choose(self, event: EventMention) -> None:
        """Set the actors and recipients of an event; an entity takes one role only, that in which it is likelier.

        A role that nobody clearly takes goes to the likeliest entity, if there is one at all likely.
        """
        listed = self.candidates(event)
        for candidate in listed:
            candidate.score = self.weights["bias"] + sum(
                self.weights.get(name, 0.0) * value for name, value in candidate.signs.items()
            )
        listed.sort(key=lambda candidate: -candidate.score)
        chosen: dict[str, list[PartyMention]] = {role: [] for role in _ROLES}
        taken: set[int | None] = set()
        for candidate in listed:
            entity = candidate.party.entity
            wanted = candidate.score > 0 or (candidate.score > self.weights["fill"] and not chosen[candidate.role])
            if wanted and (entity is None or entity not in taken) and not _within_a_state(candidate, chosen):
                taken.add(entity)
                candidate.party.score = round(candidate.score, 3)
                if event.event == "ASSAULT" and candidate.role == "actor":
                    self.roles.as_military(candidate.party)
                chosen[candidate.role].append(candidate.party)
        for parties in chosen.values():
            parties.sort(key=lambda party: (party.start, party.end))
        event.actor, event.recipient = chosen["actor"], chosen["recipient"]

    def candidates(self, event: EventMention) -> list[PartyCandidate]:
        """Give the candidates for both roles of an event, with their signs."""
        trigger, sentence = event.trigger, event.sentence
        found: list[PartyCandidate] = []
        views = [
            self._view(self.reading.parties(trigger.start, number), sentence.start, sentence.end) for number in (0, 1)
        ]
        ruled = [event.actor, event.recipient]
        for number, role in enumerate(_ROLES):
            rules = {party.entity: party for party in ruled[number]}
            others = {party.entity for party in ruled[1 - number]}
            view, other_view = views[number], views[1 - number]
            entities = [e for e, (inside, outside, _) in view.items() if max(inside, outside) > LIKELY]
            for entity in dict.fromkeys([*entities, *rules]):
                inside, outside, mention = (
                    view.get(entity, (NOTHING, NOTHING, None)) if entity is not None else (NOTHING, NOTHING, None)
                )
                party = rules.get(entity)
                if party is None:
                    if mention is None:
                        continue
                    party = self.roles.party(mention, found="network")
                other_inside = other_view[entity][0] if entity in other_view else NOTHING
                found.append(
                    PartyCandidate(
                        role,
                        party,
                        _signs(
                            role,
                            event,
                            inside=inside,
                            outside=outside,
                            other=other_inside,
                            named=entity in rules,
                            here=entity in rules and sentence.start <= rules[entity].start < sentence.end,
                            opposite=entity in others,
                            filled=bool(rules),
                            best=max((max(i, o) for i, o, _ in view.values()), default=NOTHING),
                        ),
                    )
                )
        return found

    def _view(self, logits: dict[int, float], start: int, end: int) -> dict[int, tuple[float, float, int]]:
        """Give for each entity its best logit in the sentence, elsewhere, and the mention that has the best one."""
        found: dict[int, tuple[float, float, int]] = {}
        best: dict[int, float] = {}
        seen = ((logit, *item) for token, logit in logits.items() for item in self._by_head.get(token, ()))
        for logit, index, mention, enclosing in seen:
            if any(logits.get(head, NOTHING) > _INSIDE for head in enclosing):
                continue
            inside, outside, chosen = found.get(mention.entity, (NOTHING, NOTHING, index))
            if start <= mention.start < end:
                inside = max(inside, logit)
                rank = logit + 3.0
            else:
                outside = max(outside, logit)
                rank = logit
            if rank > best.get(mention.entity, NOTHING):
                best[mention.entity] = rank
                chosen = index
            found[mention.entity] = inside, outside, chosen
        return found


def _within_a_state(candidate: PartyCandidate, chosen: dict[str, list[PartyMention]]) -> bool:
    """Tell whether a party is an organ of the same state as one in the other role: states do not act on themselves."""
    other = chosen["recipient" if candidate.role == "actor" else "actor"]
    return candidate.score < _CERTAIN and one_state(candidate.party, other)


def _enclosing(mention: ActorMention, others: list[ActorMention]) -> list[int]:
    """Give the heads of the mentions that a mention stands inside of ("Iraqi" in "Iraqi forces")."""
    return [
        other.head
        for other in others
        if other.start <= mention.start and mention.end <= other.end and not mention.start <= other.head < mention.end
    ]


def _squeezed(logit: float) -> float:
    return max(-6.0, min(4.0, logit)) + 3.0


def _signs(
    role: str,
    event: EventMention,
    *,
    inside: float,
    outside: float,
    other: float,
    named: bool,
    here: bool,
    opposite: bool,
    filled: bool,
    best: float,
) -> dict[str, float]:
    """Give the signs that an entity takes a role; what is absent is left out."""
    mutual = event.event in _MUTUAL
    signs = {
        "inside": _squeezed(inside),
        "outside": _squeezed(outside) if inside <= LIKELY else 0.0,
        "other": _squeezed(other),
        "behind": math.log1p(max(0.0, best - max(inside, outside))),
    }
    present = {
        "slot": here,
        "carried": named and not here,
        "opposite": opposite,
        "filled": filled and not named,
        "recipient": role == "recipient",
        "mutual_recipient": mutual and role == "recipient",
    }
    signs |= {name: 1.0 for name, holds in present.items() if holds}
    return signs
