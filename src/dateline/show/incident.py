"""An incident as a one-page account for people: what, who, where, when, how many, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.link.model import Evidence, FigureLine, Incident, Support, Where, Who
from dateline.show.visible import one_line

_TITLES = {
    "actor": "Actor",
    "recipient": "Recipient",
    "place": "Place",
    "date": "Date",
    "event": "Type",
    "mode": "Mode",
}


def incident_account(incident: Incident) -> str:
    """Give the account as plain text, one line a fact; what comes from articles is made safe for a terminal."""
    return "\n".join(_lines(incident)) + "\n"


def party_names(parties: Iterable[Who]) -> str:
    """Give parties by name and code: "Azerbaijan (AZE GOV)"."""
    return ", ".join(
        f"{one_line(who.name)} ({' '.join([who.code or '?', *who.sector])})" if who.code or who.sector else who.name
        for who in parties
    )


def place_name(place: Where) -> str:
    """Give a place with its country: "Stepanakert (AZE)"."""
    return f"{one_line(place.name)} ({place.country_code})" if place.country_code else one_line(place.name)


def figure_range(line: FigureLine) -> str:
    """Give a figure's range with its kind: "200–400 dead", "at least 18 dead", "20,000,000 dollar (money)"; where no
    number is told, the words of the latest report: "“several hundred” dead".
    """
    low, high = (None if value is None else f"{value:,.10g}" for value in (line.low, line.high))
    if low is None and high is None:
        number = f"“{one_line(line.latest.text)}”"
    elif low is None or high is None:
        number = f"at least {low}" if high is None else f"at most {high}"
    else:
        number = low if low == high else f"{low}–{high}"
    return f"{number} {line.unit} ({line.kind})" if line.unit else f"{number} {line.kind}"


def credit(evidence: Evidence) -> str:
    """Give who says and publishes it, and when: "the ministry, in Example Wire, 2023-09-28"."""
    where = evidence.publisher or evidence.document
    said = one_line(", ".join(evidence.source))
    parts = [said, f"in {one_line(where)}" if said else one_line(where), (evidence.published or "")[:10]]
    return ", ".join(part for part in parts if part)


def _lines(incident: Incident) -> Iterator[str]:
    modes = f" {', '.join(incident.mode)}" if incident.mode else ""
    yield f"{incident.id}  {incident.event}{modes}  {incident.status}  {incident.date or 'undated'}"
    parties = [party_names(incident.actor), party_names(incident.recipient)]
    if any(parties):
        yield "  " + " → ".join(part or "?" for part in parties)
    if incident.place:
        yield f"  at {place_name(incident.place)}"
    yield f"  “{one_line(incident.text)}”"
    yield ""
    yield f"Asserted by {_support(incident.support)}; confidence {incident.confidence:.2f}"
    if incident.denied.documents:
        yield f"Denied by {_support(incident.denied)}"
    if incident.figures:
        yield ""
        yield "Figures"
    for line in incident.figures:
        yield f"  {figure_range(line)}; latest {one_line(line.latest.text)} ({credit(line.latest.evidence)})"
        for report in line.reports:
            yield f"    {(report.evidence.published or '?')[:10]}  {one_line(report.text)}  {credit(report.evidence)}"
        for conflict in line.conflicts:
            yield f"    in conflict: {one_line(conflict.note)}"
    yield ""
    yield "What is told, and by how many independent reports"
    for aspect in incident.aspects:
        code = f" ({' '.join([aspect.code or '?', *aspect.sector])})" if aspect.code or aspect.sector else ""
        denied = f", denied by {aspect.denied.reports}" if aspect.denied.reports else ""
        since = f", since {aspect.support.since[:10]}" if aspect.support.since else ""
        yield f"  {_TITLES[aspect.kind]:<10}{one_line(aspect.value)}{code}: {aspect.support.reports}{denied}{since}"
    yield ""
    yield "Evidence"
    for mention in incident.mentions:
        denies = "  denies" if mention.denies else ""
        yield f"  {mention.id}  {credit(mention.evidence)}{denies}"
        yield f"    “{one_line(mention.evidence.text)}”"
    for decision in incident.decisions:
        why = f": {one_line(decision.why)}" if decision.why else ""
        yield f"  {decision.kind} by {one_line(decision.who)}, {decision.when}{why}"


def _support(support: Support) -> str:
    reports = f"{support.reports} independent report{'' if support.reports == 1 else 's'}"
    found = f"{reports} in {support.documents} document{'' if support.documents == 1 else 's'}"
    names = [f"published by {', '.join(map(one_line, support.publishers))}" if support.publishers else ""]
    names.append(f"crediting {', '.join(map(one_line, support.sources))}" if support.sources else "")
    names.append(f"since {support.since[:10]}" if support.since else "")
    return "; ".join([found, *filter(None, names)])
