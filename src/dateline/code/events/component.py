"""The `dateline_events` component: PLOVER events from predicates, with roles, status, place, date and figures."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dateline.code.events.background import BackgroundChoice
from dateline.code.events.choice import FrameChoice, lemma_of
from dateline.code.events.combination import (
    combined_modes,
    combined_status,
    is_seen,
    kind_of,
    load_combination,
    network_signs,
    plain_frame,
    proposals,
)
from dateline.code.events.completion import Candidate, complete, date_prisons, retype, share_dates, share_roles
from dateline.code.events.confidence import confidence, evidence, load_reliability, signs_of
from dateline.code.events.dates import DateChoice
from dateline.code.events.finish import finish
from dateline.code.events.frames import NO_EVENT, Frame, FrameSet, load_frames
from dateline.code.events.learned import Reading, load_learned_core
from dateline.code.events.parties import PartyChoice
from dateline.code.events.predicate import Kind, Predicate
from dateline.code.events.roles import RoleFinder
from dateline.code.events.setting import Setting
from dateline.code.events.sides import set_sides, supply_recipients, takes_two
from dateline.code.events.standing import as_criminals, as_states, in_office
from dateline.code.events.status import status_of
from dateline.code.events.timeline import Timeline
from dateline.code.events.topic import apolitical, topicality
from dateline.code.events.weights import load_weights
from dateline.code.events.words import EventWords, load_event_words
from dateline.code.layers import Actors, EventMention, Mention

MIN_CONFIDENCE = 0.35
"""Below this a candidate is dropped where there are only rules; chosen by cross-validation on real documents."""
MIN_CONFIDENCE_LEARNED = 0.34
"""The same for rules and network together; chosen on texts that the network was not trained on."""

_NOUN_PLACES = frozenset({"pobj", "dobj", "nsubj", "nsubjpass"})
"""Where a word tagged as a verb is a noun nevertheless ("a wave of air strikes")."""
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


class EventLayer:
    """Sets `doc._.dateline_events`.

    Args:
        folders: the user's knowledge folders, read after ours.
        min_confidence: candidates below it are dropped; None for the one that was best for F1.
        rules_only: leave the learned core out.
    """

    def __init__(
        self, folders: tuple[str, ...] = (), *, min_confidence: float | None = None, rules_only: bool = False
    ) -> None:
        self.frames = load_frames(folders)
        self.words = load_event_words(folders)
        self.core = None if rules_only else load_learned_core(folders)
        self.combination = load_combination(folders)
        by = "rules" if rules_only else "both"
        self.background_weights = load_weights(folders, "background.yaml", "background_weights", by)
        self.date_weights = load_weights(folders, "dates.yaml", "date_weights", by)
        self.place_weights = load_weights(folders, "places.yaml", "place_weights", by)
        self.twin_weights = load_weights(folders, "twins.yaml", "twin_weights", by)
        self.reliability = load_reliability(folders)
        self.weights = (
            load_weights(folders, "confidence.yaml", "weights") if rules_only else self.combination.confidence
        )
        default = MIN_CONFIDENCE if rules_only else MIN_CONFIDENCE_LEARNED
        self.min_confidence = default if min_confidence is None else min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Find the events of a document that has been parsed and has the other layers (any may be missing)."""
        doc._.dateline_events = self.events(doc) if doc.has_annotation("DEP") else []
        return doc

    def events(self, doc: Doc) -> list[EventMention]:
        """Give the events of a document in text order."""
        reading = None if self.core is None else self.core.read(doc)
        document = EventDocument(doc, self.frames, self.words, reading)
        told = self.told(document)
        events = finish(doc, told, self.words, self.twin_weights, self.place_weights, reading)
        in_office(events, document.roles.actors)
        as_states(doc, events, document.actors)
        as_criminals(events)
        return events

    def told(self, document: EventDocument) -> list[EventMention]:
        """Give the events of a document with dates and parties, in text order, before those that a sentence names twice
        are joined, and sources, figures and places given.
        """
        doc, reading = document.doc, document.reading
        found = self.found(document)
        DateChoice(doc, found, self.words, document.timeline, reading).assign(self.date_weights)
        complete(doc, found, document.roles, self.words)
        if reading is not None:
            parties = PartyChoice(document.roles, reading, self.combination.parties, self.words, found)
            for candidate in found:
                if is_seen(reading, candidate.predicate.token.i, candidate.event.event):
                    parties.choose(candidate.event, mutual=takes_two(candidate))
            share_roles(found, doc._.dateline_places or [])
        supply_recipients(found, rules_only=reading is None)
        set_sides(found, document.roles)
        date_prisons(found)
        if doc._.dateline_published:
            share_dates(found)
        for candidate in found:
            candidate.event.evidence = evidence(candidate.event.signs, self.weights)
        return [candidate.event for candidate in found]

    def found(self, document: EventDocument) -> list[Candidate]:
        """Give the candidates that are sure enough, with status and modes, before what other mentions tell of their
        dates and parties.
        """
        found = self.likely(document)
        background = BackgroundChoice(document.doc, found, self.words, document.reading, document.timeline)
        background.assign(self.background_weights)
        return found

    def likely(self, document: EventDocument) -> list[Candidate]:
        """Give the candidates that are sure enough, with the status and modes that their own sentences tell."""
        candidates = self.candidates(document)
        for candidate in candidates:
            self.weigh(candidate, document)
        return [c for c in candidates if c.event.confidence >= self.min_confidence]

    def candidates(self, document: EventDocument) -> list[Candidate]:
        """Give all candidates, not yet weighed: what frames propose, and what only the network does."""
        chosen: list[tuple[Predicate, Frame]] = []
        barred: set[tuple[int, str]] = set()
        for token in document.doc:
            predicate = self._predicate(token)
            if predicate is None:
                continue
            frame = document.choice.best(predicate, self._frames(predicate))
            if frame is not None and frame.event != NO_EVENT:
                chosen.append((predicate, frame))
            elif frame is not None and frame.instead_of:
                barred.add((token.i, frame.instead_of))
        document.consumed |= {i for predicate, frame in chosen if frame.consumes for i in _consumed(predicate)}
        found: list[Candidate] = []
        for predicate, frame in chosen:
            if document.reading is None and predicate.token.i in document.consumed:
                continue
            candidate = self._candidate(predicate, frame, document)
            found.append(candidate)
            if frame.also is not None:
                also = frame.also
                event = replace(
                    candidate.event,
                    event=also.event,
                    mode=list(also.mode),
                    figures=[],
                    signs=dict(candidate.event.signs),
                )
                found.append(replace(candidate, event=event, key=f"{candidate.key}/also"))
        if document.reading is not None:
            taken = barred | {(c.predicate.token.i, c.event.event) for c in found}
            for token, kind in proposals(document.doc, document.reading, taken):
                predicate = Predicate(token, kind_of(token), self.words)
                found.append(self._candidate(predicate, plain_frame(kind), document))
            found.sort(key=lambda c: c.predicate.token.i)
        return found

    def weigh(self, candidate: Candidate, document: EventDocument) -> None:
        """Set a candidate's confidence, with a network status and modes by what it reads beside the rules."""
        event, token, reading = candidate.event, candidate.predicate.token, document.reading
        if reading is not None:
            consumed = token.i in document.consumed
            event.signs |= network_signs(reading, token.i, event.event, alone=candidate.plain, consumed=consumed)
        event.confidence = round(confidence(event.signs, self.weights), 3)
        if reading is not None and is_seen(reading, token.i, event.event):
            event.status = combined_status(
                event.status, reading, token.i, event.event, self.combination, alone=candidate.plain
            )
            event.mode = combined_modes(event.mode, reading, token.i, event.event, self.combination)
            if event.status == "actual" and document.setting.is_historical(token):
                event.status = "historical"

    def _predicate(self, token: Token) -> Predicate | None:
        tag = token.tag_
        kind: Kind
        if tag in _VERB_TAGS:
            lemma = self._verb(token)
            nominal = token.dep_ in _NOUN_PLACES or (
                tag == "VBG" and any(child.dep_ in ("det", "poss", "amod") for child in token.lefts)
            )
            if nominal and (token.lower_ in self.frames.nouns or lemma in self.frames.nouns):
                kind = "noun"
            elif lemma in self.frames.verbs:
                kind = "verb"
            else:
                return None
        elif tag in ("NN", "NNS", "NNP", "NNPS"):
            if lemma_of(token) not in self.frames.nouns:
                return None
            kind = "noun"
        elif tag in ("JJ", "JJR", "JJS", "RB") and token.lower_ in self.frames.adjectives:
            kind = "adjective"
        else:
            return None
        return Predicate(token, kind, self.words)

    def _verb(self, token: Token) -> str:
        lemma: str = token.lemma_.lower()
        return self.words.irregular.get(lemma, lemma)

    def _frames(self, predicate: Predicate) -> list[tuple[tuple[str, ...], Frame]]:
        token = predicate.token
        if predicate.kind == "verb":
            return self.frames.verbs[self._verb(token)]
        if predicate.kind == "adjective":
            return self.frames.adjectives[token.lower_]
        return self.frames.nouns.get(lemma_of(token)) or self.frames.nouns.get(token.lower_, [])

    def _candidate(self, predicate: Predicate, frame: Frame, document: EventDocument) -> Candidate:
        token = predicate.token
        actor, recipient = document.roles.roles(predicate, frame)
        status = frame.status or status_of(predicate, self.words, frame.event)
        signs = signs_of(
            predicate,
            frame,
            actor=actor,
            recipient=recipient,
            status=status,
            topicality=document.topicality,
            apolitical=document.apolitical,
            words=self.words,
            actors=document.actors,
            dated=document.dated,
            reliability=self.reliability,
        )
        mode, context = document.choice.modes(predicate, frame)
        if status == "actual" and document.setting.is_historical(token):
            status = "historical"
        event = EventMention(
            event=frame.event,
            mode=mode,
            context=context,
            status=status,
            trigger=_mention(_trigger(predicate)),
            sentence=_mention(_trimmed(token.sent)),
            actor=actor,
            recipient=recipient,
            place=document.setting.place(token, actor),
            date=None,
            enddate=None,
            attribution=[],
            figures=[],
            confidence=0.0,
            frame=f"{frame.event}/{frame.id}",
            signs=signs,
        )
        plain = frame is plain_frame(frame.event)
        candidate = Candidate(event, predicate, f"{frame.id}/{lemma_of(token)}", frame.reciprocal, plain)
        if not plain:
            retype(candidate, self.words)
        return candidate


