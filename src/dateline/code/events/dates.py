"""When each event was: the expression of time that tells it, the day of a saying, publication, or no date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spacy.tokens import Doc, Span, Token

from dateline.code.attributions.credit import attributions_at
from dateline.code.events.completion import SPOKEN, Candidate
from dateline.code.events.learned import Reading, highest, squeezed
from dateline.code.events.predicate import Predicate
from dateline.code.events.relation import relation_of
from dateline.code.events.telling import form_of, signs_of_telling
from dateline.code.events.timeline import Timeline
from dateline.code.events.weights import weighed
from dateline.code.events.words import EventWords
from dateline.code.layers import AttributionMention, EventMention, TimeMention
from dateline.code.times.values import interval
from dateline.model import DateBasis

Signs = dict[str, float]
Ground = Literal["told", "said", "publication", "none"]

_DATED = frozenset({"DATE", "TIME"})
_FAR = 12.0
"""Cost of the way to an expression of time (`relation_of`) beyond which it tells nothing of an event."""
_PLAIN = 3.2
_UNPLAIN = (
    "told, another event is nearer", "told, under another event", "told, another is nearer", "told, before",
    "told, until", "told, since", "told, after", "told, by", "told, to",
)  # fmt: skip
_CLOSE = 3.5
"""The same for one that belongs to the clause."""
_WORD = re.compile(r"\w+")
_MONTHS = {name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name}
_POINTED = -2.0
"""The logit from which an expression of time in another sentence may be the date of an event."""
_MONTH, _DAY = len("2023-09"), len("2023-09-23")
_WEEK, _QUARTER = 7, 92
_QUOTE_REACH = 3
"""Sentences around a quotation in which words about the same speaker may tell when it was said."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer to when an event was: ISO dates (None where unknown), and the ground that it stands on."""

    ground: Ground
    date: str | None = None
    enddate: str | None = None
    basis: DateBasis = "none"


_UNDATED = Told("none")


