"""Numbers beside which nothing is named: "killing 12", "200 others", "two of them", "the toll rose to 40"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from dateline.code.figures.counted import NounFinder
from dateline.code.figures.kinds import KindReader
from dateline.code.figures.lexicon import CountedNouns, Cues
from dateline.code.figures.sites import PEOPLE_KINDS, Site

YEAR = re.compile(r"(?:19|20)\d\d")
_MODIFYING = frozenset({"NOUN", "PROPN", "ADJ"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_TEMPORAL = frozenset({"DATE", "TIME"})
# How far back, in tokens, the word that gives a bare number its meaning is looked for.
_TOLL_REACH = 40
_CROWD_REACH = 12
_MEMORY = 60


class BareReader:
    """Reads the kind of a number from its clause, the count noun before it, or the figures before it."""

    def __init__(self, doc: Doc, text: str, cues: Cues, finder: NounFinder, kinds: KindReader) -> None:
        self.doc = doc
        self.text = text
        self.cues = cues
        self.finder = finder
        self.kinds = kinds

    def kind(self, site: Site, *, partitive: bool) -> str | None:
        """Give the kind of a bare number, None if it is no figure; `partitive` says that "of" follows."""
        doc, grammar = self.doc, self.cues.grammar
        first, last = site.first, site.last
        pronoun = partitive and site.word(last + 1) in grammar["pronouns"]
        own = partitive and site.word(last + 2) == "own"
        others = site.word(last) in grammar["others"]
        if YEAR.fullmatch(self.text, site.amount.core_start, site.amount.core_end):
            return None
        if partitive and not pronoun and not own and not self._of_figure(site):
            return None
        if (not others and self._counts_else(site)) or self._aside(site):
            return None
        if site.word(first - 1) == "including" and site.near is None:
            return None
        number = doc[first]
        for token in doc[first:last]:
            if token.head.i < first or token.head.i >= last:
                number = token
        behind = last + (1 if others else 2 if pronoun else 3 if own else 0)
        head = last if others else number.i
        kind = self.kinds.kind(first, head, behind, site.start, site.end, bare=True)
        if kind is None or kind == "personnel":
            return self._toll(site) or self._meant(site, number, others=others, pronoun=pronoun) or kind
        return kind

    def _counts_else(self, site: Site) -> bool:
        """Tell whether a noun that figures do not count stands behind the number."""
        if site.last >= site.end:
            return False
        following = self.doc[site.last]
        return (
            following.pos_ in _MODIFYING
            and following.ent_type_ not in _TEMPORAL
            and following.lower_ not in self.cues.said_of
            and self.finder.names(site.last, site.end)
        )

    def _aside(self, site: Site) -> bool:
        """Tell whether a number is an age behind a name, the day of a month, or part of a name."""
        doc, months = self.doc, self.cues.months
        if site.first == site.start:
            return False
        previous = doc[site.first - 1]
        if previous.lower_ in months or site.word(site.last) in months:
            return True
        if previous.pos_ == "PROPN" and doc[site.first].ent_type_ != "CARDINAL":
            return True
        if previous.text not in (",", "(") or site.word(site.last) not in ("", ",", ")", ".", ";"):
            return False
        return site.first - 2 >= site.start and doc[site.first - 2].pos_ == "PROPN"

    def _meant(self, site: Site, number: Token, *, others: bool, pronoun: bool) -> str | None:
        """Give the kind of a number whose noun stands further up: "200 others", "two of them", "40 were rescued"."""
        doc, grammar = self.doc, self.cues.grammar
        near = site.near
        last_found = site.before[-1] if site.before else None
        if pronoun or (others and near):
            if last_found and last_found.kind in PEOPLE_KINDS:
                return "people" if not pronoun and doc[site.last].dep_ == "dobj" else last_found.kind
            if pronoun:
                return self._antecedent(site)
        if site.word(site.last) == "who":
            return "people"
        before = site.word(site.first - 1)
        if near and near.kind in PEOPLE_KINDS and site.last < site.end:
            following = doc[site.last].pos_
            if following == "ADV" or (following == "ADP" and before in grammar["listing"]):
                return near.kind
        if (others and before in grammar["beside"]) or self._crowd(site, number):
            return "people"
        if number.dep_ in _SUBJECT and number.head.lemma_.lower() not in self.cues.speech:
            taken_up = near or (last_found if last_found and last_found.end > site.start - _MEMORY else None)
            if taken_up and (site.amount.value != 1 or taken_up is near):
                if taken_up.kind in ("weapons", "vehicles"):
                    return taken_up.kind
                if taken_up.kind in PEOPLE_KINDS:
                    return "people"
        return self._of_figure(site) or site.inherited(grammar["definite"])

    def _antecedent(self, site: Site) -> str | None:
        """Give the kind of the nearest counted noun before "of them"."""
        for i in range(site.first - 1, max(site.start, site.first - 9) - 1, -1):
            kind = self.finder.kind(self.doc[i], one=False)
            if kind in CountedNouns.KINDS:
                return kind
        return None

    def _crowd(self, site: Site, number: Token) -> bool:
        """Tell whether a number must be people: "thousands marched", "some 200 gathered"."""
        if number.dep_ not in _SUBJECT:
            return False
        plural = self.text[site.amount.core_end - 1] == "s" and number.lower_ != "several"
        verb = number.head.lemma_.lower()
        if number.dep_ == "nsubjpass" and verb in self.cues.people_done_to:
            return True
        return (site.amount.vague and plural) or verb in self.cues.people_do

    def _of_figure(self, site: Site) -> str | None:
        """Read "2 of the 5": the kind of an earlier figure written the same."""
        doc = self.doc
        for i in range(site.last, min(site.last + 3, site.end)):
            if doc[i].like_num:
                for figure in reversed(site.before[-6:]):
                    if doc[figure.start : figure.end].text.lower() == doc[i].lower_:
                        return figure.kind
        return None

    def _toll(self, site: Site) -> str | None:
        """Read "the death toll rose to 40", "a crowd of 300", "the number of interceptors to 64"."""
        doc, cues = self.doc, self.cues
        first, start = site.first, site.start
        if first <= start:
            return None
        if doc[first - 1].lower_ == "of" and first - 2 >= start:
            return cues.crowds.get(doc[first - 2].lemma_.lower())
        if doc[first - 1].lemma_.lower() not in cues.grammar["towards"]:
            return None
        for i in range(first - 2, max(start, first - _TOLL_REACH) - 1, -1):
            word = doc[i].lower_
            kind = cues.tolls.get(word)
            if kind is None and word in cues.crowds and i > first - _CROWD_REACH and doc[i].dep_ in _ARGUMENT:
                kind = cues.crowds[word]
            if kind is None and word in cues.counts and i + 2 < first and doc[i + 1].lower_ == "of":
                kind = self._count_of(i, first, start)
            if kind:
                return kind
        return None

    def _count_of(self, count: int, first: int, start: int) -> str | None:
        """Give the kind of what "the number of" at token `count` speaks of."""
        cues = self.cues
        counted = self.finder.find(count + 2, first, one=False)
        if counted and counted.kind in PEOPLE_KINDS:
            return self.kinds.kind(count, counted.head, counted.end, start, first) or counted.kind
        if counted and counted.kind != "aid_when_given":
            return counted.kind
        token = self.doc[count + 2]
        return cues.said_of.get(token.lower_) or cues.nouns.get(token.lemma_.lower())
