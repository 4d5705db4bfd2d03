"""Sentences that a speaker and a cue close ("…, Ana Lima, head of the unit, told reporters"), where the parse fails."""

from __future__ import annotations

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.quotes import Quotes
from dateline.code.attributions.spans import Draft
from dateline.code.attributions.tree import Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HAVE = frozenset({"has", "have", "had", "'s", "’s", "'ve", "’ve"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "expl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_OPENERS = frozenset({"that", "if", "whether", "adding", "and", "but", "while", "who", "which"})
_CLAUSES = frozenset({"IN", "WDT", "WP", "WRB", "CC"})
_MARKS = "\"'“”‘’"
_QUOTES = frozenset({'"', "''", "``", "“", "”", "’”", "’", "‘"})
_LONGEST = 14
"""Words of a name and its apposition between two commas."""


def close_statements(tree: Tree, lexicon: Lexicon, quotes: Quotes, drafts: list[Draft]) -> list[Draft]:
    """Give the sentences that end in a comma, a noun phrase and a verb of saying to that speaker, if the parse has
    found no content for the verb, no speaker, or only something behind a comma. Completes the draft of the verb where
    there is one; gives those that are new.
    """
    by_verb = {draft.verb: draft for draft in drafts if tree.is_verb(draft.verb)}
    added: list[Draft] = []
    for verb, lemma in enumerate(tree.lemma):
        cue = lexicon.verbs.get(lemma)
        if cue is None or not {"quote", "clause"} <= cue.frames.keys() or cue.frames["clause"] != "report":
            continue
        draft = by_verb.get(verb)
        start = _cue_start(tree, verb)
        if start is None or (draft is not None and not _is_open(tree, draft)) or not _ends(tree, verb):
            continue
        source = _source(tree, lexicon, start)
        if source is None or quotes.at(tree.start_char[verb]) is not None:
            continue
        first, _ = tree.sentence(verb)
        end = tree.end_char[source[0] - 2]
        if not any(_states(tree, i, source[0]) for i in range(first, source[0] - 1)):
            continue
        if tree.text[end - 1] in _MARKS or quotes.numbers_in(
            tree.start_char[verb], tree.end_char[tree.sentence(verb)[1] - 1]
        ):
            continue
        if draft is None:
            draft = Draft((start, verb + 1), "report", "clause", verb, speaks=True, asserts=True)
            added.append(draft)
        nouns = [i for i in range(*source) if tree.pos[i] in _NOMINAL]
        draft.source, draft.head = source, _head(tree, nouns)
        draft.cue_class, draft.frame, draft.asserts = "report", "clause", True
        draft.parts = [(tree.start_char[first], end)]
    return added


def _states(tree: Tree, word: int, stop: int) -> bool:
    """Tell whether a word before `stop` is the subject of a clause that can stand alone."""
    above = tree.head[word]
    return (
        tree.dep[word] in _SUBJECT
        and tree.is_verb(above)
        and above < stop
        and tree.dep[above] not in ("relcl", "acl")
        and tree.tag[word] not in ("WDT", "WP")
        and not any(tree.dep[c] == "mark" or tree.tag[c] == "WRB" for c in tree.children[above])
    )


def _head(tree: Tree, nouns: list[int]) -> int:
    """Give the name, or the noun, that stands for a speaker: the last word of the first name in the phrase."""
    inside = set(nouns)
    tops = [i for i in nouns if tree.head[i] not in inside or tree.dep[i] in ("appos", "pobj", "npadvmod")]
    named = [i for i in tops if tree.pos[i] == "PROPN" and tree.dep[i] != "pobj"]
    return (named or tops or nouns)[0]


def _is_open(tree: Tree, draft: Draft) -> bool:
    """Tell whether a draft lacks a speaker or a content, or has for one what stands behind a comma after its cue."""
    if draft.source is None or not draft.parts:
        return True
    after = tree.end_char[draft.verb]
    return all(a > after and "," in tree.text[after:a] for a, _ in draft.parts)


def _cue_start(tree: Tree, verb: int) -> int | None:
    """Give where a cue that can close a sentence begins, None if its form cannot."""
    if tree.tag[verb] in _FINITE:
        return verb
    if tree.tag[verb] == "VBN" and verb > 0 and tree.lower[verb - 1] in _HAVE:
        return verb - 1
    return None


def _ends(tree: Tree, verb: int) -> bool:
    """Tell whether no statement follows a cue in its sentence: only who hears it, when and where ("told reporters in
    Lima on Monday").
    """
    _, end = tree.sentence(verb)
    for i in range(verb + 1, end):
        if tree.lower[i] == "," or tree.lower[i] == "." or tree.pos[i] == "SPACE":
            return i + 1 >= end or tree.lower[i] != "," or tree.lower[i + 1] not in _OPENERS
        if tree.dep[i] in _SUBJECT or tree.lower[i] in _OPENERS or tree.tag[i] == "MD" or tree.lower[i] == ":":
            return False
    return True


def _source(tree: Tree, lexicon: Lexicon, cue: int) -> tuple[int, int] | None:
    """Give the noun phrase between the last comma of a statement and the cue, with a name and an office in one."""
    first, _ = tree.sentence(cue)
    end = cue
    apposed = cue > first and tree.lower[cue - 1] == ","
    if apposed:
        end -= 1
    start = _segment(tree, first, end)
    if start is None:
        return None
    if apposed:
        before = _segment(tree, first, start - 1)
        if before is None:
            return start, end
        names = tree.pos[start - 2] == "PROPN"
        office = any(tree.lemma[i] in lexicon.roles for i in range(start, end))
        called = any(tree.lemma[i] in lexicon.roles for i in range(before, start - 1))
        whole = (names and not called) or called or (office and tree.pos[start - 2] in _NOMINAL)
        return (before, end) if whole else (start, end)
    return start, end


def _segment(tree: Tree, first: int, end: int) -> int | None:
    """Give where the noun phrase begins that fills the words from the comma before it to token `end`, None if there is
    none.
    """
    start = end
    while start > first and tree.lower[start - 1] != ",":
        start -= 1
        strange = tree.pos[start] == "SPACE" or tree.lower[start] in _QUOTES
        if end - start > _LONGEST or tree.is_verb(start) or tree.tag[start] == "MD" or strange:
            return None
    if start <= first or start == end or tree.pos[end - 1] not in _NOMINAL or tree.tag[start] in _CLAUSES:
        return None
    return start
