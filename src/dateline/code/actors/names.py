"""Names of the tables found in a document, and the runs of agent nouns."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.code.actors.columns import Columns
from dateline.code.actors.lexicon import NON_STATE_CODES, Agent, Lexicon, Office, Term, spells, squeeze
from dateline.code.capitals import among_capitals
from dateline.code.layers import PlaceMention

_ORDER = {
    "organisation": 0, "armed": 1, "country": 2, "adjective": 3, "people": 4, "demonym": 5, "territory": 6, "seat": 7,
    "capital": 8, "person": 9,
}  # fmt: skip
_LONGEST = 14  # tokens; official names rarely run longer
_SHORTEST = 2  # letters of a short form
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(slots=True)
class NameHit:
    """Tokens `start`..`end` (exclusive) that name `term`; `code` and `sector` hold at the publication date."""

    start: int
    end: int
    term: Term
    code: str | None
    sector: tuple[str, ...]


@dataclass(slots=True)
class AgentHit:
    """Tokens `start`..`end` (exclusive) that are an agent noun."""

    start: int
    end: int
    agent: Agent


def covers(office: Office, date: str) -> bool:
    """Tell whether an office was held at an ISO date, as precisely as both are known."""
    length = min(len(office.start), len(date))
    if office.start and date[:length] < office.start[:length]:
        return False
    length = min(len(office.end), len(date))
    return not office.end or date[:length] <= office.end[:length]


_ELECT_MONTHS = 3
"""Who takes office within so many months has been elected or named to it, and counts as its holder."""


def office_at(
    term: Term, published: str | None, words: frozenset[str] = frozenset()
) -> tuple[str | None, tuple[str, ...]]:
    """Give code and sectors of a person at a date: the office held then; before the first one its sectors
    without GOV, after the last one ELI and the former sectors. Without a date: the office whose role the text
    names in full, else the first in government, else the first listed.

    Args:
        term: the person.
        published: an ISO date, None if unknown.
        words: the lower-case words of the text, only used without a date.
    """
    if not term.offices:
        return term.code, term.sector
    if published is None:
        named = [o for o in term.offices if o.role and words.issuperset(o.role.split())]
        ruling = [o for o in term.offices if "GOV" in o.sector]
        last = term.offices[-1]
        if last.code in NON_STATE_CODES and last.role.split()[:1] and last.role.split()[0] in words:
            ruling = [last]  # who left a government for an international body that the text names
        best = max(named, key=lambda o: len(o.role.split()), default=(ruling or term.offices)[0])
        return best.code, best.sector
    for office in term.offices:
        if covers(office, published):
            return office.code, office.sector
    past = [o for o in term.offices if o.end and o.end[: len(published)] < published[: len(o.end)]]
    if past:
        last = max(past, key=lambda o: o.end)
        return last.code, ("ELI", *(s for s in last.sector if s != "ELI"))
    first = min(term.offices, key=lambda office: office.start)
    if _months(published, first.start) <= _ELECT_MONTHS:
        return first.code, first.sector
    return term.offices[0].code, tuple(s for s in term.offices[0].sector if s != "GOV") or ("CVL",)


def _months(earlier: str, later: str) -> int:
    """Give the months between two ISO dates, each at least as precise as a year."""
    years = int(later[:4]) - int(earlier[:4])
    return years * 12 + int(later[5:7] or 1) - int(earlier[5:7] or 1)


class NameFinder:
    """Finds table names and agent nouns in the columns of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def names(self, columns: Columns, places: list[PlaceMention] | None, published: str | None) -> list[NameHit]:
        """Give the table names of a document, longest match first, left to right, not overlapping."""
        lower, n = columns.lower, columns.n
        elsewhere = _foreign_places(places)
        vocabulary = frozenset(lower) if published is None else frozenset[str]()
        hits: list[NameHit] = []
        i = 0
        while i < n:
            best, end = self._longest(columns, i, elsewhere)
            if best and lower[i] == "the" and i + 1 < n:  # "the US" must not cut "US Central Command" short
                longer, last = self._longest(columns, i + 1, elsewhere)
                if longer and last > end:
                    best, i, end = longer, i + 1, last
            if best:
                code, sector = office_at(best, published, vocabulary)
                hits.append(NameHit(i, end, best, code, sector))
                i = end
            else:
                i += 1
        return self._without_chance_acronyms(hits, columns, places)

    def _longest(self, columns: Columns, i: int, elsewhere: dict[int, str | None]) -> tuple[Term | None, int]:
        """Give the longest table name that begins at a token, None if none does, and the token after it."""
        names, prefixes, lower = self.lexicon.names, self.lexicon.prefixes, columns.lower
        key = lower[i]
        best = self._choose(names[key], columns, i, i + 1, elsewhere) if key in names else None
        end = i + 1
        if key in prefixes:
            for j in range(i + 1, min(columns.n, i + _LONGEST)):
                key += lower[j]
                if key in names:
                    term = self._choose(names[key], columns, i, j + 1, elsewhere)
                    if term:
                        best, end = term, j + 1
                if key not in prefixes:
                    break
        return best, end

    def _without_chance_acronyms(
        self, hits: list[NameHit], columns: Columns, places: list[PlaceMention] | None
    ) -> list[NameHit]:
        """Leave out short forms of bodies of countries that the text never touches, where another name in it has these
        initials ("California Highway Patrol … CHP") or they are an agent noun ("PAC").
        """
        short = [hit for hit in hits if _is_short_form(hit)]
        if not short:
            return hits
        known = {hit.code for hit in hits if not _is_short_form(hit)}
        known.update(place.record.country_code for place in places or () if place.record is not None)
        initials = _initials(columns) if any(hit.code not in known for hit in short) else frozenset[str]()
        return [
            hit
            for hit in hits
            if not _is_short_form(hit)
            or hit.code in known
            or (hit.term.written not in initials and hit.term.written.lower() not in self.lexicon.agents)
        ]

    def _choose(
        self, terms: list[Term], columns: Columns, start: int, end: int, elsewhere: dict[int, str | None]
    ) -> Term | None:
        """Pick the sense of a name: as written, as the named-entity layer and the places layer allow."""
        text = columns.words[start]
        if end - start == 1:
            if columns.pos[start] in ("AUX", "VERB", "ADP", "PRON", "DET") and not self._is_acronym(columns, start):
                return None
        else:
            text = "".join(columns.words[start:end])
        fitting = [term for term in terms if spells(term, text) and self._may_be(term, columns, start, end)]
        if not fitting:
            return None
        person = _enclosing_person(columns, start, end)
        if person == "last" and end - start > 1:  # "Crown Prince Omar Haddad"
            fitting = [term for term in fitting if term.kind == "person"]
        elif person in ("inside", "last"):
            return None
        if not fitting:
            return None
        best = min(fitting, key=lambda t: (t.kind != "person" if person else False, t.written != text, _ORDER[t.kind]))
        if best.kind in ("country", "capital") and start in elsewhere and elsewhere[start] != best.code:
            others = [t for t in fitting if t.code == elsewhere[start]]
            return others[0] if others else None
        if best.kind == "person" and end - start == 1 and columns.ent[start] in ("GPE", "LOC", "FAC", "NORP"):
            return None
        return best

    def _may_be(self, term: Term, columns: Columns, start: int, end: int) -> bool:
        """Tell whether words can be the name they spell: not two words for one ("to go" for Togo), no common word among
        others in capitals ("THE CAR HIT A POLE"), no family name ("Michael Jordan").
        """
        if end - start > 1:
            whole = term.written.isalpha()
            return not (whole and any(columns.is_apart(i) for i in range(start + 1, end)))
        words = self.lexicon.words
        if columns.lower[start] in words["parted_names"] and start and columns.lower[start - 1] in words["part_words"]:
            return False
        if term.written.isupper():
            return columns.lower[start] not in words["word_acronyms"] or not among_capitals(columns.words, start)
        if term.kind == "organisation" and start and columns.words[start - 1][:1].isupper():
            longer = f"{columns.lower[start - 1]} {columns.lemma[start].lower()}"  # "Social Democrats"
            if longer in self.lexicon.agents and longer != term.written.lower():
                return False
        return term.kind not in ("country", "capital") or not self._is_surname(columns, start)

    def _is_surname(self, columns: Columns, token: int) -> bool:
        """Tell whether a name follows a given name that it makes a person's name with."""
        before = token - 1
        if before < 0 or not columns.words[before][:1].isupper() or columns.sentence[before] != columns.sentence[token]:
            return False
        if columns.lower[token] not in self.lexicon.words["country_surnames"]:
            return False
        return (
            columns.pos[before] == "PROPN"
            and columns.head[before] == token
            and columns.lower[before] not in (self.lexicon.names)
            and columns.lower[before].rstrip(".") not in self.lexicon.titles
            and columns.lower[before] not in (self.lexicon.agents)
        )

    def _is_acronym(self, columns: Columns, token: int) -> bool:
        """Tell whether a word that is tagged as a function word is a name in capitals ("IS fighters"): an agent
        noun in small letters follows.
        """
        if not columns.words[token].isupper() or len(columns.words[token]) < 2 or token + 1 >= columns.n:
            return False
        return columns.words[token + 1].islower() and columns.lemma[token + 1] in self.lexicon.agents

    def agents(self, columns: Columns) -> list[AgentHit]:
        """Give the agent nouns of a document, longest match first, left to right, not overlapping."""
        agents, prefixes = self.lexicon.agents, self.lexicon.agent_prefixes
        lower, lemma, n = columns.lower, columns.lemma, columns.n
        hits: list[AgentHit] = []
        i = 0
        while i < n:
            if columns.pos[i] not in _NOMINAL and lower[i] not in prefixes:
                i += 1
                continue
            found: Agent | None = None
            end = i + 1
            if columns.pos[i] in _NOMINAL:
                found = agents.get(lower[i]) or agents.get(lemma[i].lower())
            key = lower[i]
            j = i
            while key in prefixes and j + 1 < n and j < i + 6:
                j += 1
                longer = agents.get(f"{key} {lower[j]}") or agents.get(f"{key} {lemma[j].lower()}")
                if longer:
                    found, end = longer, j + 1
                key = f"{key} {lower[j]}"
            if found:
                if found.kind != "thing":
                    hits.append(AgentHit(i, end, found))
                i = end
            else:
                i += 1
        return hits

    def home(self, publisher: str | None) -> tuple[str | None, bool]:
        """Give the country that a publisher's name says ("UK Government"), and whether it is an official body."""
        pieces = publisher.split() if publisher else []
        official = any(
            (agent := self.lexicon.agents.get(piece.lower())) is not None and agent.sector[:1] in (("GOV",), ("MIL",))
            for piece in pieces
        )
        for size in range(len(pieces), 0, -1):
            for start in range(len(pieces) - size + 1):
                text = "".join(pieces[start : start + size])
                for term in self.lexicon.names.get(squeeze(text), ()):
                    if spells(term, text) and term.code and term.code not in NON_STATE_CODES:
                        return term.code, official or term.sector[:1] == ("MIL",) or (
                            term.kind == "organisation" and term.sector[:1] == ("GOV",)
                        )
        return None, False


