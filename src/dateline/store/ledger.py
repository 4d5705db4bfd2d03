"""The ledger in tables: documents linked as they come, incidents kept up to date."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dateline.errors import InputError
from dateline.link.incidents import group, place
from dateline.link.incidents_account import account
from dateline.link.incidents_cluster import Link
from dateline.link.incidents_mentions import mentions_of
from dateline.link.incidents_score import score
from dateline.link.incidents_tellings import Telling, tellings_of
from dateline.link.model import DecisionKind, Incident, Mention
from dateline.model import CodedDocument
from dateline.store import schema as t
from dateline.store.commitments import follow
from dateline.store.database import unpacked
from dateline.store.ledger_index import DECIDED, TableIndex, chunks, decided_pairs, decisions
from dateline.store.ledger_rows import countries_of_incident, figure_line_row, incident_row, pack, unpack

LINKER = "3"
"""The version of the linking; what another version linked is linked anew."""


def unlinked(connection: Connection, *, after: int) -> list[int]:
    """Give the keys of current documents above `after` that this linking has not taken in."""
    d = t.documents.c
    done = select(t.linked.c.document).where(t.linked.c.document == d.key, t.linked.c.linker == LINKER)
    return list(
        connection.execute(select(d.key).where(d.current, d.key > after, ~done.exists()).order_by(d.key)).scalars()
    )


def link_document(connection: Connection, key: int, cache: dict[int, Telling]) -> str:
    """Take a stored document into the ledger, in place of earlier versions of it; give its id."""
    d, linked = t.documents.c, t.linked
    row = connection.execute(select(d.id, d.coded).where(d.key == key)).one()
    coded = unpacked(row.coded)
    versions = connection.execute(select(d.key).where(d.id == row.id)).scalars().all()
    left, touched = _remove(connection, versions)
    found = mentions_of(coded)
    together, apart = decided_pairs(connection, [m.id for m in found])
    tellings = tellings_of(found, coded, score=score, together=together, apart=apart)
    index = TableIndex(connection, key, cache)
    groups = place(tellings, index, decided=_decided_links(connection, tellings, together))
    _add_mentions(connection, key, coded, found, tellings, index)
    told = {name for members in groups for name in members}
    if others := left - told:
        known = connection.execute(select(t.tellings.c.id).where(t.tellings.c.id.in_(sorted(others)))).scalars().all()
        groups += [members for members in group(known, index) if members not in groups] if known else []
    _regroup(connection, groups, index, touched)
    connection.execute(delete(linked).where(linked.c.document.in_(versions)))
    connection.execute(insert(linked).values(document=key, linker=LINKER, published=coded.published))
    follow(connection, key, versions, coded)
    return coded.id


def incident_of(connection: Connection, name: str) -> str | None:
    """Give the id of the incident that has this id, or a mention with it: an id stays good when incidents merge."""
    found: str | None = connection.execute(
        select(t.mentions.c.incident).where(t.mentions.c.id == name).limit(1)
    ).scalar()
    return found


def load_incident(connection: Connection, name: str) -> Incident | None:
    """Give the whole incident with this id, or None."""
    found = incident_of(connection, name)
    if found is None:
        return None
    mentions = load_mentions(connection, [found])
    return account(mentions, decisions=decisions(connection, [m.id for m in mentions]))


def load_mentions(connection: Connection, incidents: Collection[str]) -> list[Mention]:
    """Give the mentions of these incidents."""
    m = t.mentions.c
    return _of_reports(
        connection,
        [
            unpack(Mention, data)
            for some in chunks(incidents)
            for data in connection.execute(select(m.data).where(m.incident.in_(some)).order_by(m.event)).scalars()
        ],
    )


def _of_reports(connection: Connection, mentions: Sequence[Mention]) -> list[Mention]:
    """Give mentions with the report that their document is a copy of, where it is one: copies count once."""
    s = t.story_documents.c
    leads: dict[str, str] = {}
    for some in chunks(sorted({mention.evidence.document for mention in mentions})):
        copies = select(s.id, s.duplicate_of).where(s.id.in_(some), s.duplicate_of.is_not(None))
        leads |= {name: lead for name, lead in connection.execute(copies)}  # noqa: C416  rows are not pairs to mypy
    return [
        mention.model_copy(
            update={"evidence": mention.evidence.model_copy(update={"report": leads[mention.evidence.document]})}
        )
        if mention.evidence.document in leads
        else mention
        for mention in mentions
    ]


def merge(connection: Connection, ids: Sequence[str], *, who: str, why: str, cache: dict[int, Telling]) -> Incident:
    """Put incidents together; see `Store.merge`.

    Raises:
        InputError: there is no such incident, or all are one already.
    """
    named = [_mentions_named(connection, name) for name in ids]
    if len({frozenset(found) for found in named}) < 2:
        raise InputError("these are one incident already; name two or more to merge")
    together = sorted({name for found in named for name in found})
    _decide(connection, "merge", together, [], who=who, why=why, cache=cache)
    return _there(connection, together[0])


def split(
    connection: Connection, name: str, mentions: Sequence[str], *, who: str, why: str, cache: dict[int, Telling]
) -> list[Incident]:
    """Take mentions out of an incident; see `Store.split`.

    Raises:
        InputError: there is no such incident, it lacks a mention, or nothing would be left of it or split off.
    """
    inside = set(_mentions_named(connection, name))
    for wanted in mentions:
        if wanted not in inside:
            raise InputError(f"{wanted}: is no mention of incident {name}; dateline incident {name} lists them")
    rest = sorted(inside - set(mentions))
    if not mentions or not rest:
        raise InputError(f"{name}: name some of its mentions to split off, not all")
    _decide(connection, "split", sorted(set(mentions)), rest, who=who, why=why, cache=cache)
    found = [_there(connection, wanted) for wanted in (rest[0], mentions[0])]
    return found


def _there(connection: Connection, name: str) -> Incident:
    found = load_incident(connection, name)
    if found is None:
        raise InputError(f"{name}: no such incident; dateline incidents lists them")
    return found


def _decide(
    connection: Connection,
    kind: DecisionKind,
    mentions: Sequence[str],
    apart: Sequence[str],
    *,
    who: str,
    why: str,
    cache: dict[int, Telling],
) -> None:
    """Keep an analyst's decision with who, when and why, and link the documents it concerns anew."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    added = insert(t.incident_decisions).values(kind=kind, who=who, when=when, why=why)
    key = connection.execute(added.returning(t.incident_decisions.c.key)).scalar_one()
    aside = set(apart)
    connection.execute(
        insert(t.decided_mentions),
        [{"decision": key, "mention": name, "apart": name in aside} for name in sorted({*mentions, *aside})],
    )
    m = t.mentions.c
    concerned: set[int] = set()
    for some in chunks(sorted({*mentions, *aside})):
        concerned.update(connection.execute(select(m.document).where(m.id.in_(some))).scalars())
    for document in sorted(concerned):
        link_document(connection, document, cache)


