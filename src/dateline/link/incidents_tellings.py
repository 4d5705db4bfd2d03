"""Tellings: what one document says of one happening, all its mentions together, ready to be compared."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dateline.knowledge import Knowledge
from dateline.link.model import Mention, Where, Who
from dateline.model import CodedDocument

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOST_NAMES = 40
_LONG = 45  # days; a longer span is blocked by names alone


@cache
def _lists() -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str], dict[str, float]]:
    data = Knowledge().merged("link/incidents.yaml")
    groups = {name: group for group, names in data["groups"].items() for name in names}
    return (
        groups,
        frozenset(data["expected"]),
        frozenset(data["function_words"].split()),
        frozenset(data["generic_names"].split()),
        data["limits"],
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """What one document says of one happening.

    `id` is that of its earliest mention; `group` the group of types (what is expected apart); `first` and `last` are
    proleptic ordinals of the days between which it happened (None when nothing tells), `told` whether the text told the
    day. `actors` are codes with sectors, `actor_names` words of proper names; `words` is what the evidence says (names
    counted double), `about` the names that the document speaks of most.
    """

    id: str
    document: str
    order: tuple[str, str, int]
    group: str
    types: frozenset[str]
    modes: frozenset[str]
    first: int | None
    last: int | None
    told: bool
    place: Where | None
    actors: frozenset[str]
    actor_names: frozenset[str]
    recipients: frozenset[str]
    recipient_names: frozenset[str]
    figures: frozenset[tuple[str, float]]
    words: frozenset[str]
    about: frozenset[str]
    mentions: tuple[str, ...]


def tellings_of(
    mentions: Sequence[Mention],
    coded: CodedDocument,
    *,
    score: Callable[[Telling, Telling], float | None],
    together: Collection[frozenset[str]] = (),
    apart: Collection[frozenset[str]] = (),
) -> list[Telling]:
    """Put a document's own mentions together: each joins the earlier telling it fits best, if it fits any.

    `score` compares two mentions, None where they cannot be the same; `together` and `apart` are pairs of mention ids
    on which an analyst decided.
    """
    about = _about(coded)
    limit = _lists()[4]["link_within"]
    found: list[list[Telling]] = []
    for mention in sorted(mentions, key=lambda m: (m.evidence.start, m.id)):
        single = _single(mention, coded, about)
        best: tuple[float, list[Telling]] | None = None
        for members in found:
            pairs = [frozenset((mention.id, member.id)) for member in members]
            if any(pair in apart for pair in pairs):
                continue
            if any(pair in together for pair in pairs):
                best = (math.inf, members)
                break
            scores = [score(single, member) for member in members]
            known = [value for value in scores if value is not None]
            mean = sum(known) / len(known) if len(known) == len(scores) else -math.inf
            if mean >= limit and (best is None or mean > best[0]):
                best = (mean, members)
        if best is None:
            found.append([single])
        else:
            best[1].append(single)
    return [_joined(members) for members in found]


def blocks_of(telling: Telling) -> list[str]:
    """Give the keys under which tellings of the same happening meet: group and week with country, or with a name."""
    generic = _lists()[3]
    names = {n for n in telling.actor_names | telling.recipient_names if n not in generic}
    country = telling.place and telling.place.country_code
    cells = {country} if country else {code.split(".")[0] for code in telling.actors | telling.recipients} - {"?"}
    if telling.first is None or telling.last is None or telling.last - telling.first > _LONG:
        city = telling.place and telling.place.geonameid and (telling.place.resolution or 0) >= 3
        keys = {f"n:{name}" for name in names} | ({f"g:{telling.place.geonameid}"} if city and telling.place else set())
        return sorted(f"{telling.group}|-|{key}" for key in keys)
    slack = int(_lists()[4]["slack_days"])
    weeks = range((telling.first - slack) // 7, (telling.last + slack) // 7 + 1)
    return sorted(f"{telling.group}|{week}|{key}" for week in weeks for key in (cells or {f"n:{n}" for n in names}))


def tokens(text: str) -> list[str]:
    """Give the words of a text that say something, lower-cased, possessives cut."""
    function = _lists()[2]
    found = (word.replace("’", "'").removesuffix("'s").lower() for word in _TOKEN.findall(text))
    return [word for word in found if len(word) > 1 and word not in function]


def names_in(text: str) -> list[str]:
    """Give the capitalised words of a name, lower-cased, without generic ones."""
    generic, function = _lists()[3], _lists()[2]
    found = [word.replace("’", "'").removesuffix("'s") for word in _TOKEN.findall(text)]
    return [w.lower() for w in found if w[:1].isupper() and len(w) > 2 and w.lower() not in generic | function]


def days(mention: Mention) -> tuple[int | None, int | None, bool]:
    """Give first and last day (proleptic ordinals) of a mention, and whether its text told the day.

    The month of publication is what the coder gives when no date is told, so it stands for the days before publication.
    """
    limits = _lists()[4]
    published = _ordinal(mention.evidence.published)
    expected = mention.status in _lists()[1]
    found = interval(mention.date)
    if found is None:
        if published is None:
            return None, None, False
        if expected:
            return published, published + int(limits["expected_days"]), False
        return published - int(limits["untold_days"]), published + 1, False
    first, last = found
    if end := interval(mention.enddate):
        last = max(last, end[1])
    if last - first > 20 and published is not None and first <= published <= last and not expected:
        return published - int(limits["untold_days"]), published + 1, False
    return first, last, last - first <= 3


def _single(mention: Mention, coded: CodedDocument, about: frozenset[str]) -> Telling:
    groups, expected, *_ = _lists()
    first, last, told = days(mention)
    group = groups.get(mention.event, mention.event)
    actors, actor_names = _parties(mention.actor)
    recipients, recipient_names = _parties(mention.recipient)
    text = mention.evidence.text
    words = frozenset([*tokens(text), *(f"={name}" for name in names_in(text))])
    return Telling(
        id=mention.id,
        document=coded.id,
        order=(mention.evidence.published or "9999", coded.id, mention.evidence.start),
        group=f"{group}?" if mention.status in expected else group,
        types=frozenset([mention.event]),
        modes=frozenset(mention.mode),
        first=first,
        last=last,
        told=told,
        place=mention.place,
        actors=actors,
        actor_names=actor_names,
        recipients=recipients,
        recipient_names=recipient_names,
        figures=frozenset((f.kind, f.value) for f in mention.figures if f.value is not None),
        words=words,
        about=about,
        mentions=(mention.id,),
    )


def _joined(members: list[Telling]) -> Telling:
    """Give several mentions of a document as one telling: the days of those that tell them, the finest place."""
    head = min(members, key=lambda t: (t.order, t.id))
    if len(members) == 1:
        return head
    dated = [t for t in members if t.told] or members
    firsts = [t.first for t in dated if t.first is not None]
    lasts = [t.last for t in dated if t.last is not None]
    places = [t.place for t in members if t.place]

    def union(field: str) -> frozenset[str]:
        return frozenset().union(*(getattr(t, field) for t in members))

    return replace(
        head,
        types=union("types"),
        modes=union("modes"),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        told=dated[0].told,
        place=max(places, key=lambda p: (p.resolution or 0, p.name), default=None),
        actors=union("actors"),
        actor_names=union("actor_names"),
        recipients=union("recipients"),
        recipient_names=union("recipient_names"),
        figures=frozenset().union(*(t.figures for t in members)),
        words=union("words"),
        mentions=tuple(sorted({m for t in members for m in t.mentions})),
    )


def _parties(parties: Iterable[Who]) -> tuple[frozenset[str], frozenset[str]]:
    codes, names = set(), set()
    for party in parties:
        codes.add(f"{party.code or '?'}.{party.sector[0] if party.sector else '?'}")
        names.update(names_in(party.name))
    return frozenset(codes - {"?.?"}), frozenset(names)


def _about(coded: CodedDocument) -> frozenset[str]:
    """Give the names a document speaks of most: of its entities, places and title."""
    counts: Counter[str] = Counter()
    for entity in coded.entities:
        for name in set(names_in(entity.name)):
            counts[name] += max(1, len(entity.mentions))
    for place in coded.places:
        for name in set(names_in(place.name or place.text)):
            counts[name] += 1
    for name in tokens(coded.title or ""):
        counts[name] += 2
    return frozenset(sorted(counts, key=lambda name: (-counts[name], name))[:_MOST_NAMES])


def _ordinal(value: str | None) -> int | None:
    found = interval(value)
    return found[0] if found else None


def interval(value: str | None) -> tuple[int, int] | None:
    """Give the first and last day of an ISO date of any precision as ordinals; None for what is no date."""
    found = _DAY.match(value or "")
    if found is None:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day:
            at = date(year, int(month), int(day)).toordinal()
            return at, at
        if month:
            first = date(year, int(month), 1)
            following = date(year + (int(month) == 12), int(month) % 12 + 1, 1)
            return first.toordinal(), (following - timedelta(days=1)).toordinal()
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    except ValueError:
        return None
