"""What happened to the people counted: the kind of figure, from the words around it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.code.figures.lexicon import CountedNouns, Cues

_SKIPPED_AFTER = frozenset({"AUX", "ADV", "PART"})
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PRON"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLIMB = frozenset({"conj", "appos", "nummod", "quantmod", "nmod", "compound"})


class KindReader:
    """Reads the kind off the words around a counted noun or a bare number."""

    def __init__(self, doc: Doc, cues: Cues, nouns: CountedNouns) -> None:
        self.doc = doc
        self.cues = cues
        self.nouns = nouns

    def kind(
        self,
        start: int,
        head: int,
        end: int,
        sent_start: int,
        sent_end: int,
        *,
        bare: bool = False,
        far: bool = True,
    ) -> str | None:
        """Give the kind that the context says, None if it says nothing.

        What the sentence says of the counted goes before what a modifier recalls: 20 abducted girls who were
        freed are released.

        `start` is the first token of the figure, `head` the token counted (the number itself if it is bare),
        `end` the token behind the noun phrase, `bare` says that no noun is named, `far`
        that a phrase further behind ("with gunshot wounds") may tell.
        """
        said = self._state(end, sent_end, bare=bare)
        if self._of_person(head):
            return self._inside(start, head)  # what the sentence says is said of the father, not of his children
        if said is None and end < sent_end and self.doc[end].pos_ == "AUX":
            said = self._behind(end, sent_end)
        said = said or self._before(start, sent_start) or self._governed(head)
        if said is not None and said != "released":
            return said
        recalled = self._behind(end, sent_end) or self._inside(start, head) or self._participle(head)
        if said is not None:
            # Who is freed from a wreck or a siege is rescued, not released.
            return "people" if recalled == "people" else said
        return recalled or (self._clause(end) if far else None)

    def _of_person(self, head: int) -> bool:
        """Tell whether the counted only say who somebody else is ("a father of two children")."""
        token = self.doc[head]
        if token.dep_ != "pobj" or token.head.lower_ != "of":
            return False
        person = token.head.head
        kind = self.nouns.forms.one.get(person.lower_)
        return person.tag_ == "NN" and kind in ("people", "personnel") and person.lower_ not in self.cues.crowds

    def _state(self, end: int, sent_end: int, *, bare: bool) -> str | None:
        """Read a state right behind the counted: "left 16 people dead", "12 missing", "40 behind bars"."""
        if end >= sent_end:
            return None
        token = self.doc[end]
        if token.pos_ == "ADJ":
            return self.cues.said_of.get(token.lower_)
        if bare and self._stands_alone(token, sent_end):
            kind = self.cues.said_of.get(token.lower_)
            return kind and self._both(kind, end, sent_end, passive=False)
        return self.cues.clause.get(self.doc[end : end + 2].text.lower())

    def _stands_alone(self, token: Token, sent_end: int) -> bool:
        """Tell whether the word behind a bare number can be a participle that is said of it: "another 15 hurt"."""
        if token.pos_ == "NOUN":
            return token.i + 1 >= sent_end or self.doc[token.i + 1].pos_ not in _NOMINAL
        return token.pos_ == "VERB" and not _has_object(token)

    def _inside(self, start: int, head: int) -> str | None:
        """Read "12 wounded soldiers", "the bodies"."""
        for i in range(start, head):
            kind = self.cues.said_of.get(self.doc[i].lower_)
            if kind:
                return kind
        return None

    def _cue(self, token: Token, *, passive: bool) -> str | None:
        """Give what a word behind the counted says of it."""
        cues = self.cues
        lemma = token.lemma_.lower()
        kind = cues.said_of.get(token.lower_)
        if kind and (passive or token.tag_ not in ("VBD",) or not _has_object(token)):
            return kind
        if token.tag_ == "VBG":
            return cues.does.get(lemma)
        kind = cues.done_to.get(lemma)
        if kind and (token.tag_ == "VBN" or passive or token.tag_ == "VBD") and (passive or not _has_object(token)):
            return kind
        return cues.does.get(lemma) if token.tag_.startswith("VB") else None

    def _behind(self, end: int, sent_end: int) -> str | None:
        """Read "people were reportedly killed", "12 dead", "soldiers killed or wounded"."""
        doc, grammar = self.doc, self.cues.grammar
        passive = False
        at = self._past_phrase(end, sent_end)
        while at < min(end + 7, sent_end):
            token = doc[at]
            lemma = token.lemma_
            if token.pos_ == "AUX" or lemma in grammar["passive"]:
                passive = passive or lemma in grammar["passive"]
                at += 1
                continue
            kind = self._cue(token, passive=passive)
            if kind:
                return self._both(kind, at, sent_end, passive=passive)
            weak = self.cues.weak_done_to.get(lemma.lower())
            if weak and token.tag_ != "VBG" and (passive or token.tag_ == "VBN" or not _takes_aim(token)):
                return self._verb(token)
            if passive and lemma.lower() in self.cues.weak_passive:
                return self._verb(token, passive=True)
            word = token.lower_
            if not (
                token.pos_ in _SKIPPED_AFTER
                or word in grammar["who"]
                or word in grammar["skipped_after"]
                or lemma in grammar["reporting"]
            ):
                break
            at += 1
        return None

    def _past_phrase(self, end: int, sent_end: int) -> int:
        """Give the token behind a prepositional phrase that stands between the counted and its verb, if one does."""
        doc = self.doc
        if end >= sent_end or doc[end].pos_ != "ADP" or doc[end].lower_ == "by":
            return end
        for at in range(end + 1, min(end + 8, sent_end)):
            pos = doc[at].pos_
            if pos == "AUX":
                return at
            if pos not in _IN_PHRASE:
                break
        return end

    def _both(self, kind: str, at: int, sent_end: int, *, passive: bool) -> str:
        """Give "people" where dead and injured are counted together ("killed or wounded")."""
        doc = self.doc
        if at + 2 < sent_end and doc[at + 1].lower_ in ("and", "or", "/"):
            token = doc[at + 2]
            other = self.cues.said_of.get(token.lower_) or self.cues.done_to.get(token.lemma_.lower())
            if other and {kind, other} == {"dead", "injured"} and (passive or not _has_object(token)):
                return "people"
        return kind

    def _before(self, start: int, sent_start: int) -> str | None:
        """Read "killing 12", "shot dead three", "the bodies of 70", "killed and injured 50"."""
        doc, cues = self.doc, self.cues
        at = start - 1
        while at > sent_start and doc[at].lower_ in cues.grammar["before_number"]:
            at -= 1
        if at < sent_start:
            return None
        token = doc[at]
        word = token.lower_
        if word in ("of", "to", "in") and at > sent_start:
            noun = doc[at - 1]
            return (
                cues.nouns.get(noun.lemma_.lower())
                if noun.pos_ == "NOUN" and (word != "in" or noun.lemma_ == "toll")
                else None
            )
        said = cues.said_of.get(word)
        if said == "dead" and at > sent_start and doc[at - 1].pos_ in ("VERB", "NOUN", "PROPN"):
            return said
        if token.pos_ == "ADP" or token.dep_ == "prt":
            at -= 1
            token = doc[at] if at >= sent_start and token.lower_ in cues.grammar["particles"] else token
        kind = cues.done_to.get(token.lemma_.lower()) if token.pos_ == "VERB" or token.tag_.startswith("VB") else None
        if kind and at - 2 >= sent_start and doc[at - 1].lower_ in ("and", "or"):
            other = cues.done_to.get(doc[at - 2].lemma_.lower())
            if other and {kind, other} == {"dead", "injured"}:
                return "people"
        return kind

    def _participle(self, head: int) -> str | None:
        """Read "20 people who were killed", "soldiers wounded in the raid" off the parse."""
        cues = self.cues
        for child in self.doc[head].rights:
            if child.dep_ in ("acl", "relcl"):
                lemma = child.lemma_.lower()
                kind = cues.done_to.get(lemma) or cues.weak_done_to.get(lemma)
                if kind and child.tag_ == "VBN" and not _has_object(child):
                    return kind
                if cues.does.get(lemma) and child.tag_ != "VBN":
                    return cues.does[lemma]
        return None

    def _governed(self, head: int) -> str | None:
        """Climb the parse from the counted to the verb or noun that says what happened."""
        cues = self.cues
        token = self.doc[head]
        if self._is_predicate(token):
            return None
        for _ in range(6):
            above = token.head
            if above == token:
                break
            dep = token.dep_
            lemma = above.lemma_.lower()
            if (
                dep == "nsubjpass"
                or dep == "dobj"
                or (dep == "nsubj" and above.tag_ == "VBN" and not _has_object(above))
            ):
                kind = self._verb(above, passive=dep == "nsubjpass")
                if kind is not None and dep != "dobj":
                    kind = self._both(kind, above.i, len(self.doc), passive=True)
                return kind
            if dep in ("nsubj", "oprd", "attr", "ccomp"):
                if dep == "nsubj":
                    said = cues.said_of.get(above.lower_) if not _has_object(above) else None
                    return cues.does.get(lemma) or said or self._complement(above) or self._with_object(above)
                if dep == "attr" and lemma in cues.grammar["consists"]:
                    return self._subject(above)
                return None
            if dep == "pobj":
                if above.lower_ not in cues.grammar["climbed"]:
                    return None
                if above.lower_ != "including" and above.head.pos_ == "NOUN":
                    kind = cues.nouns.get(above.head.lemma_.lower())
                    if kind:
                        return kind
                if above.lower_ in cues.grammar["not_climbed"]:
                    return None
                token = above.head
                if token.pos_ in ("VERB", "AUX"):
                    return self._verb(token) if above.lower_ == "including" else None
                continue
            if dep in _CLIMB or dep == "dep":
                if above.pos_ == "VERB" and dep == "conj":
                    return self._verb(above)
                token = above
                continue
            return None
        return None

    def _is_predicate(self, counted: Token) -> bool:
        """Tell whether the word counted is a state with the number as its subject, beside another clause:
        "nine were killed and 40 injured". What that clause says is not said of it.
        """
        if counted.lower_ not in self.cues.said_of:
            return False
        if counted.dep_ == "conj" and counted.head.pos_ in ("VERB", "AUX"):
            return True
        return any(child.dep_ == "nsubj" for child in counted.lefts)

    def _verb(self, verb: Token, *, passive: bool = False) -> str | None:
        """Give what a verb does to its object, with the verbs coordinated to it ("shot and killed")."""
        cues = self.cues
        lemma = verb.lemma_.lower()
        kind = cues.done_to.get(lemma)
        weak = cues.weak_done_to.get(lemma) or (cues.weak_passive.get(lemma) if passive else None)
        behind = [token.lower_ for token in self.doc[verb.i + 1 : verb.i + 3]]
        if behind[:1] == ["dead"] or behind == ["to", "death"]:
            return "dead"
        if lemma in cues.grammar["consists"]:
            return self._subject(verb)
        if kind is None or kind == "injured":
            partners = [child for child in verb.rights if child.dep_ == "conj"]
            own = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)
            if verb.dep_ == "conj" and not _has_object(verb.head) and not own:
                partners.append(verb.head)
            for partner in partners:
                other = cues.done_to.get(partner.lemma_.lower()) or cues.does.get(partner.lemma_.lower())
                if other and not (_has_object(partner) and partner in verb.rights):
                    return "people" if {kind, other} == {"dead", "injured"} else other
            for child in verb.children:
                said = cues.said_of.get(child.lower_)
                if said and child.dep_ in ("acomp", "oprd", "advmod", "ccomp", "amod"):
                    return said
        return kind or weak

    def _complement(self, verb: Token) -> str | None:
        for child in verb.rights:
            if child.dep_ in ("acomp", "attr", "oprd"):
                kind = self.cues.said_of.get(child.lower_)
                if kind:
                    return kind
        return None

    def _with_object(self, verb: Token) -> str | None:
        """Read a verb together with its object: "lost their lives"."""
        for child in verb.rights:
            if child.dep_ == "dobj":
                return self.cues.does_with.get(f"{verb.lemma_.lower()} {child.lower_}")
        return None

    def _subject(self, verb: Token) -> str | None:
        for child in verb.lefts:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return self.cues.said_of.get(child.lower_) or self.cues.nouns.get(child.lemma_.lower())
        return None

    def _clause(self, end: int) -> str | None:
        """Read "with gunshot wounds", "in custody", "as refugees", "among the dead" behind the counted."""
        doc = self.doc
        previous = ""
        for i in range(end, min(end + 10, len(doc))):
            token = doc[i]
            word = token.lower_
            if word in (".", ";", "\n") or token.pos_ == "NUM" or token.is_sent_start:
                return None
            if self.cues.said_of.get(word) == "dead" and token.pos_ == "ADJ" and previous != "among":
                return None
            kind = self.cues.clause.get(word) or self.cues.clause.get(f"{previous} {word}")
            if kind is None and previous == "as":
                kind = self.nouns.forms.many.get(word)
                kind = kind if kind in ("displaced", "detained") else None
            elif kind is None and previous == "among":
                kind = self.cues.said_of.get(word)
            if kind:
                return kind
            if word != "the":
                previous = word
        return None


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.rights)


def _takes_aim(verb: Token) -> bool:
    """Tell whether a verb is active: "shot at", "shot a man"."""
    return any(child.dep_ == "dobj" or child.lower_ == "at" for child in verb.rights)
