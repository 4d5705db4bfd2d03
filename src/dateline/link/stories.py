"""Stories: documents about one happening or development, put together as they come.

The score of a pair depends on the two documents alone. A new document is scored against those that are filed under its
most telling words; then the stories around it, and only those, are grouped anew, so that stories join and part where
the new document makes that right. What is around a document is bounded, and so is the cost of adding one.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Protocol

import numpy as np

from dateline.link.story_grouping import group
from dateline.link.story_profile import StoryProfile
from dateline.link.story_score import StoryWeights, crowd, score, story_weights
from dateline.link.story_signs import LEAST_OVERLAP
from dateline.model import CodedDocument, Document

POSTINGS = 200
"""Documents looked at per key, the latest added first."""

CANDIDATES = 100
"""Documents that a new one is scored against, those with most in common first; members of their stories come on top."""

AROUND = 150
"""Documents that are grouped anew when one is added."""

OF_ONE_STORY = 40
"""Members that stand for a story of more, in the grouping; the rest goes where most of these go."""


class StoryShelf(Protocol):
    """Where profiles, scores and stories are kept, by ids of documents: in memory or in a database."""

    def profiles(self, documents: Iterable[str]) -> dict[str, StoryProfile]:
        """Give the profiles of those documents that are there."""

    def put(self, profile: StoryProfile) -> None:
        """Keep a new profile, filed under its keys."""

    def drop(self, document: str) -> None:
        """Forget a document with its scores."""

    def filed(self, keys: Iterable[str], limit: int) -> Iterable[tuple[str, str, float]]:
        """Give key, document and weight of what is filed under the keys, at most `limit` per key, the latest."""

    def links(self, documents: Iterable[str]) -> dict[str, dict[str, float]]:
        """Give for each of the documents the scores of its pairs, by the other document."""

    def link(self, document: str, scores: Mapping[str, float]) -> None:
        """Keep the scores of a document's pairs."""

    def stories(self, documents: Iterable[str]) -> dict[str, str]:
        """Give the story of each document that has one."""

    def members(self, stories: Iterable[str]) -> dict[str, list[str]]:
        """Give the documents of each story that there is."""

    def assign(self, documents: Iterable[str], story: str) -> None:
        """Put documents into a story, out of the one they were in."""


class MemoryStories:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._profiles: dict[str, StoryProfile] = {}
        self._filed: dict[str, dict[str, float]] = defaultdict(dict)
        self._links: dict[str, dict[str, float]] = defaultdict(dict)
        self._stories: dict[str, str] = {}
        self._members: dict[str, dict[str, None]] = defaultdict(dict)

    def profiles(self, documents: Iterable[str]) -> dict[str, StoryProfile]:  # noqa: D102  see the protocol
        return {id_: self._profiles[id_] for id_ in documents if id_ in self._profiles}

    def put(self, profile: StoryProfile) -> None:  # noqa: D102
        self._profiles[profile.id] = profile
        for key, weight in profile.keys.items():
            self._filed[key][profile.id] = weight

    def drop(self, document: str) -> None:  # noqa: D102
        for key in self._profiles.pop(document).keys:
            del self._filed[key][document]
        for other in self._links.pop(document, {}):
            del self._links[other][document]
        del self._members[self._stories.pop(document)][document]

    def filed(self, keys: Iterable[str], limit: int) -> Iterable[tuple[str, str, float]]:  # noqa: D102
        for key in keys:
            for _, (document, weight) in zip(range(limit), reversed(self._filed[key].items()), strict=False):
                yield key, document, weight

    def links(self, documents: Iterable[str]) -> dict[str, dict[str, float]]:  # noqa: D102
        return {id_: self._links[id_] for id_ in documents}

    def link(self, document: str, scores: Mapping[str, float]) -> None:  # noqa: D102
        for other, value in scores.items():
            self._links[document][other] = self._links[other][document] = value

    def stories(self, documents: Iterable[str]) -> dict[str, str]:  # noqa: D102
        return {id_: self._stories[id_] for id_ in documents if id_ in self._stories}

    def members(self, stories: Iterable[str]) -> dict[str, list[str]]:  # noqa: D102
        return {story: list(self._members[story]) for story in stories if self._members.get(story)}

    def assign(self, documents: Iterable[str], story: str) -> None:  # noqa: D102
        for document in documents:
            before = self._stories.get(document)
            if before is not None:
                del self._members[before][document]
            self._stories[document] = story
            self._members[story][document] = None

    def all(self) -> dict[str, list[str]]:
        """Give all stories with their documents."""
        return {story: list(found) for story, found in self._members.items() if found}


@dataclass(frozen=True)
class _Part:
    """A story in the grouping: members that take part, and those that go where most of these go."""

    story: str | None
    members: list[str]
    others: list[str]


