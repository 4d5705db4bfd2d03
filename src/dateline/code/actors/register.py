"""The register of a document's actors: entities grow as mentions are entered, short names join full ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.code.actors.lexicon import TABLES, Lexicon, Office
from dateline.code.layers import GUESSED, ActorEntity, ActorMention, Actors

_SHORTEST = 3  # letters of a middle name that somebody is called by


@dataclass(slots=True)
class Dossier:
    """What is known so far about one entity.

    `kind` is person, organisation, armed, country, people or nominal; `firm` tells that the code comes from words
    that go with the actor, not from the context; `gender` is m, f or None; `lemmas` are the nouns used for it;
    `fact` names the entry of a table it was found under.
    """

    number: int
    kind: str
    type: str
    code: str | None
    sector: list[str]
    firm: bool = False
    gender: str | None = None
    leaning: str | None = None
    plural: bool = False
    names: list[tuple[int, str]] = field(default_factory=list)
    tokens: list[tuple[str, ...]] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)
    title_sector: bool = False
    fact: str = ""
    offices: tuple[Office, ...] = ()
    loose: str = ""
    """An office or body of several countries by which alone the code was told ("senator"), else empty."""

    @property
    def name(self) -> str:
        """The fullest name: the longest of the best rank."""
        best = min((rank for rank, _ in self.names), default=0)
        return max((text for rank, text in self.names if rank == best), key=len, default="")


@dataclass(slots=True)
class Entry:
    """One mention as entered: tokens `start`..`end` (exclusive), its head, its entity and its form."""

    start: int
    end: int
    head: int
    entity: int
    form: str


class Register:
    """Collects entities and mentions of one document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.dossiers: list[Dossier] = []
        self.entries: list[Entry] = []
        self.at_head: dict[int, int] = {}
        self.all_at_head: dict[int, list[int]] = {}
        """All entities that a head token stands for, in the order they were entered."""
        self._keys: dict[tuple[str, str], int] = {}
        self._last_words: dict[str, list[int]] = {}

    def enter(self, start: int, end: int, head: int, dossier: Dossier, form: str) -> int:
        """Enter a mention; a longer one replaces a shorter one as what its head stands for."""
        index = len(self.entries)
        self.entries.append(Entry(start, end, head, dossier.number, form))
        dossier.mentions.append(index)
        at_head = self.all_at_head.setdefault(head, [])
        if dossier.number not in at_head:
            at_head.append(dossier.number)
        old = self.at_head.get(head)
        if old is None or self.entries[old].end - self.entries[old].start < end - start:
            self.at_head[head] = index
        return index

    def entity_at(self, head: int) -> Dossier | None:
        """Give the entity that a head token stands for."""
        index = self.at_head.get(head)
        return None if index is None else self.dossiers[self.entries[index].entity]

    def new(self, kind: str, entity_type: str, code: str | None, sector: list[str], *, firm: bool = False) -> Dossier:
        """Open an entity."""
        dossier = Dossier(len(self.dossiers), kind, entity_type, code, sector, firm)
        self.dossiers.append(dossier)
        return dossier

    def keyed(self, family: str, key: str, kind: str, entity_type: str, code: str | None, sector: list[str]) -> Dossier:
        """Give the entity known under a key, opening it at first use."""
        number = self._keys.get((family, key))
        if number is None:
            dossier = self.new(kind, entity_type, code, sector, firm=code is not None)
            dossier.fact = f"{TABLES.get(family, family)}: {key}"
            self._keys[family, key] = dossier.number
            return dossier
        return self.dossiers[number]

    def alias(self, family: str, key: str, dossier: Dossier) -> None:
        """Make an entity known under a further key."""
        self._keys.setdefault((family, key), dossier.number)

    def known(self, family: str, key: str) -> Dossier | None:
        """Give the entity known under a key, if any."""
        number = self._keys.get((family, key))
        return None if number is None else self.dossiers[number]

    def person(self, tokens: tuple[str, ...], gender: str | None = None, *, listed: bool = False) -> Dossier | None:
        """Find the person that a name (lower-case tokens) can be short or long for: the latest such, for a single
        surname the one mentioned most. Who is called so already, or whose name ends so, comes before those whose
        name begins so ("Abdel-Fattah" is Alaa Abdel-Fattah, not Abdel-Fattah el-Sissi). Who is told to be of the
        other `gender` (m, f) is somebody else. Last come those with the name in the middle of theirs ("Zahrin" is Ahmad
        Zahrin Hamdan), unless it is the name of somebody `listed` in the tables.
        """
        candidates = self._candidates(tokens, "person")[::-1]
        if gender is not None:
            candidates = [one for one in candidates if (one.gender or one.leaning or gender) == gender]
        if len(tokens) == 1:  # "Smith" is the one most talked of
            candidates.sort(key=lambda dossier: -len(dossier.mentions))
        candidates.sort(key=lambda dossier: not self._ends_so(dossier, tokens))
        for dossier in candidates:
            names = dossier.tokens
            whole = [name for name in names if not any(name != other and _short_for(name, other) for other in names)]
            if any(_same_person(tokens, name, self.lexicon.words["name_suffixes"]) for name in whole):
                return dossier
        if listed or len(tokens) != 1 or len(tokens[0]) < _SHORTEST:
            return None
        return next((one for one in candidates if any(tokens[0] in name[1:-1] for name in one.tokens)), None)

    def _ends_so(self, dossier: Dossier, tokens: tuple[str, ...]) -> bool:
        plain = (_without(known, self.lexicon.words["name_suffixes"]) for known in dossier.tokens)
        return any(known[-len(tokens) :] == tokens for known in plain)

    def organisation(self, tokens: tuple[str, ...]) -> Dossier | None:
        """Find the organisation that a name (lower-case tokens) can be short or long for, the latest such."""
        for dossier in reversed(self._candidates(tokens, "organisation")):
            if any(_part_of(tokens, known) or _part_of(known, tokens) for known in dossier.tokens):
                return dossier
        return None

    def learn(self, dossier: Dossier, tokens: tuple[str, ...]) -> None:
        """Remember a name of an entity for later short forms."""
        if tokens and tokens not in dossier.tokens:
            dossier.tokens.append(tokens)
            for word in set(tokens):
                known = self._last_words.setdefault(word, [])
                if dossier.number not in known:
                    known.append(dossier.number)

    def _candidates(self, tokens: tuple[str, ...], kind: str) -> list[Dossier]:
        numbers: set[int] = set()
        for word in tokens:
            numbers.update(self._last_words.get(word, ()))
        found = [self.dossiers[number] for number in sorted(numbers)]
        wanted = ("person",) if kind == "person" else ("organisation", "armed")
        return sorted(
            (d for d in found if d.kind in wanted),
            key=lambda d: self.entries[d.mentions[-1]].head if d.mentions else -1,
        )

    def actors(self, offsets: list[int], ends: list[int], stop: int) -> Actors:
        """Give the layer: entities in order of first mention, mentions in text order.

        Args:
            offsets: the character offset of each token.
            ends: the character end of each token.
            stop: the number of tokens.
        """
        order = sorted(range(len(self.entries)), key=lambda m: (self.entries[m].start, -self.entries[m].end, m))
        numbers: dict[int, int] = {}
        actors = Actors()
        for entry in (self.entries[m] for m in order):
            dossier = self.dossiers[entry.entity]
            if entry.entity not in numbers:
                numbers[entry.entity] = len(actors.entities)
                entity = ActorEntity(
                    dossier.name, dossier.type, dossier.code, list(dossier.sector), fact=_fact(dossier)
                )
                entity.offices = tuple((o.start, o.end, o.sector) for o in dossier.offices if o.code == dossier.code)
                actors.entities.append(entity)
            number = numbers[entry.entity]
            index = len(actors.mentions)
            actors.entities[number].mentions.append(index)
            actors.mentions.append(
                ActorMention(
                    entry.start, entry.end, offsets[entry.start], ends[entry.end - 1], entry.head, number, entry.form
                )
            )
            for token in range(entry.start, entry.end):
                actors.by_token[token] = index  # later ones begin later or are shorter: the innermost stays
            known = actors.by_head.get(entry.head)
            if known is None or _length(actors.mentions[known]) < entry.end - entry.start:
                actors.by_head[entry.head] = index
        return actors


def _fact(dossier: Dossier) -> str:
    """Say where an entity's code comes from."""
    if dossier.fact or dossier.code is None:
        return dossier.fact
    return "words that go with it" if dossier.firm else GUESSED


def _length(mention: ActorMention) -> int:
    return mention.end - mention.start


def _part_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a name is the beginning or the end of a longer one."""
    size = len(short)
    return 0 < size <= len(full) and (full[:size] == short or full[-size:] == short)


def _short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a name is the beginning or the end of a longer one, or one word of it."""
    return _part_of(short, full) or (len(short) == 1 and short[0] in full)


def _without(name: tuple[str, ...], suffixes: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in name if word not in suffixes) or name


def _same_person(one: tuple[str, ...], other: tuple[str, ...], suffixes: frozenset[str]) -> bool:
    one, other = _without(one, suffixes), _without(other, suffixes)
    if _part_of(one, other) or _part_of(other, one):
        return True
    return len(one) > 1 and len(other) > 1 and one[0] == other[0] and one[-1] == other[-1]
