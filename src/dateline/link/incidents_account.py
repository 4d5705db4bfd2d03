"""The account of an incident: what its mentions agree on, with the support of each value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from dateline.link.figures import lines
from dateline.link.model import Aspect, AspectKind, Decision, Incident, Mention, Support, Where, Who
from dateline.model import Status

MOST_CERTAIN = 0.99
"""No number of reports makes an incident surer than this."""


def account(mentions: Sequence[Mention], *, decisions: Sequence[Decision] = ()) -> Incident:
    """Put the mentions of one happening into an incident; the order of `mentions` does not matter.

    The incident's id is that of its earliest mention: by publication, document and place in the text.

    Raises:
        ValueError: there is no mention.
    """
    if not mentions:
        raise ValueError("an incident has at least one mention")
    ordered = sorted(
        mentions, key=lambda m: (m.evidence.published or "9999", m.evidence.document, m.evidence.start, m.id)
    )
    asserting = [m for m in ordered if not m.denies]
    denying = [m for m in ordered if m.denies]
    telling = asserting or ordered
    place = _place(telling)
    date = _date(telling)
    best = max(telling, key=lambda m: (m.confidence, -ordered.index(m)))
    return Incident(
        id=ordered[0].id,
        event=_most([(m.event, m) for m in telling]) or best.event,
        mode=_common([(mode, m) for m in telling for mode in m.mode], telling),
        context=_common([(context, m) for m in telling for context in m.context], telling),
        status=_status(telling),
        date=date and date.date,
        enddate=date and date.enddate,
        actor=_parties(telling, lambda m: m.actor),
        recipient=_parties(telling, lambda m: m.recipient),
        place=place,
        text=best.evidence.text,
        support=support(asserting),
        denied=support(denying),
        disputed=bool(asserting and denying),
        confidence=confidence(telling),
        aspects=list(_aspects(ordered)),
        figures=lines(ordered[0].id, ordered),
        mentions=ordered,
        decisions=list(decisions),
    )


def support(mentions: Iterable[Mention]) -> Support:
    """Count what stands behind some mentions: independent reports, documents, publishers and sources."""
    found = list(mentions)
    published = [m.evidence.published for m in found if m.evidence.published]
    return Support(
        reports=len(_reports(found)),
        documents=len({m.evidence.document for m in found}),
        publishers=sorted({m.evidence.publisher for m in found if m.evidence.publisher}),
        sources=list(dict.fromkeys(name for m in found for name in m.evidence.source)),
        since=min(published, default=None),
    )


def confidence(mentions: Iterable[Mention]) -> float:
    """Give how sure it is that the incident was reported so: a noisy or over independent reports.

    An independent report is one text, however many publishers print it, whose evidence is no other report's sentence
    again. Each speaks with the confidence of its surest mention, p; together they give 1 - (1 - p1)(1 - p2)…, at most
    `MOST_CERTAIN`. Volume does not count: copies and repetitions add nothing.
    """
    doubt = 1.0
    for members in _reports(mentions):
        doubt *= 1.0 - max(m.confidence for m in members)
    return round(min(MOST_CERTAIN, 1.0 - doubt), 4)


def _reports(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Group mentions by independent report: those of one report, and those whose evidence is the same sentence."""
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    found = list(mentions)
    for mention in found:
        sentence = " ".join(mention.evidence.text.lower().split())
        a, b = sorted((find(f"report\0{mention.evidence.report}"), find(f"sentence\0{sentence}")))
        root[b] = a
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        groups[find(f"report\0{mention.evidence.report}")].append(mention)
    return list(groups.values())


def _weights(mentions: Sequence[Mention]) -> dict[str, float]:
    """Give each mention's weight: its confidence, shared by the mentions of its report, so that reports count alike."""
    reports = Counter(m.evidence.report for m in mentions)
    return {m.id: m.confidence / reports[m.evidence.report] for m in mentions}


def _most(values: Sequence[tuple[str, Mention]]) -> str | None:
    weights = _weights([m for _, m in values])
    total: dict[str, float] = defaultdict(float)
    for value, mention in values:
        total[value] += weights[mention.id]
    return min(total, key=lambda value: (-round(total[value], 9), value), default=None)


