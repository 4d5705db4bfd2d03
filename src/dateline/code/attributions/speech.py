"""Gives quotations to their speakers, also where the parse does not, and follows speech over sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.quotes import Quote, Quotes
from dateline.code.attributions.sources import subject
from dateline.code.attributions.spans import Draft, cue_bounds, cut, noun_phrase
from dateline.code.attributions.tree import Tree

_BOUNDARY = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[^\W\d_a-z]|[\"'“‘(\[])")
_LAST_WORD = re.compile(r"[^\W_]+$")
_CLOSING = "\"'”’“»` "
_FAR = 200
_PAUSE = 120  # characters between two quotations of one speaker, for a sentence of the writer
_NAMING = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"})


class Speech:
    """Attaches the quotations of one document to the drafts of its attributions."""

    def __init__(self, tree: Tree, quotes: Quotes, lexicon: Lexicon, drafts: list[Draft]) -> None:
        self.tree = tree
        self.text = tree.text
        self.quotes = quotes
        self.spans = quotes.spans
        self.lexicon = lexicon
        self.drafts = drafts
        self.owner: dict[int, Draft] = {}
        self.added: list[Draft] = []

    def attach(self) -> list[Draft]:
        """Complete the contents of the drafts, and give those that only a quotation made known as well."""
        if self.spans:
            outside = [d for d in self.drafts if self.quotes.at(self.tree.start_char[d.verb]) is None]
            for draft in outside:
                if draft.speaks:
                    self._close(draft)
            for draft in outside:
                if draft.speaks:
                    self._open(draft)
                self._yield(draft)
                self._widen(draft)
            self._follow()
        return [*self.drafts, *self.added]

    def sentence_ends(self, start: int, end: int) -> Iterator[int]:
        """Yield where sentences begin between two characters, after the end of another one."""
        for match in _BOUNDARY.finditer(self.text, start, end):
            at = match.start()
            if self.text[at] == ".":
                word = _LAST_WORD.search(self.text, max(0, at - 12), at)
                if word is not None and (len(word[0]) == 1 or word[0].lower() in self.lexicon.abbreviations):
                    continue
            yield match.end()

    def breaks(self, start: int, end: int) -> bool:
        """Tell whether a sentence ends between two characters and another one begins."""
        return next(self.sentence_ends(start, end), None) is not None or "\n" in self.text[start:end].strip()

    def clause(self, draft: Draft) -> tuple[int, int]:
        """Give the characters from the source or cue, whichever is first, to the end of the later one."""
        tokens = [draft.cue]
        if draft.source is not None and abs(draft.source[0] - draft.verb) < 60:
            tokens.append(draft.source)
        start, end = min(a for a, _ in tokens), max(b for _, b in tokens)
        return self.tree.start_char[start], self.tree.end_char[end - 1]

    def _close(self, draft: Draft) -> None:
        """Give a draft the quotation that its cue closes: "“…,” she said"."""
        start, end = self.clause(draft)
        before = self._before(start)
        if before is None and draft.source is not None:
            before = self._before(self.tree.start_char[draft.cue[0]])
        if before is not None and self._free(before, start, end) and not self._is_part(before, draft):
            self._take(before, draft)
            self._chain_back(before, draft)
            if draft.head is None:
                self._name(draft, self.spans[before].end)

    def _is_part(self, number: int, draft: Draft) -> bool:
        """Tell whether a quotation before a cue is only a part of the clause that somebody else says in the content:
        "He said it was “a disgrace,” the radio reported".
        """
        quote, tree = self.spans[number], self.tree
        if tree.tag[draft.verb] != "VBG" and not any(a < quote.start < b for a, b in draft.parts):
            return False
        lead = self.text[max(0, quote.start - 40) : quote.start].rstrip()
        sentence = tree.sentence_of[draft.verb]
        return lead[-1:].isalnum() and any(
            other is not draft
            and other.verb < draft.verb
            and other.source is not None
            and other.asserts
            and tree.sentence_of[other.verb] == sentence
            and any(a < quote.start < b for a, b in other.parts)
            for other in self.drafts
        )

    def _open(self, draft: Draft) -> None:
        """Give a draft the quotations that its content shares words with, or the one that its cue leads to."""
        start, end = self.clause(draft)
        claimed = [
            n
            for a, b in draft.parts
            for n in self.quotes.numbers_in(a, b)
            if self.text[max(a, self.spans[n].start) : min(b, self.spans[n].end)].strip(_CLOSING)
        ]
        if not draft.parts and (after := self._after(draft, end)) is not None:
            claimed.append(after)
        for number in claimed:
            if self._free(number, start, end):
                self._take(number, draft)
                self._chain_back(number, draft)
        if draft.parts:
            draft.parts = [(self._begin(a, b), b) for a, b in cut(draft.parts, *self.tree.char_range(*draft.cue))]

    def _begin(self, start: int, end: int) -> int:
        """Give where the last sentence of a content before its cue begins, outside quotations."""
        for at in self.sentence_ends(start, end):
            if at < end and self.quotes.at(at) is None:
                start = at
        return start

    def _yield(self, draft: Draft) -> None:
        """Take the quotations that another cue closes out of a content that the parse drew too wide."""
        for a, b in list(draft.parts):
            for number in self.quotes.numbers_in(a, b):
                other = self.owner.get(number)
                quote = self.spans[number]
                if other is draft and self._stands_alone(a, quote):
                    draft.parts = cut(draft.parts, a, quote.start)
                if other is not None and other is not draft and draft.verb < other.verb and b <= quote.end:
                    draft.parts = cut(draft.parts, quote.start, quote.end)

    def _stands_alone(self, start: int, quote: Quote) -> bool:
        """Tell whether a quotation is a sentence of its own after words of the writer without a full stop: it begins
        with a capital, and a noun or name before it closes a statement ("… fights the group “We will go on,” he said").
        """
        tree, body = self.tree, self._body(quote).strip(_CLOSING)
        last = bisect_left(tree.start_char, quote.start) - 1
        while last > 0 and tree.pos[last] == "SPACE":
            last -= 1
        if not start < tree.start_char[last] or not body[:1].isupper() or not body.endswith(","):
            return False
        words = range(bisect_left(tree.start_char, start), last + 1)
        stated = any(tree.dep[i] in ("nsubj", "nsubjpass") and tree.is_verb(tree.head[i]) for i in words)
        return stated and tree.pos[last] in ("NOUN", "PROPN") and len(body.split()) > 4

    def _widen(self, draft: Draft) -> None:
        """Take in the quotation that a content runs into or breaks off in, whole."""
        for place, (a, b) in enumerate(draft.parts):
            end = b
            while end < len(self.text) and self.text[end] in " \u00a0":
                end += 1
            number = self.quotes.number_at(end)
            if number is None or number in self.owner or self.spans[number].end <= b:
                continue
            quote = self.spans[number]
            if quote.start == end and self.text[max(a, b - 4) : b].rstrip()[-1:] in (".", "!", "?"):
                continue  # a sentence of its own: whose it is, its neighbours tell
            if quote.start in (a, end) or a < quote.start < b:
                self.owner[number] = draft
                draft.parts[place] = (a, quote.end)

    def _free(self, number: int, start: int, end: int) -> bool:
        quote = self.spans[number]
        return number not in self.owner and not (quote.start <= start and end <= quote.end)

    def _take(self, number: int, draft: Draft) -> None:
        self.owner[number] = draft
        draft.parts.append((self.spans[number].start, self.spans[number].end))

    def _before(self, start: int) -> int | None:
        """Give the quotation that ends just before character `start`, with the comma or mark of a speech."""
        at = start
        while at > 0 and self.text[at - 1] in " \t\u00a0,—–-":
            at -= 1
        number = self.quotes.number_at(at - 1) if at > 0 else None
        if number is None:
            return None
        quote = self.spans[number]
        if quote.end != at:
            return None
        body = self.text[quote.start : quote.end].rstrip(_CLOSING)
        gap = self.text[quote.end : start].strip()
        return number if body.endswith((",", "?", "!", ".", "—", "–", "…", "-")) or gap[:1] in (",", "—", "–") else None

    def _after(self, draft: Draft, end: int) -> int | None:
        """Give the quotation that the cue leads to: the next one, before another sentence begins."""
        low = bisect_left(self.quotes.starts, end)
        if low >= len(self.spans) or self.spans[low].start > end + _FAR:
            return None
        gap = self.text[end : self.spans[low].start]
        lead = gap.rstrip()
        introduced = lead.endswith((":", ",")) or (not lead and self.text[end - 1] == ":")
        if (
            lead.endswith((".", "!", "?"))
            or self.breaks(end, self.spans[low].start)
            or ("\n" in gap and not introduced)
        ):
            return None
        if not introduced and (draft.weak or len(self._body(self.spans[low]).split()) < 2):
            return None
        return low

    def _body(self, quote: Quote) -> str:
        return self.text[quote.start : quote.end]

    def _chain_back(self, number: int, draft: Draft) -> None:
        """Add the quotations before that run into this one without words between."""
        while number > 0 and number - 1 not in self.owner:
            gap = self.text[self.spans[number - 1].end : self.spans[number].start]
            running = self.spans[number].continues and not self.spans[number - 1].closed
            if gap.strip() or ("\n" in gap and not running):
                return
            number -= 1
            self._take(number, draft)

    def _name(self, draft: Draft, quote_end: int) -> None:
        """Find the speaker beside the cue when the parse has none: "“…,” said the mayor of Quito"."""
        tree, start = self.tree, draft.cue[0]
        first = draft.verb + 1
        if first + 1 < len(tree) and tree.lower[first] == "." and tree.pos[first + 1] == "PROPN":
            first += 1  # "…,” said. Col. Ana Lima": a stop that slipped in
        after = list(range(first, min(first + 7, len(tree))))
        before = [i for i in range(max(0, start - 12), start) if tree.start_char[i] >= quote_end]
        for run in (before, after):
            names = []
            for i in run:
                if tree.pos[i] in _NAMING:
                    names.append(i)
                elif names or run is after or tree.pos[i] not in ("PUNCT", "SPACE"):
                    break
            heads = [i for i in names if tree.pos[i] in ("PROPN", "NOUN", "PRON")]
            if heads:
                draft.source, draft.head = (names[0], heads[-1] + 1), heads[-1]
                return

    def _follow(self) -> None:
        """Give quotations without a cue to the speaker of the speech that they continue, or that leads to them."""
        speakers = [d for d in self.drafts if d.source is not None and d.asserts]
        speakers = [d for d in speakers if self.quotes.at(self.tree.start_char[d.verb]) is None]
        at = 0
        for number, quote in enumerate(self.spans):
            while at < len(speakers) and self.tree.start_char[speakers[at].verb] < quote.start:
                at += 1
            if number in self.owner:
                continue
            previous = self.owner.get(number - 1)
            gap = self.text[self.spans[number - 1].end : quote.start] if number else ""
            if previous is not None and quote.continues and not gap.strip():
                self._take(number, previous)
                continue
            if len(self._body(quote).split()) < 3:
                continue
            near = [d for d in speakers[max(0, at - 3) : at] if d.parts]
            if previous is not None and all(d is not previous for d in near):
                near.append(previous)
            # Of a chain in one sentence ("…,” he told reporters, according to …"), the speaker goes on, not the medium.
            near.sort(key=lambda d: (self.tree.sentence_of[d.verb], d.frame != "prefix", d.verb))
            before = next((d for d in reversed(near) if self._continues(d, quote)), None)
            if before is not None:
                before.cue_class = "report"
                self._take(number, before)
                continue
            led = self._led(quote)
            if led is not None:
                self.added.append(led)
                self._take(number, led)
        self._precede()

    def _precede(self) -> None:
        """Give quotations of whole sentences that nobody has spoken yet to who speaks right after them:
        "“They came at night.” He paused. “They killed him,” Omar Ali said".
        """
        for number in range(len(self.spans) - 2, -1, -1):
            quote, following = self.spans[number], self.spans[number + 1]
            owner = self.owner.get(number + 1)
            if number in self.owner or owner is None or owner.source is None or owner.cue_class != "report":
                continue
            gap = self.text[quote.end : following.start]
            if len(gap) > _PAUSE or gap.count("\n") > 2 or ("\n" in gap and gap.strip()):
                continue
            if self._whole(quote) and len(self._body(quote).split()) > 3 and self._body(following)[1:2].isupper():
                self._take(number, owner)

    def _continues(self, draft: Draft, quote: Quote) -> bool:
        """Tell whether a quotation without a cue goes on with a speech: "“A,” he said. “B.”"."""
        _, clause_end = self.clause(draft)
        last = max((b for _, b in draft.parts if b <= quote.start), default=clause_end)
        last = max(last, clause_end)
        gap = self.text[last : quote.start]
        if len(gap) > 250:
            return False
        lead = gap.rstrip(_CLOSING + "\n\t\u00a0")
        ended = lead.endswith((".", "!", "?", ":")) or (not lead and last > 1 and self.text[last - 1] in ".!?\"”'’")
        if not ended or self.breaks(last, last + len(lead)):
            return False
        if "\n" not in gap:
            return True
        return self._whole(quote)

    def _whole(self, quote: Quote) -> bool:
        """Tell whether a quotation consists of whole sentences, mark at its end included."""
        return not quote.closed or self._body(quote).rstrip(_CLOSING).endswith((".", "!", "?", "…"))

    def _led(self, quote: Quote) -> Draft | None:
        """Make an attribution from a sentence that ends in a colon before a quotation, whatever its verb."""
        tree = self.tree
        first = bisect_left(tree.start_char, quote.start)
        colon = first - 1
        while colon > 0 and tree.pos[colon] == "SPACE":
            colon -= 1
        if colon <= 0 or tree.lower[colon] != ":" or first >= len(tree):
            return None
        root = colon
        low, _ = tree.sentence(colon)
        while tree.head[root] != root and tree.head[root] >= low:
            root = tree.head[root]
        if root >= colon or not tree.is_verb(root):
            return None
        head = subject(tree, self.lexicon, root)
        if head is None or head > colon or tree.lower[head] in self.lexicon.expletives:
            return None
        return Draft(cue_bounds(tree, root), "report", "colon", root, noun_phrase(tree, head), head, asserts=True)