class StoryIndex:
    """Documents put together to stories as they come, at a cost that does not grow with their number."""

    def __init__(self, shelf: StoryShelf | None = None, *, weights: StoryWeights | None = None) -> None:
        self.shelf: StoryShelf = MemoryStories() if shelf is None else shelf
        self._weights = weights or story_weights()

    def add(self, document: Document | CodedDocument | StoryProfile) -> str:
        """Take a document and give the id of its story. An id that is there already is not read again."""
        known = self.shelf.stories([document.id]).get(document.id)
        if known is not None:
            return known
        profile = document if isinstance(document, StoryProfile) else StoryProfile.of(document)
        scores = self._score(profile)
        self.shelf.put(profile)
        self.shelf.link(profile.id, {id_: value for id_, value in scores.items() if value > self._weights.floor})
        self._regroup(profile.id)
        return self.shelf.stories([profile.id])[profile.id]

    def remove(self, document: str) -> None:
        """Take a document out, and group anew what it held together. An id that is not there is passed over."""
        story = self.shelf.stories([document]).get(document)
        if story is None:
            return
        self.shelf.drop(document)
        left = self.shelf.members([story]).get(story)
        if left:
            self._regroup(min(left))

    def _score(self, profile: StoryProfile) -> dict[str, float]:
        overlap: Counter[str] = Counter()
        for key, document, weight in self.shelf.filed(profile.keys, POSTINGS):
            overlap[document] += weight * profile.keys[key]  # type: ignore[assignment]  # a counter of weights
        best = sorted((-value, id_) for id_, value in overlap.items() if value >= LEAST_OVERLAP)[:CANDIDATES]
        profiles = self.shelf.profiles(id_ for _, id_ in best)
        scores = {id_: score(profile, other, self._weights) for id_, other in profiles.items()}
        near = sorted((id_ for id_ in scores if scores[id_] >= self._weights.threshold), key=lambda i: (-scores[i], i))
        stories = self.shelf.stories(near)
        rest = [
            id_
            for found in self.shelf.members(dict.fromkeys(stories[id_] for id_ in near)).values()
            for id_ in sorted(found)
            if id_ not in scores
        ][:AROUND]
        scores |= {id_: score(profile, other, self._weights) for id_, other in self.shelf.profiles(rest).items()}
        return scores

    def _regroup(self, document: str) -> None:
        parts = self._around(document)
        taking = sorted(id_ for part in parts for id_ in part.members)
        links = self.shelf.links(taking)
        at = {id_: number for number, id_ in enumerate(taking)}
        weights = self._weights
        crowds = np.array([crowd(links[id_].values(), weights) for id_ in taking])
        scores = np.full((len(taking), len(taking)), -np.inf)
        for id_ in taking:
            for other, value in links[id_].items():
                if other in at:
                    scores[at[id_], at[other]] = value
        scores = np.maximum(weights.floor, scores + crowds + crowds[:, None])
        groups = group(scores, threshold=weights.threshold, looser=weights.looser, tighter=weights.tighter)
        self._name([[taking[number] for number in found] for found in groups], parts)

    def _around(self, document: str) -> list[_Part]:
        """Give the stories that are near a document, those that are near these, and so on, as far as there is room."""
        own = self.shelf.stories([document]).get(document)
        parts = [_Part(None, [document], [])] if own is None else [self._part(own, {document: 0.0})]
        seen = {own}
        fresh = parts[0].members
        room = AROUND - len(fresh)
        while fresh and room > 0:
            near: dict[str, float] = {}
            for found in self.shelf.links(fresh).values():
                for other, value in found.items():
                    if value >= self._weights.threshold:
                        near[other] = max(value, near.get(other, value))
            stories = self.shelf.stories(near)
            reach: dict[str, dict[str, float]] = defaultdict(dict)
            for other, value in near.items():
                if other in stories and stories[other] not in seen:
                    reach[stories[other]][other] = value
            fresh = []
            for story in sorted(reach, key=lambda name: (-max(reach[name].values()), min(reach[name]))):
                part = self._part(story, reach[story])
                if len(part.members) > room:
                    return parts
                parts.append(part)
                seen.add(story)
                fresh += part.members
                room -= len(part.members)
        return parts

    def _part(self, story: str, near: Mapping[str, float]) -> _Part:
        members = self.shelf.members([story])[story]
        order = sorted(members, key=lambda id_: (-near.get(id_, -np.inf), id_))
        return _Part(story, order[:OF_ONE_STORY], order[OF_ONE_STORY:])

    def _name(self, groups: list[list[str]], parts: list[_Part]) -> None:
        """Give each group the id of the story that most of it comes from, or a new one; move only who must move."""
        came_from = {id_: part.story for part in parts for id_ in part.members}
        whole: list[list[str]] = [list(found) for found in groups]
        where = {id_: number for number, found in enumerate(groups) for id_ in found}
        for part in parts:
            if part.others:
                most = Counter(where[id_] for id_ in part.members)
                target = min(most, key=lambda number: (-most[number], number))
                whole[target] += part.others
                came_from |= dict.fromkeys(part.others, part.story)
        claims = sorted(
            (-held, min(found), number, story)
            for number, found in enumerate(whole)
            for story, held in Counter(came_from[id_] for id_ in found).items()
            if story is not None
        )
        named: dict[int, str] = {}
        for _, _, number, story in claims:
            if number not in named and story not in named.values():
                named[number] = story
        for number, found in enumerate(whole):
            name = named.get(number) or self._new_name(min(found))
            moving = [id_ for id_ in found if came_from[id_] != name]
            if moving:
                self.shelf.assign(moving, name)

    def _new_name(self, document: str) -> str:
        for turn in count():
            text = f"{document} {turn}" if turn else document
            name = "S" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
            if not self.shelf.members([name]):
                break
        return name