def _mentions_named(connection: Connection, name: str) -> list[str]:
    found = incident_of(connection, name)
    if found is None:
        raise InputError(f"{name}: no such incident; dateline incidents lists them")
    return list(connection.execute(select(t.mentions.c.id).where(t.mentions.c.incident == found)).scalars())


def _remove(connection: Connection, documents: Sequence[int]) -> tuple[set[str], set[str]]:
    """Take documents out of the ledger; give the ids of tellings of others that were in an incident with theirs, and
    those of the incidents.
    """
    m = t.mentions.c
    touched = set(connection.execute(select(m.incident).where(m.document.in_(documents))).scalars())
    if not touched:
        return set(), set()
    connection.execute(delete(t.mentions).where(m.document.in_(documents)))
    connection.execute(delete(t.tellings).where(t.tellings.c.document.in_(documents)))
    left: set[str] = set()
    for some in chunks(sorted(touched)):
        left.update(
            connection.execute(
                select(t.tellings.c.id).join(t.mentions, m.telling == t.tellings.c.key).where(m.incident.in_(some))
            ).scalars()
        )
        empty = ~select(m.id).where(m.incident == t.incidents.c.id).exists()
        connection.execute(delete(t.incidents).where(t.incidents.c.id.in_(some), empty))
    return left, touched


