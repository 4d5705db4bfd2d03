"""Which tokens name persons and organisations: the spans of the named-entity layer, cleaned and checked.

Small models label places as persons and cut names at quotation marks; what a name is labelled elsewhere in the
document and how it stands ("near X", "the city of X") corrects them.
"""

from __future__ import annotations

from dateline.code.actors.columns import Columns
from dateline.code.actors.halfseen import HalfSeen
from dateline.code.actors.lexicon import MODIFIER_LIKE, Lexicon
from dateline.code.actors.names import NameHit
from dateline.code.actors.phrases import Phrases

_COUNTRY_LIKE = MODIFIER_LIKE | {"country", "capital"}
_CLITICS = frozenset({"'s", "’s", "'", "’"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_EDGES = frozenset({'"', "'", "“", "”", "‘", "’", "(", ")", ",", ".", "-", "–", "—", ":", "the", "a", "an"})
_OPEN_ENDS = frozenset({"of", "for"})
_JOINED = frozenset({"ORG", "PERSON", "GPE", "NORP", "LOC", "FAC"})
_SHORT = 2  # tokens; longer names are not mistaken for places


class EntitySpans:
    """The spans that name persons and organisations in one document."""

    def __init__(self, columns: Columns, lexicon: Lexicon, phrases: Phrases) -> None:
        self.columns = columns
        self.lexicon = lexicon
        self.phrases = phrases
        self.unlabelled: set[int] = set()
        """First tokens of persons that a title ("Col. Doe") or the rest of the document gives away."""
        self.ships: set[int] = set()
        """First tokens of names of warships."""
        self.joined: set[int] = set()
        """First tokens of names of organisations that the labels cut in two behind "of"."""
        self._as_place: dict[tuple[str, ...], int] = {}
        self._as_actor: dict[tuple[str, ...], int] = {}
        self._persons: set[tuple[str, ...]] = set()
        self.surnames: set[str] = set()
        """Last words of names of persons of several words."""
        self._single: set[str] = set()
        self._located: set[tuple[str, ...]] = set()
        self._count_labels()

    def find(self, hits: list[NameHit]) -> list[tuple[int, int]]:
        """Give the PERSON and ORG spans of the named-entity layer that no table name claims, cleaned at the ends."""
        columns = self.columns
        found: list[tuple[int, int]] = []
        half_seen = HalfSeen(columns, self.lexicon, self.phrases, hits)
        taken = {i for hit in hits if hit.term.kind not in _COUNTRY_LIKE for i in range(hit.start, hit.end)}
        for i in range(1, columns.n):
            if columns.pos[i] == "PROPN" and not columns.ent[i] and self._follows_title(i):
                end = i + 1
                while end < columns.n and columns.pos[end] == "PROPN" and not columns.ent[end]:
                    end += 1
                if not any(k in taken or k in self.phrases.agent_at for k in range(i, end)):
                    self.unlabelled.add(i)
                    found.append((i, end))
        for start, end in self._ships():
            taken.update(range(start, end))
            found.append((start, end))
        countries = {i for hit in hits if hit.term.kind in _COUNTRY_LIKE for i in range(hit.start, hit.end)}
        i = 0
        while i < columns.n:
            if columns.ent[i] not in ("PERSON", "ORG") or not columns.ent_begins[i]:
                i += 1
                continue
            start, end = i, i + 1
            while end < columns.n and columns.ent[end] == columns.ent[i] and not columns.ent_begins[end]:
                end += 1
            if columns.ent[start] == "PERSON":
                end = self._nickname(end)
            i = end
            while start < end and (columns.lower[start] in _EDGES or columns.pos[start] == "SPACE"):
                start += 1
            while start < end and (
                columns.lower[end - 1] in _EDGES
                or (
                    start + 1 < end
                    and columns.ent[start] == "ORG"
                    and columns.lower[end - 1] in self.lexicon.words["personal_titles"]
                    and columns.lower[end - 1] not in self.lexicon.titles
                )
                or columns.words[end - 1] in _CLITICS
                or columns.pos[end - 1] == "SPACE"
            ):
                end -= 1
            if end - start > 1 and (joined := self._behind_of(start, end)) != end:
                if joined > end:
                    self.joined.add(start)
                end = joined
                i = max(i, end)
            for dash in range(end - 2, start, -1):
                if columns.is_dash(dash):
                    start = dash + 1  # "Berlin - EU officials": a dateline before the name
                    break
            if end - start > 2 and tuple(columns.lower[end - 2 : end]) in self._persons:
                start = max(start, end - 2) if columns.lower[start - 1] == "the" else start
            if (
                end - start > 2
                and columns.ent[start] == "ORG"
                and columns.lower[end - 2] not in _OPEN_ENDS
                and (columns.lower[end - 1] in self.surnames or columns.lower[end - 1] in self._single)
            ):
                start = end - 2  # "Minister for the Far East Ann Lee"
                self.unlabelled.add(start)
            if all(k in countries for k in range(start, end)) or self._is_no_actor(start, end):
                continue
            if all(columns.lower[k].rstrip(".") in self.lexicon.words["personal_titles"] for k in range(start, end)):
                continue
            if end - start == 1 and columns.ent[start] == "PERSON":
                start = half_seen.with_given_name(start)
                if end - start > 1:
                    self.unlabelled.add(start)
            if start < end and not any(k in taken for k in range(start, end)):
                found.append((start, end))
        return self._with_posted(self._with_half_seen(found, taken, half_seen), taken)

    def _with_half_seen(
        self, found: list[tuple[int, int]], taken: set[int], half_seen: HalfSeen
    ) -> list[tuple[int, int]]:
        """Add the persons that the labels miss; they take the place of the spans that they overlap."""
        labelled = [span for span in found if self.columns.ent[span[0]] == "PERSON" or span[0] in self.unlabelled]
        aged = half_seen.aged()
        return self._with_persons(found, taken, aged + half_seen.taken_up(labelled + aged))

    def _behind_of(self, start: int, end: int) -> int:
        """Give where a name ends that is cut in two at an "of": behind the name that follows ("Ministry of Defence of |
        Togo"), else before the "of" that it was labelled with.
        """
        columns = self.columns
        body = columns.ent[start] == "ORG" and any(k in self.phrases.agent_at for k in range(start, end))
        inside = columns.lower[end - 1] in _OPEN_ENDS
        if inside:
            after = end
        elif body and end + 1 < columns.n and columns.lower[end] == "of":
            after = end + 1
        else:
            return end
        stop = after
        while (
            stop < columns.n
            and columns.sentence[stop] == columns.sentence[start]
            and (stop == after or not columns.ent_begins[stop])
            and columns.words[stop][:1].isupper()
            and (columns.ent[stop] in _JOINED or stop in self.phrases.name_at)
        ):
            stop += 1
        if stop > after and (inside or self._is_country(after, stop)):
            return stop
        return end - 1 if inside else end

    def _is_country(self, start: int, end: int) -> bool:
        """Tell whether tokens are the name of a country."""
        hit = self.phrases.name_at.get(start)
        return hit is not None and hit.term.kind == "country" and hit.start == start and hit.end == end

    def is_person(self, token: int) -> bool:
        """Tell whether a token is labelled as a person, or begins a name that is one without the label."""
        return self.columns.ent[token] == "PERSON" or token in self.unlabelled

    def _with_posted(self, found: list[tuple[int, int]], taken: set[int]) -> list[tuple[int, int]]:
        """Put the names after posts ("envoy to Togo Kofi Asante") in the place of the spans that they overlap."""
        return self._with_persons(found, taken, [(first, stop) for first, (stop, _) in self.phrases.postings.items()])

    def _with_persons(
        self, found: list[tuple[int, int]], taken: set[int], persons: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Put persons without the label in the place of the spans that they overlap, unless a table name has them."""
        for first, stop in persons:
            if any(k in taken for k in range(first, stop)):
                continue
            found = [(start, end) for start, end in found if end <= first or start >= stop]
            found.append((first, stop))
            self.unlabelled.add(first)
        return found

    def _ships(self) -> list[tuple[int, int]]:
        """Give the names of warships ("HMS Swift"): a navy's prefix and the names after it."""
        columns, prefixes, found = self.columns, self.lexicon.maps["ship_prefixes"], list[tuple[int, int]]()
        for i in range(columns.n - 1):
            if columns.words[i].isupper() and columns.lower[i] in prefixes and columns.pos[i + 1] == "PROPN":
                end = i + 2
                while end < columns.n and columns.pos[end] == "PROPN" and columns.words[end][:1].isupper():
                    end += 1
                self.ships.add(i)
                found.append((i, end))
        return found

    def _follows_title(self, token: int) -> bool:
        if token == 0:
            return False
        title = self.columns.words[token - 1]
        return (
            title[:1].isupper() and self.columns.lower[token - 1].rstrip(".") in self.lexicon.words["personal_titles"]
        )

    def _is_no_actor(self, start: int, end: int) -> bool:
        """Tell whether a span is a part of a title ("Defense Secretary"), or the name of a place, as its position
        ("near Raqqa") or its label elsewhere in the document says.
        """
        columns = self.columns
        agent = self.phrases.agent_at.get(start)
        if agent is not None and (agent.start < start or agent.end > end):
            return True
        if (
            agent is not None
            and agent.end == end
            and columns.ent[start] == "PERSON"
            and columns.lower[start - 1] == "the"
        ):
            return True  # "the Pope"
        noun = columns.modified(end - 1)
        of_kin = noun is not None and noun >= end and columns.lemma[noun].lower() in self.lexicon.words["kin_nouns"]
        if columns.ent[start] == "PERSON" and of_kin:
            return True
        if end - start > _SHORT or start in self.phrases.agent_at:
            return False
        key = tuple(columns.lower[start:end])
        if columns.ent[start] == "PERSON" and self._is_known_place(start, end):
            return True
        if columns.ent[start] == "ORG" and all(i in self.phrases.literal for i in range(start, end)):
            return True
        return self._as_place.get(key, 0) > self._as_actor.get(key, 0)

    def _is_known_place(self, start: int, end: int) -> bool:
        """Tell whether the places layer resolved a name labelled as a person, which stands at least once where
        places do and is nobody's surname in the document.
        """
        columns = self.columns
        key = tuple(columns.lower[start:end])
        return (
            all(i in self.phrases.place_at for i in range(start, end))
            and key in self._located
            and key[-1] not in self.surnames
            and not self._follows_title(start)
        )

    def _count_labels(self) -> None:
        """Count how often each name of up to two tokens is labelled as a place and as an actor."""
        columns, i = self.columns, 0
        while i < columns.n:
            label, start = columns.ent[i], i
            i += 1
            if not label:
                continue
            while i < columns.n and columns.ent[i] == label and not columns.ent_begins[i]:
                i += 1
            if label == "PERSON" and not self.phrases.is_located(i - 1):
                if i - start == 1:
                    self._single.add(columns.lower[start])
                else:
                    self.surnames.add(columns.lower[i - 1])
                if i - start == _SHORT:
                    self._persons.add(tuple(columns.lower[start:i]))
            if i - start <= _SHORT:
                key = tuple(columns.lower[start:i])
                if label in ("PERSON", "ORG") and self.phrases.is_located(i - 1):
                    self._as_place[key] = self._as_place.get(key, 0) + 2
                    self._located.add(key)
                elif label in ("GPE", "LOC"):
                    self._located.add(key)
                if label in ("GPE", "LOC", "FAC"):
                    self._as_place[key] = self._as_place.get(key, 0) + 1
                elif label in ("PERSON", "ORG"):
                    self._as_actor[key] = self._as_actor.get(key, 0) + 1

    def _nickname(self, end: int) -> int:
        """Give where a person's name ends that goes on after a nickname in quotation marks."""
        columns = self.columns
        if (
            end + 3 < columns.n
            and columns.words[end] in _QUOTES
            and columns.words[end + 2] in _QUOTES
            and columns.pos[end + 3] == "PROPN"
            and columns.sentence[end] == columns.sentence[end + 3]
        ):
            return end + 4
        return end
