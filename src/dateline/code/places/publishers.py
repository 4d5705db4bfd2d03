"""Where a publisher is at home: a local paper means its own Paris."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.gazetteer import Candidate, Gazetteer
from dateline.knowledge.gazetteer_names import fold

_SITE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_WORLDWIDE = frozenset({"com", "net", "org", "info", "news", "biz", "co"})
_COUNTRY = re.compile(r"\((?:the )?([^()]+)\)$|\bof (?:the )?([^()]+)$")
"""What the end of a name tells a country by: "ABC News (Australia)", "Times of India"."""
_SHORTEST = 4
"""Letters of the shortest name that is looked for in an address."""
_KNOWN = 3.5
"""Weight from which a place counts whose name an address has by a doubtful way of reading it."""
_NAMED = 12
"""Places, the most important first, that a name in an address may mean, in one country and of one kind."""


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of a publisher: the letters of its address or name, its country (alpha-3), province and town, and,
    where no table has it, the places that its name can speak of.
    """

    letters: str
    country: str | None = None
    province: str | None = None
    town: str | None = None
    named: tuple[Candidate, ...] = ()
    anywhere: bool = False
    """Its address says nothing about a country, and it is not known to be worldwide."""

    def names(self, name: str) -> bool:
        """Tell whether a place name is that of the publisher's town, or a part of its address ("onlineathens.com")."""
        folded = fold(name)
        if self.town is not None:
            return folded == self.town
        joined = folded.replace(" ", "")
        return len(joined) > 4 and joined in self.letters


class Publishers:
    """Finds the homes of publishers: by a table, or else by the place name in their name or address."""

    def __init__(
        self, table: tuple[tuple[str, str, str | None, str], ...], paper_words: frozenset[str], gazetteer: Gazetteer
    ) -> None:
        self.table = table
        self.words = sorted(paper_words, key=len, reverse=True)
        self.paper_words = paper_words
        self.gazetteer = gazetteer
        self.home = lru_cache(maxsize=1024)(self._home)

    def _home(self, publisher: str | None) -> Home | None:
        """Give the home of a publisher (site or name) by the longest ending of the table that fits, or by the place
        that it is named after; None without a publisher.
        """
        if not publisher:
            return None
        site = publisher.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
        site = site.split("/")[0]
        letters = "".join(character for character in site.rpartition(".")[0] or site if character.isalnum())
        fitting = [row for row in self.table if site == row[0] or site.endswith("." + row[0].lstrip("."))]
        if not fitting:
            country = self._country(site)
            if country is not None:
                return Home(letters, country)
            ending = site.rpartition(".")[2] if _SITE.fullmatch(site) else ""
            return Home(letters, named=self._named(site, None), anywhere=ending in _WORLDWIDE)
        _, town, province, country = max(fitting, key=lambda row: len(row[0]))
        if not country:  # one of the whole world
            return None
        named = self._named(site, country) if country and not (town or province) else ()
        return Home(letters, country or None, province, fold(town) or None, named)

    def _country(self, name: str) -> str | None:
        """Give the country that the end of a publisher's name tells, None if it tells none."""
        told = _COUNTRY.search(name)
        found = self.gazetteer.candidates((told[1] or told[2]).strip()) if told else ()
        return found[0].record.country_code if found and found[0].record.resolution == 1 else None

    def _named(self, site: str, country: str | None) -> tuple[Candidate, ...]:
        """Give the places that a name or an address speaks of: "kalamazoogazette.com", "Rapides Parish Town Talk"."""
        for name, least in self._names(site):
            counts: dict[tuple[str | None, int], int] = {}
            found = []
            for candidate in self.gazetteer.candidates(name):
                record = candidate.record
                if candidate.weight < least or record.resolution == 1 or record.feature_class not in "AP":
                    continue
                if country is not None and record.country_code != country:
                    continue
                kind = (record.country_code, record.resolution)
                counts[kind] = counts.get(kind, 0) + 1
                if counts[kind] <= _NAMED:
                    found.append(candidate)
            if found:
                return tuple(found)
        return ()

    def _names(self, site: str) -> Iterator[tuple[str, float]]:
        """Yield what could be a place's name in a name or an address, with the weight that the place must have."""
        if not _SITE.fullmatch(site):
            words = re.findall(r"[^\W_]+", site)
            for length in range(len(words), 0, -1):
                for start in range(len(words) - length + 1):
                    run = words[start : start + length]
                    if not all(word in self.paper_words for word in run) and (length > 1 or len(run[0]) >= _SHORTEST):
                        yield " ".join(run), 0.0 if length > 1 else _KNOWN
            return
        for label in reversed(site.split(".")[:-1]):
            yield from self._inside(label.replace("-", ""))
            if "-" in label:
                yield from ((part, _KNOWN) for part in label.split("-") if part not in self.paper_words)

    def _inside(self, label: str) -> Iterator[tuple[str, float]]:
        """Yield a part of an address and what is left of it without the words of newspapers, as one word or two."""
        left: str | None = label
        while left is not None and len(left) >= _SHORTEST:
            if left not in self.paper_words:
                yield left, 0.0 if len(left) > _SHORTEST else _KNOWN
                if left != label:
                    yield from ((f"{left[:at]} {left[at:]}", _KNOWN) for at in range(2, len(left) - 2))
            left = self._without_word(left)

    def _without_word(self, label: str) -> str | None:
        for word in self.words:
            if label.endswith(word) and label != word:
                return label[: -len(word)]
        for word in self.words:
            if label.startswith(word) and label != word:
                return label[len(word) :]
        return None