class DateChoice:
    """The reasons for the date of each event of a document, and the choice among them; `reading` is what the network
    reads in it, None without one.
    """

    def __init__(
        self,
        doc: Doc,
        candidates: list[Candidate],
        words: EventWords,
        timeline: Timeline,
        reading: Reading | None = None,
    ) -> None:
        self.doc = doc
        self.reading = reading
        self.words = words
        self.candidates = candidates
        published = doc._.dateline_published
        self.published: str | None = published[:_DAY] if published else None
        self.timeline = timeline
        self.sentence_of = timeline.sentence_of
        self.attributions: list[AttributionMention] = doc._.dateline_attributions or []
        self.triggers: dict[int, list[int]] = {}
        for candidate in candidates:
            i = candidate.event.trigger.start
            self.triggers.setdefault(self.sentence_of[i], []).append(i)

    def assign(self, weights: Mapping[str, float]) -> None:
        """Set date, end date and basis of all events, each by its best reason."""
        for candidate in self.candidates:
            best = max(self.reasons(candidate), key=lambda reason: weighed(reason[1], weights))[0]
            event = candidate.event
            event.date, event.enddate, event.date_basis = best.date, best.enddate, best.basis

    def reasons(self, candidate: Candidate) -> Iterator[tuple[Told, Signs]]:
        """Yield the reasons for the date of an event: the answer, and the signs of the reason. What is plainly told is
        the only one. A habit, and what has lasted until now, are not of the month of publication. What would have that
        month, and was done by words of somebody whose other words near by have a day, has that day.
        """
        event, predicate = candidate.event, candidate.predicate
        kind = "said" if event.event in SPOKEN else "met" if event.event == "CONSULT" else "act"
        telling = signs_of_telling(predicate, self.words)
        telling |= {kind: 1.0, event.event: 1.0, event.status: 1.0}
        sentence = self.sentence_of[predicate.token.i]
        if sentence == 0:
            telling["first sentence"] = telling[f"first sentence, {form_of(predicate)}"] = 1.0
        if self._is_title(predicate.token.sent):
            telling["title"] = 1.0
        if self._lasts(predicate):
            telling["lasting"] = 1.0
        content = self._content(predicate.token)
        if content is not None:
            telling[f"in {content.kind} speech"] = 1.0
        pointed = {} if self.reading is None else self.reading.pointed(event.trigger.start, "date")
        told = list(self._told(event, predicate, telling, kind, pointed))
        plain = [reason for reason in told if "plainly told" in reason[1]]
        if plain:
            yield from plain
            return
        yield _UNDATED, {"none": 1.0}
        yield from told
        yield from self._elsewhere(event, kind, pointed)
        lasts = "lasting" in telling and "perfect" in form_of(predicate)
        if self.published and event.status != "historical" and "habitual" not in telling and not lasts:
            signs: Signs = {f"publication, {name}": value for name, value in telling.items()}
            signs["publication"] = 1.0
            if told:
                signs["publication, though dated"] = 1.0
            if self.reading is not None:
                signs["publication, pointed"] = squeezed(self.reading.publication(event.trigger.start))
            day = self._spoken(content, sentence) if kind == "said" and content is not None else None
            if day is None:
                yield Told("publication", self.published[:_MONTH], None, "publication"), signs
            else:
                yield Told("said", interval(day.value)[0], None, _basis(self.timeline.words(day))), signs

    @staticmethod
    def _is_title(sentence: Span) -> bool:
        """Tell whether a sentence has no end, as titles and captions have none."""
        last = sentence[-1]
        while last.is_space and last.i > sentence.start:
            last = last.nbor(-1)
        return not (last.is_punct or last.is_quote)

    def _lasts(self, predicate: Predicate) -> bool:
        """Tell whether an event's clause says how long or how often ("for months", "every summer")."""
        token = predicate.carrier or predicate.token
        return any(
            time.type in ("DURATION", "SET") and relation_of(token, root)[0] < _CLOSE
            for time, root in self.timeline.beside(token)
        )

    def _content(self, token: Token) -> AttributionMention | None:
        covering = attributions_at(token.idx, self.attributions)
        return self.attributions[covering[0]] if covering else None

    def _told(
        self, event: EventMention, predicate: Predicate, telling: Signs, kind: str, pointed: Mapping[int, float]
    ) -> Iterator[tuple[Told, Signs]]:
        """Yield the expressions of time of an event's sentence, as dates of it; `pointed` are the network's logits."""
        token = predicate.token
        here = self.sentence_of[token.i]
        found: list[tuple[float, str, TimeMention, Token]] = []
        for time, root in self.timeline.of(here):
            if time.type in _DATED and not time.supposed and interval(time.value)[0] is not None:
                cost, name = relation_of(token, root, occurrence=self.words.occurrence)
                if cost <= _FAR:
                    found.append((cost, name, time, root))
        least = min((cost for cost, *_ in found), default=0.0)
        for cost, name, time, root in found:
            start, end = as_one_date(*interval(time.value))
            signs: Signs = {
                "told": 1.0,
                "near": max(0.0, 1.0 - cost / 9.0),
                f"told, {name}": 1.0,
                f"told, {kind}, {name}": 1.0,
                f"told, {event.status}": 1.0,
                f"told, {name}, {form_of(predicate)}": 1.0,
                "told, distance": min(abs(token.i - root.i), 30) / 30,
            }
            signs[f"told, {_grain(start, end)}"] = 1.0
            signs |= self._rivals(token, root, cost, here)
            if preposition := _preposition(root):
                signs[f"told, {preposition}"] = 1.0
            if cost > least:
                signs["told, another is nearer"] = 1.0
            if self._is_plain(token, root, cost, name, signs):
                signs["plainly told"] = 1.0
            if _is_nested(token, root):
                signs["told, of a noun in it"] = 1.0
            signs |= self._age(start or "", event)
            if "first sentence" in telling:
                signs["told, first sentence"] = 1.0
            if pointed:
                signs["told, pointed"] = squeezed(highest(pointed, time))
            yield Told("told", start, end, _basis(self.timeline.words(time))), signs

    def _elsewhere(self, event: EventMention, kind: str, pointed: Mapping[int, float]) -> Iterator[tuple[Told, Signs]]:
        """Yield the expressions of time of other sentences that the network takes for the date of an event; none of the
        week of publication for background.
        """
        here = self.sentence_of[event.trigger.start]
        for time, _ in self.timeline.times:
            logit = highest(pointed, time)
            there = self.sentence_of[time.start]
            if logit < _POINTED or there == here or time.type not in _DATED or time.supposed:
                continue
            start, end = as_one_date(*interval(time.value))
            if start is None or (event.status == "historical" and self._is_news(start)):
                continue
            signs: Signs = {"elsewhere": 1.0, "elsewhere, pointed": squeezed(logit), f"elsewhere, {kind}": 1.0}
            signs |= {f"elsewhere, {event.status}": 1.0, f"elsewhere, {_grain(start, end)}": 1.0}
            signs["elsewhere, later" if there > here else "elsewhere, before"] = 1.0
            yield Told("told", start, end, _basis(self.timeline.words(time))), signs

    def _is_news(self, start: str) -> bool:
        """Tell whether a date is in the week before the publication, or after it."""
        days = self._days_old(start)
        return days is not None and days <= _WEEK

    def _days_old(self, start: str) -> int | None:
        """Give how many days before the publication a day is; None where either is no day of the calendar."""
        if self.published is None or len(start) < _DAY:
            return None
        try:
            return (date.fromisoformat(self.published) - date.fromisoformat(start)).days
        except ValueError:
            return None

    @staticmethod
    def _is_plain(token: Token, root: Token, cost: float, name: str, signs: Signs) -> bool:
        """Tell whether an expression of time says of an event's own word when it was ("shelled on Friday", "the May 5
        raid"), with no other event or time nearer: then that is its date, and nothing else is asked.
        """
        if name not in ("adjunct", "modifier") or cost > _PLAIN or any(sign in signs for sign in _UNPLAIN):
            return False
        return "told, within a noun" not in signs or root.head.i == token.i or root.head.head.i == token.i

    def _rivals(self, token: Token, root: Token, cost: float, sentence: int) -> Signs:
        """Give what other events of the sentence say of an expression of time being that of one."""
        signs: Signs = {}
        others = [i for i in self.triggers.get(sentence, []) if i != token.i]
        costs = [relation_of(self.doc[i], root, occurrence=self.words.occurrence)[0] for i in others]
        if costs and min(costs) < cost - 0.3:
            signs["told, another event is nearer"] = 1.0
        low, high = sorted((token.i, root.i))
        signs["told, events between"] = min(sum(low < i < high for i in others), 3) / 3
        above = {ancestor.i for ancestor in token.ancestors} | {token.i}
        way = root
        while way.i not in above and way.head.i != way.i:
            if way.i in others:
                signs["told, under another event"] = 1.0
                break
            way = way.head
        return signs

    def _age(self, start: str, event: EventMention) -> Signs:
        if self.published is None:
            return {}
        if len(start) < _DAY:
            if start > self.published[: len(start)]:
                return {"told, later": 1.0, f"told, later, {event.status}": 1.0}
            return {"told, earlier year": 1.0} if start[:4] < self.published[:4] else {}
        days = self._days_old(start)
        if days is None:
            return {}
        if days < -1:
            return {"told, later": 1.0, f"told, later, {event.status}": 1.0}
        age = "today" if days <= 0 else "this week" if days <= _WEEK else "recent" if days <= _QUARTER else "long ago"
        return {f"told, {age}": 1.0, f"told, {age}, {event.status}": 1.0}

    def _spoken(self, content: AttributionMention, sentence: int) -> TimeMention | None:
        """Give the day that is told with a cue of the same speaker's words, here or in a sentence near by: those here
        were said on it, too. This sentence comes first, then those before.
        """
        near: list[tuple[int, TimeMention]] = []
        for other in self.attributions:
            if other.cue is None or other.cue_class != "report":
                continue
            same_source = other.source_entity is not None and other.source_entity == content.source_entity
            same = other is content or same_source
            at = self.sentence_of[other.cue.start]
            if not same or abs(at - sentence) > _QUOTE_REACH:
                continue
            cue = self.doc[other.cue.start]
            for time, root in self.timeline.of(at):
                start, end = interval(time.value)
                if time.type not in _DATED or start is None or len(start) != _DAY or end is not None:
                    continue
                cost, name = relation_of(cue, root)
                if cost < _CLOSE and name in ("adjunct", "clause"):
                    gap = sentence - at
                    near.append((gap if gap >= 0 else 1 - 3 * gap, time))
        return min(near, key=lambda one: one[0])[1] if near else None


