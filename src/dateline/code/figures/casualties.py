"""Single persons killed or injured, whom no number counts ("a man was shot dead").

Figures count; a person named singly is counted by nobody, and many incidents have no other number. Who puts reports
together needs both.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.figures.kinds import KindReader
from dateline.code.figures.lexicon import FigureLexicon
from dateline.code.layers import Actors, CasualtyMention
from dateline.code.syntax import governing_verb

_PERSON_KINDS = frozenset({"people", "personnel"})
_PRONOUNS = frozenset({"he", "she", "him", "her"})
_OPEN = frozenset({"to", "would", "could", "might", "may", "should", "can", "will", "'d", "'ll", "wo", "must"})
_CONDITIONS = frozenset({"if", "unless", "whether", "until"})


class CasualtyFinder:
    """Finds them in a parsed document, by the words that give figures their kind."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        self.lexicon = lexicon

    def find(self, doc: Doc, sentences: list[int]) -> list[CasualtyMention]:
        """Give the mentions in text order; `sentences` are the first tokens of the sentences.

        A mention under a negation, a modal or an infinitive ("threatened to kill him") is none. Of whom only "shot" is
        said is injured in a document that tells of no dead, and else left out.
        """
        if not doc.has_annotation("DEP"):
            return []
        actors: Actors | None = doc._.dateline_actors
        reader = KindReader(doc, self.lexicon.cues, self.lexicon.counted)
        kinds: dict[str, list[CasualtyMention]] = {"dead": [], "injured": [], "shot": []}
        for start, end in zip(sentences, [*sentences[1:], len(doc)], strict=True):
            for token in doc[start:end]:
                if not self._is_person(token):
                    continue
                left = max(start, token.left_edge.i)
                while left < token.i and doc[left].is_punct:
                    left += 1
                kind = reader.kind(left, token.i, token.i + 1, start, end, far=False)
                if kind not in kinds or self._does_it(token) or self._is_open(token):
                    continue
                entity = None
                if actors is not None and token.i in actors.by_head:
                    entity = actors.mentions[actors.by_head[token.i]].entity
                kinds[kind].append(
                    CasualtyMention(
                        left,
                        token.i + 1,
                        doc[left].idx,
                        token.idx + len(token),
                        "dead" if kind == "dead" else "injured",
                        entity,
                    )
                )
        dead = {casualty.entity for casualty in kinds["dead"] if casualty.entity is not None}
        for casualty in kinds["injured"]:
            if casualty.entity in dead:
                casualty.kind = "dead"
        shot = [] if kinds["dead"] else kinds["shot"]
        return sorted([*kinds["dead"], *kinds["injured"], *shot], key=lambda casualty: casualty.start)

    def _is_person(self, token: Token) -> bool:
        """Tell whether a token heads a phrase for one person that no number counts."""
        if token.pos_ == "PRON":
            return token.lower_ in _PRONOUNS and token.dep_ != "poss"
        if token.dep_ in ("compound", "amod", "poss", "nmod", "appos"):
            return False
        if token.pos_ == "PROPN":
            return token.ent_type_ == "PERSON"
        if token.tag_ != "NN" or token.lower_ in self.lexicon.cues.groups:
            return False
        if any(child.dep_ == "nummod" or child.lower_ in ("no", "every", "each") for child in token.lefts):
            return False
        return self.lexicon.counted.forms.one.get(token.lower_) in _PERSON_KINDS

    def _does_it(self, token: Token) -> bool:
        """Tell whether a person is the subject of an active verb of killing or wounding."""
        verb = token.head
        if token.dep_ != "nsubj" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG"):
            return False
        cues, lemma = self.lexicon.cues, verb.lemma_.lower()
        return lemma in cues.done_to or lemma in cues.weak_done_to or lemma in cues.weak_passive

    def _is_open(self, token: Token) -> bool:
        """Tell whether what is said of a person is denied, possible or only intended."""
        verb = governing_verb(token)
        while verb is not None:
            for child in verb.lefts:
                if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _OPEN):
                    return True
                if child.dep_ == "mark" and child.lower_ in _CONDITIONS:
                    return True
            verb = verb.head if verb.dep_ in ("conj", "xcomp") and verb.head.i != verb.i else None
        return False
