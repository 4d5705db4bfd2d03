"""The `dateline_events` component: PLOVER events from predicates, with roles, status, place, date and figures."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dateline.code.events.choice import FrameChoice, lemma_of
from dateline.code.events.completion import Candidate, complete
from dateline.code.events.confidence import confidence, load_weights, signs_of
from dateline.code.events.finish import finish
from dateline.code.events.frames import NO_EVENT, Frame, load_frames
from dateline.code.events.predicate import Kind, Predicate
from dateline.code.events.roles import RoleFinder
from dateline.code.events.setting import Setting
from dateline.code.events.status import status_of
from dateline.code.events.topic import topicality
from dateline.code.events.words import load_event_words
from dateline.code.layers import Actors, EventMention, Mention

MIN_CONFIDENCE = 0.35
"""Below this a candidate is dropped; chosen by cross-validation for type F1 on the crisis training documents."""

_NOUN_PLACES = frozenset({"pobj", "dobj", "nsubj", "nsubjpass"})
"""Where a word tagged as a verb is a noun nevertheless ("a wave of air strikes")."""
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


class EventLayer:
    """Sets `doc._.dateline_events`.

    Args:
        folders: the user's knowledge folders, read after ours.
        min_confidence: candidates below it are dropped.
    """

    def __init__(self, folders: tuple[str, ...] = (), *, min_confidence: float = MIN_CONFIDENCE) -> None:
        self.frames = load_frames(folders)
        self.words = load_event_words(folders)
        self.weights = load_weights(folders)
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Find the events of a document that has been parsed and has the other layers (any may be missing)."""
        doc._.dateline_events = self.events(doc) if doc.has_annotation("DEP") else []
        return doc

    def events(self, doc: Doc) -> list[EventMention]:
        """Give the events of a document in text order."""
        actors = doc._.dateline_actors or Actors()
        choice = FrameChoice(self.frames, doc, actors)
        roles = RoleFinder(doc, actors)
        setting = Setting(doc, self.words)
        dated = {i for time in doc._.dateline_times or [] for i in range(time.start, time.end)}
        weight = topicality(doc, actors, self.words)
        found: list[Candidate] = []
        chosen: list[tuple[Predicate, Frame]] = []
        for token in doc:
            predicate = self._predicate(token)
            if predicate is None:
                continue
            frame = choice.best(predicate, self._candidates(predicate))
            if frame is not None and frame.event != NO_EVENT:
                chosen.append((predicate, frame))
        consumed = {i for predicate, frame in chosen if frame.consumes for i in _consumed(predicate)}
        for predicate, frame in chosen:
            if predicate.token.i in consumed:
                continue
            event = self._event(predicate, frame, choice, roles, setting, actors, dated, weight)
            if event is not None:
                key = f"{frame.id}/{lemma_of(predicate.token)}"
                found.append(Candidate(event, predicate, key, frame.reciprocal))
                if frame.also is not None:
                    second = replace(event, event=frame.also.event, mode=list(frame.also.mode), figures=[])
                    found.append(Candidate(second, predicate, f"{key}/also", frame.reciprocal))
        complete(doc, found, roles, self.words)
        return finish(doc, [candidate.event for candidate in found], self.words)

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

    def _candidates(self, predicate: Predicate) -> list[tuple[tuple[str, ...], Frame]]:
        token = predicate.token
        if predicate.kind == "verb":
            return self.frames.verbs[self._verb(token)]
        if predicate.kind == "adjective":
            return self.frames.adjectives[token.lower_]
        return self.frames.nouns.get(lemma_of(token)) or self.frames.nouns.get(token.lower_, [])

    def _event(
        self,
        predicate: Predicate,
        frame: Frame,
        choice: FrameChoice,
        roles: RoleFinder,
        setting: Setting,
        actors: Actors,
        dated: set[int],
        weight: float,
    ) -> EventMention | None:
        token = predicate.token
        actor, recipient = roles.roles(predicate, frame)
        status = frame.status or status_of(predicate, self.words, frame.event)
        signs = signs_of(
            predicate,
            frame,
            actor=actor,
            recipient=recipient,
            status=status,
            topicality=weight,
            words=self.words,
            actors=actors,
            dated=dated,
        )
        believed = confidence(signs, self.weights)
        if believed < self.min_confidence:
            return None
        mode, context = choice.modes(predicate, frame)
        if status == "actual" and setting.is_historical(token):
            status = "historical"
        date, enddate = setting.date(predicate, status)
        sentence = token.sent
        return EventMention(
            event=frame.event,
            mode=mode,
            context=context,
            status=status,
            trigger=_mention(_trigger(predicate)),
            sentence=_mention(_trimmed(sentence)),
            actor=actor,
            recipient=recipient,
            place=setting.place(token, actor),
            date=date,
            enddate=enddate,
            attribution=[],
            figures=[],
            confidence=round(believed, 3),
            frame=f"{frame.event}/{frame.id}",
            signs=signs,
        )


def _consumed(predicate: Predicate) -> list[int]:
    """Give the tokens whose events are part of what a predicate asks, promises, threatens or refuses."""
    found = [i for clause in predicate.slot("clause") for i in _with_object(clause)]
    for slot in ("object", "for"):
        found += [filler.i for filler in predicate.slot(slot) if filler.pos_ == "NOUN"]
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


@Language.factory("dateline_events", default_config={"knowledge": [], "min_confidence": MIN_CONFIDENCE})
def make_events(nlp: Language, name: str, knowledge: list[str], min_confidence: float) -> EventLayer:
    """Make the component; put it after the parser and the other layers."""
    return EventLayer(tuple(knowledge), min_confidence=min_confidence)