def as_one_date(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """Give the date of what happened at some time in a stretch of the calendar: the month that has most days of a week,
    the year of a season or quarter. Stretches of several years stay.

    >>> as_one_date("2017-10-30", "2017-11-05"), as_one_date("2017-06", "2017-08"), as_one_date("1990", "1999")
    (('2017-11', None), ('2017', None), ('1990', '1999'))
    """
    if start is None or end is None or len(start) < _MONTH:
        return start, end
    if len(start) == _MONTH:
        return (start[:4], None) if start[:4] == end[:4] else (start, end)
    middle = (date.fromisoformat(start).toordinal() + date.fromisoformat(end).toordinal()) // 2
    return date.fromordinal(middle).isoformat()[:_MONTH], None


def _is_nested(token: Token, root: Token) -> bool:
    """Tell whether an event is told by a noun that belongs to another noun or stands in an aside of one ("footage of a
    shooting", "the victims of the raid"), and the time stands outside of both.
    """
    while token.head.i != token.i and token.pos_ in ("NOUN", "PROPN"):
        if root.i in {inner.i for inner in token.subtree}:
            return False
        above = token.head
        if token.dep_ == "pobj":
            above = above.head
        if token.dep_ in ("pobj", "compound", "poss", "nmod") and above.pos_ in ("NOUN", "PROPN"):
            return root.i not in {inner.i for inner in above.subtree}
        token = above if token.dep_ in ("conj", "appos") else token.head
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
    return False


def _grain(start: str | None, end: str | None) -> str:
    if end is not None:
        return "span"
    return {_DAY: "day", _MONTH: "month"}.get(len(start or ""), "year")


def _basis(words: str) -> DateBasis:
    """Tell whether the words of an expression of time name a calendar date or year, or count from another day."""
    explicit = any(word in _MONTHS or (word.isdigit() and len(word) == len("2023")) for word in _WORD.findall(words))
    return "explicit" if explicit else "relative"


def _preposition(root: Token) -> str | None:
    """Give the preposition or conjunction before an expression of time, as far as it says more than when."""
    head = root.head
    if root.dep_ == "pobj" and head.lower_ in ("since", "until", "before", "after", "by", "from", "during", "of", "to"):
        return head.lower_
    return "within a noun" if root.dep_ in ("compound", "poss", "nmod", "amod") else None
