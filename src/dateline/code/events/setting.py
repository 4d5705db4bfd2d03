"""Where an event's own words put it first, and whether its time lies clearly before the story."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from spacy.tokens import Doc, Token

from dateline.code.events.timeline import Timeline
from dateline.code.events.words import EventWords
from dateline.code.layers import PartyMention, PlaceMention, TimeMention
from dateline.code.syntax import root_of
from dateline.code.times.values import interval

_CLAUSE_EDGE = frozenset({"ccomp", "relcl", "advcl", "parataxis", "acl", "conj"})
_ASIDE = frozenset({"relcl", "acl", "appos"})
"""Edges into asides: what stands in one says when the aside was, not the main clause."""
_DATED = frozenset({"DATE", "TIME"})
_ASIDE_PLACE = 2.5
"""Asides share the place of their clause more often than its time."""
_REPORT_PLACE = 5.0
"""Where somebody spoke is seldom where it happened ("told reporters in Geneva")."""
_SAID = 2.0
"""What it costs to take when somebody spoke of an event for when it was."""
_MAX_COST = 9.0
_STORY_DAYS = 31
"""Days before publication within which what happened still belongs to the story."""
_MONTH_LEEWAY = 21
"""A bare month that ended ten days before publication or more is told as a past one."""


class Setting:
    """Answers before the story or in it, and where, for the predicates of one document."""

    def __init__(self, doc: Doc, words: EventWords, timeline: Timeline) -> None:
        self.doc = doc
        self.timeline = timeline
        self.words = words
        self.places: list[PlaceMention] = doc._.dateline_places or []
        published = doc._.dateline_published
        self.published: str | None = published[:10] if published else None
        self.story_year = self.published[:4] if self.published else self._latest_year()
        self._places_of: dict[int, list[int]] = {}
        for index, place in enumerate(self.places):
            if place.kind in ("literal", "in_name"):
                self._places_of.setdefault(timeline.sentence_of[place.start], []).append(index)

    def _latest_year(self) -> str | None:
        years = [
            time.value[:4]
            for time, _ in self.timeline.times
            if time.value is not None and time.type in ("DATE", "TIME")
        ]
        return max((year for year in years if year.isdigit()), default=None)

    def is_historical(self, token: Token) -> bool:
        """Tell whether the expression of time that governs a predicate puts it clearly before the story.

        That is: an expression that says so ("in the past", "a year ago"), or a date in a year before that of
        publication, or before the latest year that an undated text names; in a dated text, one more than a
        month before publication ("in May", of a text of November that also tells of a newer day).
        """
        time = self._governing(token, dated=False)
        if time is not None:
            words = self.timeline.words(time)
            if words in self.words.historical_times:
                return True
        start, _ = self._stated(token)
        if start is None or self.story_year is None:
            return False
        if not start[:4].isdigit() or start[:4] > self.story_year:
            return False
        age = self._age(start)
        if start[:4] < self.story_year:
            return age is None or age > _STORY_DAYS
        return age is not None and age > _STORY_DAYS and self._tells_newer

    @cached_property
    def _tells_newer(self) -> bool:
        """Whether the text gives a date in the month before publication: else what is older may be its news."""
        starts = (
            interval(time.value)[0] for time, _ in self.timeline.times if time.value is not None and time.type in _DATED
        )
        ages = [self._age(start) for start in starts if start is not None]
        return any(age is not None and 0 <= age <= _STORY_DAYS for age in ages)

    def _age(self, start: str) -> int | None:
        """Give the days from a date to publication, those from the end of the month if it names a month only; None if
        either is vaguer than that.
        """
        if self.published is None or len(start) < 7:
            return None
        try:
            if len(start) >= 10:
                return (date.fromisoformat(self.published) - date.fromisoformat(start[:10])).days
            following = date.fromisoformat(start + "-28") + timedelta(days=4)
        except ValueError:  # a season ("2017-SU"), a half-year
            return None
        return (date.fromisoformat(self.published) - following).days + _MONTH_LEEWAY

    def _stated(self, token: Token) -> tuple[str | None, str | None]:
        time = self._governing(token, dated=True)
        return (None, None) if time is None or time.value is None else interval(time.value)

    def _governing(self, token: Token, *, dated: bool) -> TimeMention | None:
        best: tuple[float, TimeMention] | None = None
        for time, root in self.timeline.beside(token):
            if dated and (time.type in ("DURATION", "SET") or time.value is None or interval(time.value)[0] is None):
                continue
            cost = _distance(token, root)
            if cost <= _MAX_COST and (best is None or cost < best[0]):
                best = (cost, time)
        return None if best is None else best[1]

    def place(self, token: Token, actor: list[PartyMention]) -> int | None:
        """Give the index of the place mention that says where the event is, from its own sentence, or None.

        The name of the event's own actor is no place of it ("Russia shelled the port"), and a country is one only
        after a preposition of place.
        """
        acting = {i for party in actor for i in range(party.start, party.end)}
        best: tuple[float, int] | None = None
        for index in self._places_of.get(self.timeline.sentence_of[token.i], []):
            place = self.places[index]
            root = root_of(self.doc, place)
            if root.i in acting:
                continue
            cost = _distance(token, root, report=_REPORT_PLACE, aside=_ASIDE_PLACE)
            located = root.dep_ == "pobj" and root.head.lower_ in self.words.place_prepositions
            country = place.record is not None and place.record.resolution == 1
            if country and not located:
                continue
            if located:
                cost -= 2.0
            if place.kind == "in_name":
                cost += 3.0
            if country:
                cost += 0.7
            if best is None or cost < best[0]:
                best = (cost, index)
        return best[1] if best is not None and best[0] <= _MAX_COST else None


def _distance(one: Token, other: Token, *, report: float = _SAID, aside: float = 6.0) -> float:
    """Give the cost of the way between two tokens in the parse; crossing clause edges costs more.

    `report` is the cost of leaving what somebody says for the clause that says so, `aside` that of entering a relative
    clause, participle or apposition.
    """
    up: dict[int, float] = {one.i: 0.0}
    cost, token = 0.0, one
    while token.head != token:
        cost += report if token.dep_ == "ccomp" else 2.0 if token.dep_ in _CLAUSE_EDGE else 0.7
        token = token.head
        up[token.i] = cost
    cost, token = 0.0, other
    while token.i not in up:
        if token.head == token:
            return 99.0
        cost += aside if token.dep_ in _ASIDE else 2.5 if token.dep_ in _CLAUSE_EDGE else 0.8
        token = token.head
    return up[token.i] + cost + abs(one.i - other.i) * 0.02