class EventDocument:
    """What the events of one document are read with."""

    def __init__(self, doc: Doc, frames: FrameSet, words: EventWords, reading: Reading | None) -> None:
        self.doc = doc
        self.reading = reading
        self.actors: Actors = doc._.dateline_actors or Actors()
        self.choice = FrameChoice(frames, doc, self.actors)
        self.roles = RoleFinder(doc, self.actors)
        self.timeline = Timeline(doc)
        self.setting = Setting(doc, words, self.timeline)
        self.dated = {i for time in doc._.dateline_times or [] for i in range(time.start, time.end)}
        self.topicality = topicality(doc, self.actors, words)
        self.apolitical = apolitical(doc, self.actors)
        self.consumed: set[int] = set()
        """Tokens whose events are part of what another event asks, promises, threatens, refuses or signs."""


def _consumed(predicate: Predicate) -> list[int]:
    """Give the tokens whose events are part of what a predicate asks, promises, threatens, refuses or signs."""
    found = [i for clause in predicate.slot("clause") for i in _with_object(clause)]
    for slot in ("object", "for"):
        found += [filler.i for filler in predicate.slot(slot) if filler.pos_ == "NOUN"]
    if predicate.kind == "noun":  # "an arrest warrant"
        found += [child.i for child in predicate.token.children if child.dep_ == "compound"]
    return found


def _with_object(clause: Token) -> list[int]:
    found = [clause.i]
    for child in clause.children:
        if child.dep_ in ("dobj", "xcomp"):
            found.append(child.i)
        elif child.dep_ == "prep":
            found += [inner.i for inner in child.children if inner.dep_ == "pobj"]
    return found


def _trigger(predicate: Predicate) -> Span:
    token = predicate.token
    end = token.i + 1
    if end < len(token.doc) and token.doc[end].dep_ == "prt" and token.doc[end].head == token:
        end += 1
    return token.doc[token.i : end]


def _trimmed(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].is_space:
        start += 1
    while end - 1 > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def _mention(span: Span) -> Mention:
    return Mention(start=span.start, end=span.end, start_char=span.start_char, end_char=span.end_char)


@Language.factory("dateline_events", default_config={"knowledge": [], "min_confidence": None, "rules_only": False})
def make_events(
    nlp: Language, name: str, knowledge: list[str], min_confidence: float | None, rules_only: bool
) -> EventLayer:
    """Make the component; put it after the parser and the other layers."""
    return EventLayer(tuple(knowledge), min_confidence=min_confidence, rules_only=rules_only)