def _decided_links(connection: Connection, tellings: Sequence[Telling], together: set[frozenset[str]]) -> list[Link]:
    """Give links to the tellings of other documents that analysts put together with some of these."""
    own = {name: telling.id for telling in tellings for name in telling.mentions}
    wanted = {other: own[name] for pair in together for name in pair for other in pair - {name} if name in own}
    found = []
    for some in chunks(sorted(set(wanted) - set(own))):
        rows = connection.execute(
            select(t.mentions.c.id, t.tellings.c.id)
            .join(t.tellings, t.tellings.c.key == t.mentions.c.telling)
            .where(t.mentions.c.id.in_(some))
        )
        found += [(wanted[mention], telling, DECIDED) for mention, telling in rows]
    return found


def _add_mentions(
    connection: Connection,
    key: int,
    coded: CodedDocument,
    mentions: Sequence[Mention],
    tellings: Sequence[Telling],
    index: TableIndex,
) -> None:
    if not mentions:
        return
    e = t.events.c
    events = {name: at for name, at in connection.execute(select(e.id, e.key).where(e.document == key))}  # noqa: C416
    telling_of = {name: index.key_of(telling.id) for telling in tellings for name in telling.mentions}
    rows = [
        {
            "event": events[m.event_id],
            "document": key,
            "id": m.id,
            "telling": telling_of[m.id],
            "incident": "",
            "data": pack(m),
        }
        for m in mentions
        if m.event_id in events
    ]
    connection.execute(insert(t.mentions), rows)


def _regroup(
    connection: Connection, groups: Sequence[Sequence[str]], index: TableIndex, touched: Collection[str]
) -> None:
    """Write the incidents that these groups of tellings are, where they differ from what is written or were touched."""
    m = t.mentions.c
    now: dict[str, set[int]] = {}
    for members in groups:
        keys = index.keys(members)
        head = min(index.known(members), key=lambda telling: (telling.order, telling.id))
        now[head.id] = keys
    every = sorted({key for keys in now.values() for key in keys})
    before: dict[str, set[int]] = {}
    for some in chunks(every):
        for key, name in connection.execute(select(m.telling, m.incident).where(m.telling.in_(some))):
            before.setdefault(name, set()).add(key)
    moved = [
        {"at": key, "name": name} for name, keys in now.items() if before.get(name) != keys for key in sorted(keys)
    ]
    if moved:
        connection.execute(
            update(t.mentions).where(m.telling == bindparam("at")).values(incident=bindparam("name")), moved
        )
    gone = set(before) - set(now) - {""}
    for some in chunks(sorted(gone)):
        connection.execute(delete(t.incidents).where(t.incidents.c.id.in_(some)))
    _write_incidents(connection, [name for name, keys in now.items() if before.get(name) != keys or name in touched])


def _write_incidents(connection: Connection, names: Sequence[str]) -> None:
    """Write the rows of incidents in place of older ones; a row's key stays."""
    if not names:
        return
    of: dict[str, list[Mention]] = {name: [] for name in names}
    m, i = t.mentions.c, t.incidents.c
    known: dict[str, int] = {}
    for some in chunks(names):
        for name, data in connection.execute(select(m.incident, m.data).where(m.incident.in_(some)).order_by(m.event)):
            of[name].append(unpack(Mention, data))
        for name, key in connection.execute(select(i.id, i.key).where(i.id.in_(some))):
            known[name] = key
    found = [account(_of_reports(connection, mentions)) for mentions in of.values() if mentions]
    new = [incident_row(incident) for incident in found if incident.id not in known]
    if new:
        added = insert(t.incidents).returning(i.key, sort_by_parameter_order=True)
        keys = connection.execute(added, new).scalars().all()
        known.update({row["id"]: key for row, key in zip(new, keys, strict=True)})
    fresh = {row["id"] for row in new}
    old = [incident_row(incident) | {"known": known[incident.id]} for incident in found if incident.id not in fresh]
    if old:
        connection.execute(update(t.incidents).where(i.key == bindparam("known")), old)
    for table in (t.incident_countries, t.incident_figures):
        for some in chunks([row["known"] for row in old]):
            connection.execute(delete(table).where(table.c.incident.in_(some)))
    countries = [
        {"country": code, "incident": known[incident.id]}
        for incident in found
        for code in countries_of_incident(incident)
    ]
    figures = [
        figure_line_row(line) | {"incident": known[incident.id]} for incident in found for line in incident.figures
    ]
    if countries:
        connection.execute(insert(t.incident_countries), countries)
    if figures:
        connection.execute(insert(t.incident_figures), figures)