def _common(values: Sequence[tuple[str, Mention]], mentions: Sequence[Mention]) -> list[str]:
    """Give the values that at least a third of the reports have, by weight."""
    weights = _weights(mentions)
    total: dict[str, float] = defaultdict(float)
    for value, mention in values:
        total[value] += weights[mention.id]
    enough = sum(weights.values()) / 3
    return sorted((v for v in total if total[v] >= enough), key=lambda v: (-round(total[v], 9), v))


def _status(mentions: Sequence[Mention]) -> Status:
    order: tuple[Status, ...] = ("actual", "historical", "future", "negated", "hypothetical")
    return min((m.status for m in mentions), key=order.index)


def _date(mentions: Sequence[Mention]) -> Mention | None:
    """Give the mention whose date stands for all: the finest precision, then the best supported, then the earliest."""
    dated = [m for m in mentions if m.date]
    if not dated:
        return None
    finest = max(min(len(m.date or ""), 10) for m in dated)
    fine = [m for m in dated if min(len(m.date or ""), 10) == finest]
    value = _most([((m.date or "")[:10], m) for m in fine])
    return next(m for m in fine if (m.date or "")[:10] == value)


def _place(mentions: Sequence[Mention]) -> Where | None:
    """Give the best supported place among the finest that lie in the best supported country."""
    placed = [m for m in mentions if m.place]
    country = _most([(m.place.country_code, m) for m in placed if m.place and m.place.country_code])
    inside = [m for m in placed if m.place and (country is None or m.place.country_code == country)]
    fine = [m for m in inside if m.place and (m.place.resolution or 0) >= 3] or inside
    name = _most([(_place_key(m.place), m) for m in fine if m.place])
    return next((m.place for m in fine if m.place and _place_key(m.place) == name), None)


def _place_key(place: Where) -> str:
    return str(place.geonameid or place.name)


def _parties(mentions: Sequence[Mention], of: Callable[[Mention], list[Who]]) -> list[Who]:
    """Give the parties that at least a third of the reports name in this role; one country and sector is one party."""
    weights = _weights(mentions)
    total: dict[str, float] = defaultdict(float)
    names: dict[str, list[Who]] = defaultdict(list)
    for mention in mentions:
        for key, who in {_party_key(who): who for who in of(mention)}.items():
            total[key] += weights[mention.id]
            names[key].append(who)
    enough = sum(weights[m.id] for m in mentions if of(m)) / 3
    kept = sorted((key for key in total if total[key] >= enough), key=lambda key: (-round(total[key], 9), key))
    return [_fullest(names[key]) for key in kept]


def _party_key(who: Who) -> str:
    return f"{who.code}.{who.sector[0] if who.sector else ''}" if who.code else who.name.lower()


def _fullest(parties: Sequence[Who]) -> Who:
    counts = Counter(who.name for who in parties)
    name = min(counts, key=lambda name: (-counts[name], -len(name), name))
    return next(who for who in parties if who.name == name)


def _aspects(mentions: Sequence[Mention]) -> Iterable[Aspect]:
    values: dict[tuple[AspectKind, str], list[tuple[Who | Where | None, Mention]]] = defaultdict(list)
    for mention in mentions:
        values["event", mention.event].append((None, mention))
        for mode in mention.mode:
            values["mode", mode].append((None, mention))
        for who in mention.actor:
            values["actor", _party_key(who)].append((who, mention))
        for who in mention.recipient:
            values["recipient", _party_key(who)].append((who, mention))
        if mention.place:
            values["place", _place_key(mention.place)].append((mention.place, mention))
        if mention.date:
            values["date", mention.date].append((None, mention))
    kinds = ("event", "mode", "actor", "recipient", "place", "date")
    made = []
    for (kind, key), found in values.items():
        what = found[0][0]
        parties = [w for w, _ in found if isinstance(w, Who)]
        party = _fullest(parties) if parties else None
        made.append(
            Aspect(
                kind=kind,
                value=party.name if party else what.name if isinstance(what, Where) else key,
                code=party.code if party else what.country_code if isinstance(what, Where) else None,
                sector=party.sector if party else [],
                support=support(m for _, m in found if not m.denies),
                denied=support(m for _, m in found if m.denies),
            )
        )
    return sorted(
        made, key=lambda a: (kinds.index(a.kind), -a.support.reports, -a.denied.reports, a.value, a.code or "")
    )