def _is_short_form(hit: NameHit) -> bool:
    """Tell whether a name is the short form in capitals of a body of one country."""
    written = hit.term.written
    return (
        hit.term.kind in ("organisation", "armed")
        and written.isalpha()
        and written.isupper()
        and hit.code is not None
        and hit.code not in NON_STATE_CODES
    )


def _initials(columns: Columns) -> frozenset[str]:
    """Give the initials of a document's runs of names ("CHP" for "California Highway Patrol"), parts of them too."""
    found: set[str] = set()
    run = ""
    for word, pos in zip([*columns.words, ""], [*columns.pos, ""], strict=True):
        if word[:1].isupper() and word[1:].islower() and pos in ("PROPN", "NOUN", "ADJ"):
            run += word[0]
            continue
        if word.lower() in ("of", "for", "and", "the", "&"):
            continue
        found.update(run[i:j] for i in range(len(run)) for j in range(i + _SHORTEST, len(run) + 1))
        run = ""
    return frozenset(found)


def _foreign_places(places: list[PlaceMention] | None) -> dict[int, str | None]:
    """Give, per token, the country of places below country level ("Georgia" as a state, "New Mexico")."""
    return {
        token: place.record.country_code
        for place in places or ()
        if place.record is not None and place.record.resolution > 1
        for token in range(place.start, place.end)
    }


def _enclosing_person(columns: Columns, start: int, end: int) -> str | None:
    """Tell whether a stretch is the "same" as a PERSON of the named-entity layer, its "last" words or "inside"."""
    if columns.ent[start] != "PERSON" or columns.ent[end - 1] != "PERSON":
        return None
    first = start
    while first > 0 and not columns.ent_begins[first] and columns.ent[first - 1] == "PERSON":
        first -= 1
    last = end
    while last < columns.n and columns.ent[last] == "PERSON" and not columns.ent_begins[last]:
        last += 1
    while last > end and columns.words[last - 1] in ("'s", "’s", "'", "’"):
        last -= 1
    if (first, last) == (start, end):
        return "same"
    if last == end and first < start:
        return "last"
    return "inside" if first < start or last > end else None
