"""From a coded document to the mentions that linking compares."""

from __future__ import annotations

import hashlib

from dateline.link.figures_implied import implied_figures, says_injured
from dateline.link.model import Evidence, Mention, MentionFigure, Where, Who
from dateline.model import CodedDocument, Event, Figure, Party, Place, Stance, Status


def mentions_of(coded: CodedDocument, *, report: str | None = None) -> list[Mention]:
    """Give a mention per event, in their order; `report` is the id of the report that the document is a copy of, by
    default its own id.
    """
    types = {entity.id: entity.type for entity in coded.entities}
    said = {a.id: a for a in coded.attributions}
    found: list[Mention] = []
    ids: set[str] = set()
    for event in coded.events:
        name = mention_id(coded.id, event)
        while name in ids:  # two readings of one word
            name = digest(name)
        ids.add(name)
        credited = [said[name] for name in event.attribution if name in said]
        stance: Stance = credited[0].stance if credited else "asserts"
        figures = [_figure(coded, coded.figures[n], event.text) for n in _figures(coded, event)]
        found.append(
            Mention(
                id=name,
                event_id=event.id,
                event=event.event,
                mode=event.mode,
                context=event.context,
                status=_status(coded, event),
                stance=stance,
                denies=event.status == "negated" or stance == "denies",
                date=event.date,
                enddate=event.enddate,
                actor=[_who(party) for party in event.actor],
                recipient=[_who(party) for party in event.recipient],
                place=event.event_loc and where(event.event_loc),
                trigger=event.trigger.text,
                confidence=event.confidence,
                figures=figures + implied_figures(event, types, numbers=bool(figures)),
                evidence=evidence(coded, event.start, event.end, event.attribution, report=report or coded.id),
            )
        )
    return found


def mention_id(document: str, event: Event) -> str:
    """Give a mention's id: 12 hex digits of the SHA-256 of document id, type and place of the trigger."""
    trigger = event.trigger
    return digest(document, event.event, str(trigger.start), str(trigger.end), str(event.status == "negated"))


def digest(*parts: str) -> str:
    """Give 12 hex digits that stand for these texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:12]


def evidence(coded: CodedDocument, start: int, end: int, attributions: list[str], *, report: str) -> Evidence:
    """Give a stretch of a document's text as evidence, with who is credited by those attributions, by fullest name."""
    return Evidence(
        document=coded.id,
        report=report,
        title=coded.title,
        publisher=coded.publisher,
        published=coded.published,
        url=coded.url,
        source=sources(coded, attributions),
        start=start,
        end=end,
        text=coded.text[start:end],
    )


def sources(coded: CodedDocument, attributions: list[str]) -> list[str]:
    """Give the names of who is credited: the entity's where the words refer to one, else the words."""
    names = {entity.id: entity.name for entity in coded.entities}
    wanted = set(attributions)
    found = [
        names.get(a.source.entity or "", a.source.text)
        for a in coded.attributions
        if a.id in wanted and a.source is not None
    ]
    return list(dict.fromkeys(found))


def where(place: Place) -> Where:
    """Give a toponym mention as a place."""
    return Where(
        name=place.name or place.text,
        country_code=place.country_code,
        province=place.province,
        district=place.district,
        lat=place.lat,
        lon=place.lon,
        geonameid=place.geonameid,
        resolution=place.resolution,
    )


def _status(coded: CodedDocument, event: Event) -> Status:
    """Give the status of an event; what is dated after publication is expected, however it was coded."""
    ahead = (
        event.date is not None and coded.published is not None and event.date[:10] > coded.published[: len(event.date)]
    )
    return "future" if event.status == "actual" and ahead else event.status


def _who(party: Party) -> Who:
    return Who(name=party.text, code=party.code, sector=party.sector)


def _figures(coded: CodedDocument, event: Event) -> list[int]:
    own = {n for n in event.figures if 0 <= n < len(coded.figures)}
    own.update(n for n, figure in enumerate(coded.figures) if figure.event == event.id)
    return sorted(own)


def _figure(coded: CodedDocument, figure: Figure, sentence: str) -> MentionFigure:
    """Give a figure; people "shot" may be dead or injured, so that none may be left for the injured."""
    open_ended = figure.kind == "injured" and figure.low is None and not says_injured(sentence)
    return MentionFigure(
        kind=figure.kind,
        value=figure.value,
        low=0.0 if open_ended else figure.low,
        high=figure.high if figure.high is not None or not open_ended else figure.value,
        unit=figure.unit,
        of=figure.of,
        text=figure.text,
        start=figure.start,
        end=figure.end,
        source=sources(coded, figure.attribution),
    )
