"""Commitments: who promised what to whom until when, and what became of it, from the acts of all documents.

The acts of one party and kind are a thread. A thread is read in the order of publication, and anew from where an act is
added, so that the commitments do not depend on the order in which documents came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dateline.link.commitments_acts import Act
from dateline.link.commitments_rules import rules
from dateline.link.commitments_times import last_day
from dateline.link.incidents_mentions import digest
from dateline.link.incidents_tellings import names_in
from dateline.link.model import Commitment, CommitmentChange, CommitmentState, Evidence, Support, Who

REACH = 12
"""So many commitments of a thread, the newest, can still be changed by a report."""

_SETTLED = ("kept", "broken", "disputed")


def commitments_of(acts: Iterable[Act]) -> list[Commitment]:
    """Give the commitments of one thread, each with the changes that reports brought; time adds its own, see `as_of`.

    Each promise opens a commitment unless one that is open, or was settled after the promise was made, is the same;
    what is done, refused, broken, or denied later settles the newest that it fits, of the last `REACH`.
    """
    return [course.commitment() for course in read_thread(acts)]


def read_thread(acts: Iterable[Act], *, before: Iterable[Sequence[Act]] = ()) -> list[Course]:
    """Read acts in the order of publication; give the courses of all commitments, in the order they were made.

    `before` are the acts that each of the last `REACH` courses of the same thread was made of (`Course.acts`), where an
    earlier part of it was read already: those of `acts` are then all later ones.
    """
    found = [Course.of(taken) for taken in before]
    for act in sorted(acts, key=order):
        course = next((c for c in reversed(found[-REACH:]) if c.takes(act)), None)
        if act.phase == "promise" and (course is None or course.is_renewed_by(act)):
            found.append(Course(act))
        elif course is not None:
            course.take(act)
    return found


def order(act: Act) -> tuple[str, str, int, str]:
    """Give what acts are read in the order of: publication, document, place in the text."""
    return (act.evidence.published or "", act.evidence.document, act.evidence.start, act.id)


def as_of(commitment: Commitment, day: str) -> Commitment:
    """Give a commitment as it stood at the end of a day: reports published later are left out, and time makes it due
    (`due_days` of `data/link/commitments.yaml` before the deadline), overdue, or, where it is kept by doing nothing,
    kept when its time is over.
    """
    today = last_day(day[:10]) or date.max.toordinal()
    changes = [c for c in commitment.changes if c.evidence is None or _by(c.evidence, day)]
    if not changes:
        changes = commitment.changes[:1]
    state, since = changes[-1].state, changes[-1].on
    limit = last_day(commitment.deadline) if commitment.deadline else None
    if state == "open" and limit is not None:
        moved: CommitmentChange | None = None
        if rules().kinds[commitment.kind].holding:
            if today > limit:
                moved = CommitmentChange(state="kept", on=_iso(limit + 1), why="its time is over without a breach told")
        elif today > limit:
            moved = CommitmentChange(state="overdue", on=_iso(limit + 1), why="the deadline has passed")
        elif today >= limit - rules().due_days:
            moved = CommitmentChange(state="due", on=_iso(limit - rules().due_days), why="the deadline is near")
        if moved is not None:
            changes = [*changes, moved]
            state, since = moved.state, moved.on
    return commitment.model_copy(update={"state": state, "since": since, "changes": changes})


def needs_assaults(thread: str) -> bool:
    """Tell whether the commitments of a thread can be broken by an assault, so that assaults need to be looked for."""
    return any(row.against == "other" for row in rules().kinds[thread.split("|")[0]].broken_by)


class Course:
    """One commitment while its thread is read; `acts` are those that made a difference to it, the promise first."""

    def __init__(self, promise: Act) -> None:
        self.first = promise
        self.by: list[Who] = [promise.by]
        self.to: list[Who] = list(promise.to)
        self.deadline = promise.deadline or promise.ends
        self.amount, self.unit = promise.amount, promise.unit
        self.done = 0.0
        self.promises = [promise]
        self.acts = [promise]
        self.changes = [_change("open", promise, "promised")]

    @classmethod
    def of(cls, acts: Sequence[Act]) -> Course:
        """Make a course anew from the acts that made a difference to it."""
        course = cls(acts[0])
        for act in acts[1:]:
            course.take(act)
        return course

    @property
    def state(self) -> CommitmentState:
        """Give the state that the reports so far brought."""
        return self.changes[-1].state

    def takes(self, act: Act) -> bool:
        """Tell whether an act can be about this commitment: names and sides allow it, and it is not earlier."""
        if act.on and self.first.on and act.phase != "promise" and act.told and act.on < self.first.on[: len(act.on)]:
            return False
        own, other = set(names_in(self.first.by.name)), set(names_in(act.by.name))
        if act.thread.endswith("!") and own and other and not own & other:
            return False
        if act.phase == "denied":  # its other side may be who denies
            return True
        return _may_be(self.to, act.to) or bool(_countries(self.first) & _countries(act))

    def is_renewed_by(self, act: Act) -> bool:
        """Tell whether a promise is a new one: the old one was settled before the day on which it was made."""
        return self.state in _SETTLED and bool(act.on and self.changes[-1].on and act.on > self.changes[-1].on)

    def take(self, act: Act) -> None:
        """Take an act that is about this commitment."""
        changes = len(self.changes)
        if act.phase == "promise":
            self._repeat(act)
        else:
            self._follow(act)
        if act.phase == "promise" or len(self.changes) > changes:
            self.acts.append(act)

    def _repeat(self, act: Act) -> None:
        """Take a repeated promise as support; what it adds is kept."""
        self.promises.append(act)
        self.deadline = self.deadline or act.deadline or act.ends
        if self.amount is None:
            self.amount, self.unit = act.amount, act.unit
        self.to += [who for who in act.to if not any(_same(who, known) for known in self.to)]

    def _follow(self, act: Act) -> None:
        """Take what a report says became of it."""
        state = self.state
        holding = rules().kinds[self.first.kind].holding
        if act.phase == "denied":
            if state in ("kept", "broken"):
                self.changes.append(_change("disputed", act, "denied"))
        elif act.phase == "accused":
            if state == "open":
                self.changes.append(_change("disputed", act, "accused of breaking it"))
        elif act.phase in ("broken", "refused", "assault"):
            if state != "broken" and not (state in ("kept", "disputed") and not holding and act.phase != "broken"):
                why = {"broken": "broken", "refused": "refused, put off or called off", "assault": "attacked"}
                self.changes.append(_change("broken", act, why[act.phase]))
        elif act.phase == "done" and not holding and state != "kept" and state != "disputed":
            if self._in_part(act):
                self.changes.append(_change("open", act, "kept in part"))
            else:
                self.changes.append(_change("kept", act, "done"))

    def _in_part(self, act: Act) -> bool:
        kind = rules().kinds[self.first.kind]
        if act.whole:
            return False
        if self.amount and act.amount is not None and act.unit == self.unit:
            self.done += act.amount
            return self.done < rules().part * self.amount
        promised, done = self.first.place, act.place
        return bool(kind.whole and promised and done and (promised.resolution or 9) <= 1 < (done.resolution or 0))

    def commitment(self) -> Commitment:
        """Give the commitment as it stands."""
        evidence = [act.evidence for act in self.promises]
        return Commitment(
            id=digest(self.first.id, "commitment"),
            kind=self.first.kind,
            incident=self.first.mention,
            by=self.by,
            to=self.to,
            text=self.first.evidence.text,
            made=self.first.on,
            deadline=self.deadline,
            state=self.state,
            since=self.changes[-1].on,
            changes=self.changes,
            support=_support(evidence),
        )


def _change(state: CommitmentState, act: Act, why: str) -> CommitmentChange:
    return CommitmentChange(state=state, on=act.on, why=why, evidence=act.evidence)


def _support(evidence: Sequence[Evidence]) -> Support:
    published = [e.published for e in evidence if e.published]
    return Support(
        reports=len({e.report for e in evidence}),
        documents=len({e.document for e in evidence}),
        publishers=sorted({e.publisher for e in evidence if e.publisher}),
        sources=list(dict.fromkeys(name for e in evidence for name in e.source)),
        since=min(published, default=None),
    )


def _may_be(known: Sequence[Who], said: Sequence[Who]) -> bool:
    """Tell whether two sides may be the same: one is not told, or they share a code or a name."""
    if not known or not said:
        return True
    codes, others = {who.code for who in known} - {None}, {who.code for who in said} - {None}
    return not codes or not others or bool(codes & others) or any(_same(a, b) for a in known for b in said)


def _countries(act: Act) -> set[str]:
    """Give the countries that an act touches beside that of who acts: of the other side, and of the place."""
    found = {who.code for who in act.to} | {act.place.country_code if act.place else None}
    return {code for code in found if code and code != act.by.code}


def _same(a: Who, b: Who) -> bool:
    return (a.code is not None and a.code == b.code) or bool(set(names_in(a.name)) & set(names_in(b.name)))


def _by(evidence: Evidence, day: str) -> bool:
    return evidence.published is None or evidence.published[:10] <= day[:10]


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
