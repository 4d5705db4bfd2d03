"""Actors and recipients of an event: from the slots of its predicate, and from the rest of the document."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.actors.resolve import resolve
from dateline.code.events.frames import Frame
from dateline.code.events.predicate import Predicate
from dateline.code.layers import Actors, PartyMention, PlaceMention
from dateline.knowledge.gazetteer_record import GazetteerRecord

_WITHOUT_ARMY = frozenset({"PSE"})
BETWEEN_STATES = frozenset(
    {"ACCUSE", "AGREE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"}
)
"""Types in which a capital stands for its government also as object ("urged Cairo to release him")."""


class RoleFinder:
    """Finds who fills the roles of predicates in one document."""

    def __init__(self, doc: Doc, actors: Actors) -> None:
        self.doc = doc
        self.actors = actors
        self.capitals = {
            place.start: place
            for place in doc._.dateline_places or []
            if place.record is not None and place.record.feature_code == "PPLC" and place.kind != "in_name"
        }

    def roles(self, predicate: Predicate, frame: Frame) -> tuple[list[PartyMention], list[PartyMention]]:
        """Give the actors and recipients of a predicate under a frame; of a reciprocal one, all as actors."""
        nominal = predicate.kind == "noun"
        actor_slots = frame.slots(nominal=nominal, role="actor")
        recipient_slots = frame.slots(nominal=nominal, role="recipient")
        if frame.reciprocal:
            return self._reciprocal(predicate, actor_slots, recipient_slots)
        actor = self.first(predicate, actor_slots)
        if frame.event == "ASSAULT":
            for party in actor:
                self.as_military(party)
        taken = frozenset(party.entity for party in actor)
        recipient = self.first(predicate, recipient_slots, without=taken)
        if not recipient and frame.event in BETWEEN_STATES:
            recipient = self._governments(predicate, recipient_slots, without={party.code for party in actor})
        return actor, recipient

    def _governments(
        self, predicate: Predicate, slots: tuple[str, ...], *, without: set[str | None]
    ) -> list[PartyMention]:
        """Give the governments of the capitals that stand in a recipient's slot."""
        for slot in slots:
            for filler in predicate.slot(slot):
                place = self.capitals.get(filler.i)
                if place is None or place.record is None or place.record.country_code in without:
                    continue
                return [self._government(place, place.record)]
        return []

    def _government(self, place: PlaceMention, record: GazetteerRecord) -> PartyMention:
        code = record.country_code
        entity = next((i for i, e in enumerate(self.actors.entities) if e.type == "GPE" and e.code == code), None)
        return PartyMention(
            start=place.start,
            end=place.end,
            start_char=place.start_char,
            end_char=place.end_char,
            entity=entity,
            text=record.name if entity is None else self.actors.entities[entity].name,
            code=code,
            sector=["GOV"],
            found="capital for its government",
        )

    def government_of(self, code: str) -> PartyMention | None:
        """Give the state with a country's code as a party: as it is named in the document, else by a place of it."""
        for kind in ("GPE", "ORG"):
            for entity in self.actors.entities:
                if entity.code == code and entity.type == kind and entity.sector[:1] == ["GOV"] and entity.mentions:
                    return self.party(entity.mentions[0], found="government of the country")
        for place in self.doc._.dateline_places or []:
            if place.record is not None and place.record.country_code == code and place.kind != "in_name":
                party = self._government(place, place.record)
                party.found = "government of the country"
                return party
        return None

    def as_military(self, party: PartyMention) -> None:
        """Code a country that assaults as its armed forces, one without an army as rebels, as the gold set does."""
        if party.entity is not None and self.actors.entities[party.entity].type == "GPE" and party.sector == ["GOV"]:
            party.sector = ["REB"] if party.code in _WITHOUT_ARMY else ["MIL"]

    def _reciprocal(
        self, predicate: Predicate, actor_slots: tuple[str, ...], recipient_slots: tuple[str, ...]
    ) -> tuple[list[PartyMention], list[PartyMention]]:
        found: list[PartyMention] = []
        slots = dict.fromkeys((*actor_slots, "between", "with", *recipient_slots, "among"))
        for slot in slots:
            if slot == "mod" and found:
                continue
            for party in self._parties(predicate, slot):
                if party.entity not in {each.entity for each in found}:
                    found.append(party)
        return found, []

    def first(
        self, predicate: Predicate, slots: tuple[str, ...], *, without: frozenset[int | None] = frozenset()
    ) -> list[PartyMention]:
        """Give the parties in the first of the slots that names any, leaving out the entities of `without`."""
        for slot in slots:
            found = [party for party in self._parties(predicate, slot) if party.entity not in without]
            if found:
                return found
        return []

    def _parties(self, predicate: Predicate, slot: str) -> list[PartyMention]:
        found: list[PartyMention] = []
        last = slot.rsplit(".", 1)[-1]
        for filler in predicate.slot(slot):
            mentions = self._modifier(filler) if last == "mod" else resolve(filler, self.actors)
            for mention in mentions:
                party = self.party(mention, found=slot)
                if party.entity not in {each.entity for each in found}:
                    found.append(party)
        return found

    def _modifier(self, filler: Token) -> list[int]:
        mention = self.actors.by_token.get(filler.i)
        if mention is None or self.actors.mentions[mention].head != filler.i:
            return []
        entity = self.actors.entities[self.actors.mentions[mention].entity]
        return [mention] if entity.code is not None or entity.sector else []

    def party(self, mention: int, *, found: str = "") -> PartyMention:
        """Give an actor mention as a party to an event, named as fully as the document does; `found` says how."""
        named = self.actors.mentions[mention]
        entity = self.actors.entities[named.entity]
        return PartyMention(
            start=named.start,
            end=named.end,
            start_char=named.start_char,
            end_char=named.end_char,
            entity=named.entity,
            text=entity.name,
            code=entity.code,
            sector=list(entity.sector),
            found=found,
            person=entity.type == "PERSON",
        )
