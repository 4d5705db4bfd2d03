"""From an amount to a figure: is something counted that figures are about, and what kind of figure is it."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc

from dateline.code.figures.bare import YEAR, BareReader
from dateline.code.figures.counted import Counted, NounFinder
from dateline.code.figures.kinds import KindReader
from dateline.code.figures.lexicon import FigureLexicon
from dateline.code.figures.numbers import Amount
from dateline.code.figures.sites import PEOPLE_KINDS, Site
from dateline.code.layers import FigureMention

_NOMINAL = frozenset({"NOUN", "PROPN"})
_NAMES = frozenset({"ORG", "FAC", "PRODUCT", "LAW", "EVENT", "WORK_OF_ART", "PERSON", "LOC"})


class Reader:
    """Reads the figures of one document; `text` is its text, `sentences` the first tokens of its sentences."""

    def __init__(self, doc: Doc, lexicon: FigureLexicon, *, text: str, sentences: list[int]) -> None:
        self.doc = doc
        self.text = text
        self.sentences = [*sentences, len(doc)]
        self.cues = lexicon.cues
        self.finder = NounFinder(doc, lexicon.counted)
        self.kinds = KindReader(doc, lexicon.cues, lexicon.counted)
        self.bare = BareReader(doc, text, lexicon.cues, self.finder, self.kinds)

    def read(
        self, amount: Amount, first: int, last: int, core: int, before: list[FigureMention]
    ) -> FigureMention | None:
        """Give the figure that an amount makes, None if it makes none.

        `first`..`last` are the tokens of the amount with its bounds and unit, `core` the token where its number
        begins, `before` the figures already found.
        """
        at = bisect_right(self.sentences, core)
        site = Site(self.doc, amount, first, last, core, self.sentences[at - 1], self.sentences[at], before)
        if amount.money:
            return self._money(site)
        if amount.measure:
            return self._measure(site)
        if self._is_label(site) or self._in_name(site):
            return None
        return self._count(site)

    def _is_label(self, site: Site) -> bool:
        """Tell whether a number names rather than counts ("Task Force 50", "page 3", "20 percent", "one in five")."""
        cues, core = self.cues, site.core
        if site.word(site.last) in cues.not_before:
            return True
        if core == site.start:
            return False
        previous, number = self.doc[core - 1], self.doc[core]
        word = previous.lower_
        if word in cues.labels or (previous.is_title and word in cues.name_labels):
            return True
        if word == "in" and core - 2 >= site.start and self.doc[core - 2].like_num:
            return True
        amount = site.amount
        if amount.start != amount.core_start:
            return False
        if YEAR.fullmatch(self.text, amount.core_start, amount.core_end) and (
            word in cues.year_before or word in cues.months or not word.isalpha()
        ):
            return True
        return number.ent_iob_ == "I" and number.ent_type_ in _NAMES and previous.pos_ == "PROPN"

    def _in_name(self, site: Site) -> bool:
        """Tell whether a number is part of the name of what the figure before counts ("18 Leopard 2 tanks")."""
        if not site.before or site.before[-1].noun is None or site.core == 0:
            return False
        return site.before[-1].end < site.core < site.before[-1].noun and self.doc[site.core - 1].pos_ in _NOMINAL

    def _count(self, site: Site) -> FigureMention | None:
        one = site.amount.value == 1
        at = site.last
        partitive = site.word(at) == "of"
        if partitive:
            at += 1
            inner = at + 1 if site.word(at) in self.cues.grammar["definite"] else at
            if inner < site.end and self.doc[inner].like_num:
                at = inner + 1
        counted = self.finder.find(at, site.end, one=one and not partitive, partitive=partitive)
        if counted is None:
            if site.amount.strong:
                return self._strong(site)
            kind = self.bare.kind(site, partitive=partitive)
            return None if kind is None else site.figure(kind, None, None)
        said: str | None = None
        if counted.kind in PEOPLE_KINDS:
            said = self.kinds.kind(site.first, counted.head, counted.end, site.start, site.end)
        if one and self._idle_one(counted, said, partitive=partitive):
            return None
        kind = self._kind(site, counted, said)
        return None if kind is None else site.figure(kind, counted.head, self._of(site, counted.head))

    def _idle_one(self, counted: Counted, said: str | None, *, partitive: bool) -> bool:
        """Tell whether "one" counts nothing: "one analyst said", "one of the leaders"."""
        if partitive:
            return said is None or said == "people"
        head = self.doc[counted.head]
        speaks = head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_.lower() in self.cues.speech
        return said is None and speaks

    def _kind(self, site: Site, counted: Counted, said: str | None) -> str | None:
        """Weigh the kind of the noun against what the context says of it."""
        kind = counted.kind
        if kind == "aid_when_given":
            return "aid" if self._given(counted) else None
        if kind not in PEOPLE_KINDS or (kind == "dead" and said != "dead"):
            return kind
        if said is None:
            return (site.inherited(self.cues.grammar["definite"]) if kind == "people" else None) or kind
        return kind if said == "personnel" and kind != "people" else said

    def _strong(self, site: Site) -> FigureMention | None:
        """Read "a 2,000-strong force"."""
        for token in self.doc[site.last : min(site.last + 5, site.end)]:
            kind = self.cues.crowds.get(token.lemma_.lower())
            if kind:
                return site.figure(kind, token.i, self._of(site, token.i))
        return None

    def _given(self, counted: Counted) -> bool:
        """Tell whether goods are given to somebody: a verb of giving above them, or an of-phrase of aid."""
        doc, cues = self.doc, self.cues
        end = counted.end
        behind = doc[end : end + 5]
        if behind and behind[0].lower_ == "of" and any(word.lower_ in cues.aid_words for word in behind):
            return True
        token = doc[counted.head]
        for _ in range(5):
            if token.head == token or token.pos_ == "VERB":
                return False
            token = token.head
            if token.lemma_.lower() in cues.giving:
                return True
        return False

    def _money(self, site: Site) -> FigureMention:
        doc, grammar = self.doc, self.cues.grammar
        noun: int | None = None
        if site.word(site.last) in grammar["money_for"]:
            noun = self._phrase_head(site.last + 1, site.end)
        elif site.word(site.last) == "worth":
            noun = self._phrase_head(site.last + 2, site.end)
        if noun is None:
            head = doc[site.last - 1].head
            joined = any(token.pos_ == "CCONJ" for token in doc[site.last : head.i])
            noun = head.i if head.pos_ == "NOUN" and head.i >= site.last and not joined else None
        if noun is None and site.word(site.first - 1) == "of" and site.first - 2 >= site.start:
            noun = site.first - 2 if doc[site.first - 2].pos_ == "NOUN" else None
        if noun is None or doc[noun].ent_type_ in ("DATE", "TIME"):
            return site.figure("money", None, None)
        return site.figure("money", noun, self._of(site, noun))

    def _measure(self, site: Site) -> FigureMention | None:
        """Read weights and volumes of something: aid, arms or other goods; not a rate or a bare measure."""
        cues = self.cues
        noun: int | None = None
        if site.word(site.last) == "of":
            noun = self._phrase_head(site.last + 1, site.end)
        elif site.word(site.last) in cues.aid_words:
            noun = site.last
        if noun is None:
            return None
        words = {self.doc[i].lower_ for i in range(site.last, min(site.end, noun + 5))}
        given = words & cues.aid_words and self._given(Counted(noun, "aid", noun + 1))
        armed = "weapons" if words & cues.weapon_words else "other"
        kind = "aid" if given or words & cues.grammar["relief"] else armed
        return site.figure(kind, noun, self._of(site, noun))

    def _phrase_head(self, at: int, end: int) -> int | None:
        """Give the head of the noun phrase that begins at token `at`."""
        found: int | None = None
        for i in range(at, min(at + 8, end)):
            pos = self.doc[i].pos_
            if pos in _NOMINAL:
                found = i
            elif pos not in ("ADJ", "DET", "PRON") or (found is not None and pos != "ADJ"):
                break
        return found

    def _of(self, site: Site, noun: int) -> str:
        return site.phrase(noun, self.cues.grammar["not_first"])
