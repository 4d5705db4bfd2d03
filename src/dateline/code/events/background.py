"""News or background: which of the happenings that a text tells as real lie clearly before its story.

A reader sees it by the verb ("had been shelled"), by a date, by where it stands in the text and what stands around it,
and by other mentions of the same happening. Each is a sign with a weight (`data/events/background.yaml`, fitted by
`benchmarks/fit_background.py`, once with the network's signs and once without); where they add up to more than nothing,
the event is historical.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from dateline.code.attributions.credit import attributions_at
from dateline.code.events.combination import is_seen
from dateline.code.events.completion import SPOKEN, Candidate
from dateline.code.events.happenings import kin
from dateline.code.events.learned import Reading
from dateline.code.events.relation import relation_of
from dateline.code.events.telling import signs_of_telling
from dateline.code.events.timeline import Timeline
from dateline.code.events.weights import weighed
from dateline.code.events.words import EventWords
from dateline.code.layers import AttributionMention, TimeMention
from dateline.code.times.values import interval
from dateline.model import Status

Signs = dict[str, float]

REAL: frozenset[Status] = frozenset({"actual", "historical"})
"""The statuses between which the choice is; what is negated, feared or to come is so by other words."""
_DATED = frozenset({"DATE", "TIME"})
_JUDGING = frozenset({"SANCTION", "COERCE", "ACCUSE"})
_CLOSE, _FAR = 3.6, 9.0
"""Costs of the way to an expression of time (`relation_of`): in the clause, and beyond which it tells nothing."""
_PLAIN = 3.0
"""The cost up to which a date is plainly the event's own, though the first look saw no background."""
_YEAR, _MONTH, _DAY = len("2023"), len("2023-09"), len("2023-09-23")
_AGES = ((8, "week"), (31, "month"), (92, "quarter"), (200, "half"), (366, "year"))
_OLD = frozenset({"year", "last year", "long ago", "vaguely past"})
_NEW = frozenset({"week", "month", "this year", "quarter"})
_REACH = 150
"""How many events before or after one are asked."""
_VAGUE = frozenset({"lasting", "past"})
_RUN = 4
"""Sentences after one with a date in which the story may still be at that date."""
_FINE = ("noun after ", "noun as ", "under ")
"""Signs of telling that are too fine for the texts to fit on: without them the choice is as good."""
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})


@dataclass(slots=True)
class _Told:
    """The expression of time that stands nearest to an event in the parse: how old it is, the cost of the way to it,
    and whether it is when something began ("since 2011").
    """

    age: str
    cost: float
    since: bool


