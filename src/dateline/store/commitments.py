"""Commitments in tables: the acts of each document, and what the acts of one thread come to."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from dateline.link.commitments import REACH, as_of, needs_assaults, read_thread
from dateline.link.commitments_acts import Act, acts_of
from dateline.link.commitments_times import last_day
from dateline.link.model import Commitment, Who
from dateline.model import CodedDocument
from dateline.store import schema as t
from dateline.store.ledger_index import chunks
from dateline.store.ledger_rows import pack, unpack
from dateline.store.rows import clean

_ASSAULTS = 1000
"""How many assaults since an act that came late are looked at for one that breaks a promise, the earliest first."""


@dataclass(frozen=True, kw_only=True)
class CommitmentQuery:
    """Which commitments, as of which day; what is None does not matter.

    `as_of` is an ISO date, by default that of the newest document in the ledger; `states` any of open, due, overdue,
    kept, broken, disputed; `due_within` asks for a deadline that lies at most so many days ahead and is not passed.
    `country` (alpha-3) is that of who is bound or to whom; `actor` a part of the name of either; `since` and `until`
    bound the day the promise was made. `after` is the key of the last row seen.
    """

    as_of: str | None = None
    kind: str | None = None
    states: tuple[str, ...] = ()
    due_within: int | None = None
    country: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    after: int = 0
    limit: int = 100


@dataclass(frozen=True)
class CommitmentRow:
    """One commitment as of a day; `key` is what the next page starts after, `incident` the incident it was made in."""

    key: int
    id: str
    kind: str
    state: str
    since: str | None
    by: str
    by_codes: str
    to: str
    to_codes: str
    made: str | None
    deadline: str | None
    incident: str | None
    reports: int
    text: str


def follow(connection: Connection, key: int, versions: Sequence[int], coded: CodedDocument) -> None:
    """Take the acts of a document in, in place of those of earlier versions, and read the threads they touch anew from
    there.
    """
    a = t.acts.c
    touched: dict[str, str] = {}
    for thread, published in connection.execute(select(a.thread, a.published).where(a.document.in_(versions))):
        touched[thread] = min(published, touched.get(thread, published))
    connection.execute(delete(t.acts).where(a.document.in_(versions)))
    acts = acts_of(coded)
    rows = [
        clean({"thread": act.thread, "phase": act.phase, "published": act.evidence.published or ""})
        | {"document": key, "data": pack(act)}
        for act in acts
    ]
    if not rows and not touched:
        return
    if rows:
        connection.execute(insert(t.acts), rows)
    promised = {act.thread for act in acts if act.phase == "promise"}
    others = sorted({act.thread for act in acts} - promised - set(touched))
    if others:  # nothing was promised there, mostly
        c = t.commitments.c
        promised.update(connection.execute(select(c.thread).where(c.thread.in_(others)).distinct()).scalars())
    for thread in promised:
        touched[thread] = min(coded.published or "", touched.get(thread, coded.published or ""))
    for thread, since in sorted(touched.items()):
        _read(connection, thread, since)


def commitment_rows(connection: Connection, query: CommitmentQuery) -> list[CommitmentRow]:
    """Give one page of the commitments asked for, by key."""
    day = query.as_of or newest(connection)
    found: list[CommitmentRow] = []
    after = query.after
    while len(found) < query.limit:
        page = connection.execute(_statement(query, day, after)).all()
        for key, data, incident in page:
            row = _row(key, as_of(unpack(Commitment, data), day), incident)
            if _wanted(row, query, day) and len(found) < query.limit:
                found.append(row)
        if len(page) < query.limit:
            break
        after = page[-1].key
    return found


def load_commitment(connection: Connection, name: str, day: str | None) -> Commitment | None:
    """Give the whole commitment with this id as of a day, or None."""
    c = t.commitments.c
    row = connection.execute(
        select(c.data, t.mentions.c.incident)
        .join(t.mentions, t.mentions.c.id == c.mention, isouter=True)
        .where(c.id == name)
    ).first()
    if row is None:
        return None
    found = as_of(unpack(Commitment, row.data), day or newest(connection))
    return found.model_copy(update={"incident": row.incident})


def newest(connection: Connection) -> str:
    """Give the day of the newest document in the ledger."""
    found: str | None = connection.execute(select(func.max(t.linked.c.published))).scalar()
    return (found or "9999-12-31")[:10]


def _read(connection: Connection, thread: str, since: str) -> None:
    """Read a thread anew from a time of publication, and write what changed: what was promised before then goes on
    from its acts before then.
    """
    a, c = t.acts.c, t.commitments.c
    earlier = connection.execute(
        select(c.id, c.acts)
        .where(c.thread == thread, c.first < since)
        .order_by(c.first.desc(), c.key.desc())
        .limit(REACH)
    ).all()
    taken = {name: json.loads(keys) for name, keys in reversed(earlier)}
    acts = _load(connection, {key for keys in taken.values() for key in keys})
    before = [
        [acts[key] for key in keys if key in acts and (acts[key].evidence.published or "") < since]
        for keys in taken.values()
    ]
    later = select(a.key, a.data).where(a.thread == thread, a.published >= since)
    new = {key: unpack(Act, data) for key, data in connection.execute(later.where(a.phase != "assault"))}
    if needs_assaults(thread) and (before or any(act.phase == "promise" for act in new.values())):
        assaults = later.where(a.phase == "assault").order_by(a.published, a.key).limit(_ASSAULTS)
        new.update({key: unpack(Act, data) for key, data in connection.execute(assaults)})
    keys = {act.id: key for key, act in (*acts.items(), *new.items())}
    courses = read_thread(new.values(), before=before)
    made = {commitment.id: (commitment, course) for course in courses for commitment in (course.commitment(),)}
    connection.execute(delete(t.commitments).where(c.thread == thread, c.first >= since, c.id.not_in(made)))
    for name, (commitment, course) in made.items():
        numbers = [keys[act.id] for act in course.acts]
        if taken.get(name) != numbers:
            _write(connection, thread, commitment, course.acts[0].evidence.published or "", numbers)


def _load(connection: Connection, keys: Collection[int]) -> dict[int, Act]:
    a = t.acts.c
    return {
        key: unpack(Act, data)
        for some in chunks(sorted(keys))
        for key, data in connection.execute(select(a.key, a.data).where(a.key.in_(some)))
    }


def _write(connection: Connection, thread: str, commitment: Commitment, first: str, acts: Sequence[int]) -> None:
    c = t.commitments.c
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = clean(
        {
            "id": commitment.id,
            "thread": thread,
            "kind": commitment.kind,
            "mention": commitment.incident,
            "by": _names(commitment.by),
            "by_codes": _codes(commitment.by),
            "to": _names(commitment.to),
            "to_codes": _codes(commitment.to),
            "made": commitment.made,
            "deadline": commitment.deadline,
            "settled": commitment.state,
            "since": commitment.since,
            "reports": commitment.support.reports,
            "text": commitment.text,
            "first": first,
            "acts": json.dumps(acts),
        }
    ) | {"data": pack(commitment)}
    added = dialect.insert(t.commitments)
    changed = {name: added.excluded[name] for name in row if name != "id"}
    upsert = added.on_conflict_do_update(index_elements=["id"], set_=changed).returning(c.key)
    key = connection.execute(upsert, row).scalar_one()
    countries = t.commitment_countries
    connection.execute(delete(countries).where(countries.c.commitment == key))
    codes = sorted({who.code for who in (*commitment.by, *commitment.to) if who.code})
    if codes:
        connection.execute(insert(countries), [{"country": code, "commitment": key} for code in codes])


def _statement(query: CommitmentQuery, day: str, after: int) -> Select[Any]:
    c = t.commitments.c
    wanted = (
        select(c.key, c.data, t.mentions.c.incident)
        .join(t.mentions, t.mentions.c.id == c.mention, isouter=True)
        .where(c.key > after, or_(c.made.is_(None), c.made <= day))
        .order_by(c.key)
        .limit(query.limit)
    )
    if query.kind is not None:
        wanted = wanted.where(c.kind == query.kind)
    if query.country is not None:
        of = t.commitment_countries.c
        wanted = wanted.where(c.key.in_(select(of.commitment).where(of.country == query.country)))
    if query.actor is not None:
        wanted = wanted.where(
            or_(c.by.icontains(query.actor, autoescape=True), c.to.icontains(query.actor, autoescape=True))
        )
    if query.since is not None:
        wanted = wanted.where(c.made >= query.since)
    if query.until is not None:
        wanted = wanted.where(c.made < query.until + "U")
    return wanted


def _wanted(row: CommitmentRow, query: CommitmentQuery, day: str) -> bool:
    """Tell whether a row has one of the states asked for, and a deadline within the days asked for."""
    if query.states and row.state not in query.states:
        return False
    if query.due_within is None:
        return True
    limit, today = last_day(row.deadline or ""), last_day(day)
    if limit is None or today is None:
        return False
    return row.state in ("open", "due") and 0 <= limit - today <= query.due_within


def _row(key: int, commitment: Commitment, incident: str | None) -> CommitmentRow:
    return CommitmentRow(
        key=key,
        id=commitment.id,
        kind=commitment.kind,
        state=commitment.state,
        since=commitment.since,
        by=_names(commitment.by),
        by_codes=_codes(commitment.by),
        to=_names(commitment.to),
        to_codes=_codes(commitment.to),
        made=commitment.made,
        deadline=commitment.deadline,
        incident=incident,
        reports=commitment.support.reports,
        text=commitment.text,
    )


def _names(parties: Sequence[Who]) -> str:
    return "; ".join(who.name for who in parties)


def _codes(parties: Sequence[Who]) -> str:
    return "; ".join(who.code or "" for who in parties)
