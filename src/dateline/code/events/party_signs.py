"""Signs for and against an entity in a role that neither the slots of the event's predicate nor the network give: what
else is told of it, who it is, and how and where it is named.

`parties.py` weighs them; a sign without a weight in `data/events/learned.yaml` says nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.code.events.completion import SPOKEN, Candidate
from dateline.code.events.roles import RoleFinder
from dateline.code.layers import GUESSED, AttributionMention, EventMention, PartyMention

_OWN_SLOTS = frozenset(
    {"subject", "object", "iobj", "poss", "mod", "light", "accused", "sufferer", "clause_subject", "clause_object"}
    | {"of", "by", "against", "on", "with", "to", "for", "from", "between", "in", "at", "over"}
    | {"speaker", "another mention", "actor of the event spoken of", "capital for its government"}
)
_GROUPS = {
    "armed": frozenset({"MIL", "REB", "PRM", "UAF"}),
    "law": frozenset({"COP", "JUD", "SPY"}),
    "state": frozenset({"GOV", "LEG"}),
    "opposed": frozenset({"OPP", "PTY"}),
    "crime": frozenset({"CRM", "UNK"}),
    "press": frozenset({"JRN"}),
    "civil": frozenset({"CVL", "REF", "LAB", "EDU", "MED", "BUS", "SOC", "AGR", "REL", "ELI"}),
}
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
_LAW = frozenset({"SANCTION", "ACCUSE"})
_FAR = 60.0
"""Tokens at which a mention counts as one unit farther than at none."""


@dataclass(slots=True)
class _Told:
    """An event with the entities that its own sentence puts into its roles."""

    event: EventMention
    candidate: Candidate
    parties: tuple[frozenset[int], frozenset[int]]


class PartySigns:
    """Gives the signs of entities in roles of the events of one document.

    Args:
        roles: the document's role finder; gives its text, actors and attributions.
        found: all events of the document, with what rules say of their parties.
        seen: for each event, the entities that the network sees clearly in its roles, in its own sentence.
    """

    def __init__(
        self,
        roles: RoleFinder,
        found: Sequence[Candidate],
        seen: Sequence[tuple[frozenset[int], frozenset[int]]],
    ) -> None:
        self.doc = roles.doc
        self.actors = roles.actors
        self._told = [
            _Told(c.event, c, (_own(c.event, c.event.actor) | view[0], _own(c.event, c.event.recipient) | view[1]))
            for c, view in zip(found, seen, strict=True)
        ]
        self._by_event = {id(told.event): told for told in self._told}
        self._attributions: list[AttributionMention] = list(self.doc._.dateline_attributions or [])
        first = next(iter(self.doc.sents), None) if self.doc.has_annotation("SENT_START") else None
        self._lead_end = 0 if first is None else first.end

    def signs(self, event: EventMention, role: int, party: PartyMention, *, ruled: bool) -> dict[str, float]:
        """Give the signs of a party in a role (0 actor, 1 recipient) of an event; `ruled` says that rules found it."""
        name = ("actor", "recipient")[role]
        found: dict[str, float] = {f"{event.event}_{name}": 1.0}
        found |= self._naming(event, name, party, told_here=ruled and in_sentence(event, party.start))
        found |= self._setting(event, name, party, ruled=ruled)
        if party.entity is not None:
            found |= self._elsewhere(event, role, party.entity)
            found |= self._speaking(event, name, party.entity)
        return found

    def _naming(self, event: EventMention, name: str, party: PartyMention, *, told_here: bool) -> dict[str, float]:
        """Give who the party is, how much the document speaks of it, how it is named; `told_here` says that rules found
        it in the event's own sentence.
        """
        deed = _deed(event)
        group = next((group for group, sectors in _GROUPS.items() if not sectors.isdisjoint(party.sector[:1])), "none")
        kinds = [f"{group}_{deed}_{name}"]
        entity = None if party.entity is None else self.actors.entities[party.entity]
        if entity is not None and entity.type == "GPE":
            kinds.append(f"country_{deed}_{name}")
        found = dict.fromkeys(kinds, 1.0)
        if not told_here:
            found |= {f"{kind}_not_told_here": 1.0 for kind in kinds}
        if party.code is None:
            found[f"unidentified_{name}"] = 1.0
        if entity is None:
            return found
        found["salient"] = math.log(max(1, len(entity.mentions)))
        found[f"salient_{name}"] = found["salient"] if name == "recipient" else 0.0
        if entity.fact == GUESSED:
            found["guessed"] = 1.0
        if party.person:
            found[f"person_{name}"] = 1.0
        if any(self.actors.mentions[m].start < self._lead_end for m in entity.mentions):
            found["in_lead"] = 1.0
        forms = {
            self.actors.mentions[m].form for m in entity.mentions if in_sentence(event, self.actors.mentions[m].start)
        }
        if forms:
            found["here"] = 1.0
            if "name" not in forms:
                found["here_by_" + ("pronoun" if forms == {"pronoun"} else "noun")] = 1.0
        return found

    def _setting(self, event: EventMention, name: str, party: PartyMention, *, ruled: bool) -> dict[str, float]:
        """Give where the party stands, and what sort of event it is."""
        found: dict[str, float] = {}
        here = in_sentence(event, party.start)
        apart = abs(party.start - event.trigger.start)
        if here:
            found[f"before_{name}"] = float(party.start < event.trigger.start)
            found["distance"] = math.log1p(apart)
        else:
            found["far"] = math.log1p(apart / _FAR)
            found["later"] = float(party.start > event.trigger.start)
        predicate = self._by_event[id(event)].candidate.predicate
        nominal = predicate.kind == "noun"
        if ruled:
            kind = party.found.rsplit(".", 1)[-1]
            found[f"by_{kind if kind in _OWN_SLOTS else 'other slot'}_{name}".replace(" ", "_")] = 1.0
            if not here:
                found[f"carried_{event.event}_{name}"] = 1.0
                if nominal and predicate.token.tag_ == "NNS":
                    found["carried_to_many"] = 1.0
                if event.status != "actual":
                    found[f"carried_to_{event.status}"] = 1.0
        if nominal:
            found[f"nominal_{name}"] = 1.0
        elif predicate.passive:
            found[f"passive_{name}"] = 1.0
        if event.status != "actual":
            found[f"{event.status}_{name}"] = 1.0
        if event.place is not None:
            record = self.doc._.dateline_places[event.place].record
            if record is not None and party.code is not None:
                found[f"at_home_{name}"] = float(record.country_code == party.code)
        return found

    def _elsewhere(self, event: EventMention, role: int, entity: int) -> dict[str, float]:
        """Give what the party does and suffers in the other events of the document."""
        acted, suffered = Counter[str](), Counter[str]()
        counts = dict.fromkeys(("again", "reversed", "beside", "beside_reversed"), 0)
        nearest: tuple[int, bool] | None = None
        for told in self._told:
            other = told.event
            if other is event:
                continue
            same, opposite = entity in told.parties[role], entity in told.parties[1 - role]
            if entity in told.parties[0]:
                acted[_deed(other)] += 1
            if entity in told.parties[1]:
                suffered[_deed(other)] += 1
            if other.sentence.start == event.sentence.start:
                counts["beside"] += same
                counts["beside_reversed"] += opposite
            if other.event != event.event:
                continue
            counts["again"] += same
            counts["reversed"] += opposite
            apart = abs(other.trigger.start - event.trigger.start)
            if told.parties[role] and (nearest is None or apart < nearest[0]):
                nearest = apart, same
        deed, name = _deed(event), ("actor", "recipient")[role]
        counts |= {f"acts_{name}": acted.total(), f"suffers_{name}": suffered.total()}
        counts |= {f"{deed}_{name}_who_acts_in_{other}": count for other, count in acted.items()}
        counts |= {f"{deed}_{name}_who_suffers_{other}": count for other, count in suffered.items()}
        found = {key: math.log1p(count) for key, count in counts.items()}
        if nearest is not None:
            found["as_nearest" if nearest[1] else "unlike_nearest"] = 1.0
        return {key: value for key, value in found.items() if value}

    def _speaking(self, event: EventMention, name: str, entity: int) -> dict[str, float]:
        at = event.trigger.start_char
        inside = [a for a in self._attributions if a.content.start_char <= at < a.content.end_char]
        sources = {a.source_entity for a in inside}
        if entity not in sources:
            return {}
        return {f"speaker_{'spoken' if event.event in SPOKEN else 'done'}_{name}": 1.0}


def in_sentence(event: EventMention, token: int) -> bool:
    """Tell whether a token stands in the sentence of an event."""
    return event.sentence.start <= token < event.sentence.end


def _deed(event: EventMention) -> str:
    """Give the sort of an event: assault, other force, law, or word (whatever else)."""
    if event.event == "ASSAULT":
        return "assault"
    return "force" if event.event in _FORCE else "law" if event.event in _LAW else "word"


def _own(event: EventMention, parties: Sequence[PartyMention]) -> frozenset[int]:
    """Give the entities of the parties that are named in an event's own sentence."""
    return frozenset(party.entity for party in parties if party.entity is not None and in_sentence(event, party.start))