class BackgroundChoice:
    """Answers which events of one document are background."""

    def __init__(
        self,
        doc: Doc,
        candidates: list[Candidate],
        words: EventWords,
        reading: Reading | None,
        timeline: Timeline,
    ) -> None:
        self.doc = doc
        self.candidates = candidates
        self.timeline = timeline
        self.sentence_of = timeline.sentence_of
        self.words = words
        self.reading = reading
        self.content: list[set[str]] = [
            {t.lemma_.lower() for t in sentence if t.pos_ in _CONTENT and not t.is_stop} for sentence in doc.sents
        ]
        self.attributions: list[AttributionMention] = doc._.dateline_attributions or []
        published = doc._.dateline_published
        self.dated = bool(published)
        self.now: str | None = published[:_DAY] if published else self._newest()
        self.sentence = [self.sentence_of[c.predicate.token.i] for c in candidates]
        self.ages = {
            number: [age for time, _ in timeline.of(number) if (age := self._age(time)) is not None]
            for number in range(len(self.content))
        }
        self.told = [self._told(c.predicate.token) for c in candidates]
        self.lemma = [c.predicate.token.lemma_.lower() for c in candidates]
        self.tried = any({"convict", "arrest"} & set(c.event.mode) for c in candidates)
        self.lead = set().union(*self.content[:2]) if self.content else set()

    def assign(self, weights: Mapping[str, float]) -> None:
        """Set the status of all events that are told as real: actual, or historical."""
        chosen = {
            n: self.is_plain(n) or self.score(n, weights) > 0.0 for n in range(len(self.candidates)) if self.is_open(n)
        }
        for n, background in chosen.items():
            self.candidates[n].event.status = "historical" if background else "actual"

    def is_open(self, n: int) -> bool:
        """Tell whether an event is told as real, so that there is a choice."""
        return self.candidates[n].event.status in REAL

    def is_plain(self, n: int) -> bool:
        """Tell whether words of its own clause put an event more than half a year before the story, or anything in its
        sentence puts it there in a text without a date: then nothing else is asked.
        """
        background = self.candidates[n].event.status == "historical"
        told = self.told[n]
        if told is None or (background and not self.dated):
            return background and not self.dated
        return told.age in _OLD and told.cost <= (_CLOSE if background else _PLAIN) and not told.since

    def score(self, n: int, weights: Mapping[str, float]) -> float:
        """Give how much speaks for an event being background, 0 where it is in balance."""
        return weighed(self.signs(n), weights)

    def signs(self, n: int) -> Signs:
        """Give what speaks for or against an event being background, by name."""
        candidate = self.candidates[n]
        event, predicate = candidate.event, candidate.predicate
        kind = "said" if event.event in SPOKEN else "met" if event.event == "CONSULT" else "act"
        signs: Signs = {"background": 1.0, kind: 1.0}
        telling = signs_of_telling(predicate, self.words)
        signs |= {name: value for name, value in telling.items() if not name.startswith(_FINE)}
        if event.status == "historical":
            signs["first look"] = 1.0
        signs |= self._network(n)
        signs |= self._position(n)
        signs |= self._dates(n)
        signs |= self._mentions(n)
        return signs

    def _network(self, n: int) -> Signs:
        candidate = self.candidates[n]
        token = candidate.predicate.token.i
        if self.reading is None or not is_seen(self.reading, token, candidate.event.event):
            return {"unseen": 1.0}
        scores = self.reading.status(token)
        odds = max(-6.0, min(6.0, scores["historical"] - scores["actual"]))
        return {"network": odds, "network, sure": max(0.0, odds)}

    def _position(self, n: int) -> Signs:
        sentence, count = self.sentence[n], len(self.content)
        signs: Signs = {"depth": sentence / max(1, count - 1)}
        if sentence == 0:
            signs["first sentence"] = 1.0
        elif sentence <= 2:
            signs["early"] = 1.0
        elif sentence * 3 >= count * 2:
            signs["last third"] = 1.0
        own = self.content[sentence]
        if sentence > 1:
            signs["words of the lead"] = len(own & self.lead) / (1.0 + len(own))
            if self.lemma[n] in self.lead:
                signs["word in the lead"] = 1.0
        covering = attributions_at(self.candidates[n].predicate.token.idx, self.attributions)
        if covering:
            signs[f"in {self.attributions[covering[0]].kind} speech"] = 1.0
        return signs

    def _dates(self, n: int) -> Signs:
        told = self.told[n]
        signs: Signs = {}
        if not self.dated:
            signs["undated text"] = 1.0
        if told is not None:
            near = "close" if told.cost <= _CLOSE else "far"
            signs[f"told {near}, {told.age}"] = 1.0
            return signs
        signs["not dated"] = 1.0
        for gap in range(1, _RUN + 1):
            ages = [age for age in self.ages.get(self.sentence[n] - gap, []) if age not in _VAGUE]
            if ages:
                signs[f"after {ages[-1]}"] = 1.0 / gap
                break
        following = [age for age in self.ages.get(self.sentence[n] + 1, []) if age not in _VAGUE]
        if following:
            signs[f"before {following[0]}"] = 1.0
        return signs

    def _mentions(self, n: int) -> Signs:
        """Give what other mentions that may be of the same happening, and other events of the sentence, say."""
        event, token = self.candidates[n].event, self.candidates[n].predicate.token
        signs: Signs = {}
        above = {ancestor.i for ancestor in token.ancestors}
        reach = [m for m in range(max(0, n - _REACH), min(len(self.candidates), n + _REACH + 1)) if m != n]
        for m in reach:
            other = self.candidates[m]
            here = self.sentence[m] == self.sentence[n]
            same_word = self.lemma[m] == self.lemma[n]
            same_type = other.event.event == event.event
            told = self.told[m]
            if here and event.event == "ASSAULT" and other.event.event in _JUDGING:
                under = other.predicate.token.i in above
                signs["deed judged" if under else "judgement beside"] = 1.0
            if here and not same_type and other.event.status == "historical":
                signs["background beside"] = 1.0
            if not same_type:
                continue
            kind = "same word" if same_word else "same parties" if kin(event, other.event) else "same type"
            if told is not None and told.cost <= _CLOSE:
                if told.age in _OLD:
                    signs[f"{kind}, old"] = 1.0
                elif told.age in _NEW:
                    signs[f"{kind}, new"] = 1.0
            if other.event.status == "historical":
                signs[f"{kind}, background"] = 1.0
            if self.sentence[m] == 0:
                signs[f"{kind}, lead"] = 1.0
        same = [self.told[m] for m in reach if self.candidates[m].event.event == event.event]
        old = sum(t is not None and t.cost <= _CLOSE and t.age in _OLD for t in same)
        new = sum(t is not None and t.cost <= _CLOSE and t.age in _NEW for t in same)
        if self.told[n] is None and old + new:
            kind = "ASSAULT" if event.event == "ASSAULT" else "other"
            signs[f"share of old, {kind}"] = (old - new) / (1.0 + old + new)
        if event.event == "ASSAULT" and self.tried:
            signs["deed, trial told"] = 1.0
        return signs

    def _told(self, token: Token) -> _Told | None:
        best: _Told | None = None
        for time, root in self.timeline.beside(token):
            age = self._age(time)
            if age is None:
                continue
            cost, _ = relation_of(token, root, occurrence=self.words.occurrence)
            if cost <= _FAR and (best is None or cost < best.cost):
                best = _Told(age, cost, root.head.lower_ == "since")
        return best

    def _newest(self) -> str | None:
        """Give the newest day, month or year that an undated text tells of what is told as real."""
        starts: list[str] = []
        for candidate in self.candidates:
            token = candidate.predicate.token
            if candidate.event.status not in REAL:
                continue
            for time, root in self.timeline.beside(token):
                start = interval(time.value)[0] if time.value is not None and time.type in _DATED else None
                if start is not None and start[:_YEAR].isdigit() and relation_of(token, root)[0] <= _CLOSE:
                    starts.append(start)
        return max(starts, default=None)

    def _age(self, time: TimeMention) -> str | None:
        """Give how long before the story an expression of time lies, in words; None if it does not say."""
        if self.timeline.words(time) in self.words.historical_times:
            return "vaguely past"
        if time.value is None:
            return None
        if time.type not in _DATED:
            return "lasting"
        start = interval(time.value)[0]
        if start is None:
            return "past" if time.value.startswith("PAST") else None
        if self.now is None or not start[:_YEAR].isdigit():
            return None
        grain = min(len(start), len(self.now), _DAY)
        if start[:grain] > self.now[:grain]:
            return "later"
        if grain < _MONTH:
            years = int(self.now[:_YEAR]) - int(start[:_YEAR])
            return "this year" if years == 0 else "last year" if years == 1 else "long ago"
        try:
            days = (_last_day(self.now) - _last_day(start)).days
        except ValueError:  # a season ("2017-SU"), a half-year
            return "this year" if start[:_YEAR] == self.now[:_YEAR] else "last year"
        return next((age for limit, age in _AGES if days < limit), "long ago")


def _last_day(day: str) -> date:
    if len(day) >= _DAY:
        return date.fromisoformat(day[:_DAY])
    following = date.fromisoformat(f"{day[:_MONTH]}-28") + timedelta(days=4)
    return following - timedelta(days=following.day)
