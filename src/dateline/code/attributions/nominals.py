"""Attributions without a verb of saying: "according to", "her claim that", "confident that", "Minister: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.code.attributions.lexicon import Cue, Lexicon
from dateline.code.attributions.sources import subject, utterer
from dateline.code.attributions.spans import Draft, noun_phrase
from dateline.code.attributions.tree import Tree

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_POSSESSOR = frozenset({"poss"})
_POBJ = frozenset({"pobj"})
_SPEAKER_LINE = re.compile(r"(?P<who>[A-Z][^\n:“”\"?!]{1,60}?):(?=[ \u00a0]\S)")


def prefix_drafts(tree: Tree, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield attributions by a prepositional phrase that names the source ("according to the ministry")."""
    openers = {words[0]: [p for p in lexicon.prefixes if p[0] == words[0]] for words in lexicon.prefixes}
    for i, lower in enumerate(tree.lower):
        if lower not in openers:
            continue
        for words in openers[lower]:
            last = i + len(words) - 1
            if tuple(tree.lower[i : last + 1]) != words:
                continue
            draft = _prefix(tree, i, last)
            if draft is not None:
                yield draft
            break


def account_drafts(tree: Tree, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield attributions by whose account something is told ("by the army's account, …")."""
    for i, lemma in enumerate(tree.lemma):
        owner = tree.child(i, _POSSESSOR) if lemma in lexicon.accounts and tree.dep[i] == "pobj" else None
        first = tree.head[i]
        if owner is None or tree.lower[first] not in ("by", "in") or first != tree.sentence(i)[0]:
            continue
        draft = _prefix(tree, first, first)
        if draft is not None:
            draft.head, draft.source = owner, noun_phrase(tree, owner)
            yield draft


def _prefix(tree: Tree, first: int, last: int) -> Draft | None:
    head = next((c for c in tree.children[last] if tree.dep[c] == "pobj"), None)
    if head is None:
        return None
    source = noun_phrase(tree, head)
    top = tree.head[first]
    while tree.head[top] != top and not tree.is_verb(top):
        top = tree.head[top]
    while (
        tree.dep[top] in ("xcomp", "conj", "advcl", "auxpass", "acl", "pcomp", "ccomp", "relcl")
        and tree.head[top] != top
    ):
        if tree.dep[top] in ("relcl", "ccomp") and not _sentence_edge(tree, first, source[1]):
            break
        up = tree.head[top]
        while not tree.is_verb(up) and tree.head[up] != up:
            up = tree.head[up]
        top = up
    left, right = tree.left(top), tree.right(top) + 1
    if tree.dep[top] == "ROOT":
        left, right = tree.sentence(top)
    draft = Draft((first, last + 1), "report", "prefix", first, source, head, speaks=True, asserts=True)
    end = max(source[1], tree.right(head) + 1)
    if left < first:
        draft.parts.append(tree.char_range(left, first))
    if end < right:
        draft.parts.append(tree.char_range(end, right))
    return draft if draft.parts else None


def _sentence_edge(tree: Tree, first: int, end: int) -> bool:
    """Tell whether the tokens `first`..`end` stand at the beginning or end of their sentence."""
    low, high = tree.sentence(first)
    return first <= low + 1 or all(tree.pos[i] in ("PUNCT", "SPACE") for i in range(end, high))


def noun_drafts(tree: Tree, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield attributions by a noun with a possessor or a that-clause: "his claim that", "fears of a split"."""
    for i, lemma in enumerate(tree.lemma):
        cue = lexicon.nouns.get(lemma)
        if cue is None or not tree.tag[i].startswith("NN"):
            continue
        draft = _noun(tree, lexicon, i, cue)
        if draft is not None:
            yield draft


def _noun(tree: Tree, lexicon: Lexicon, noun: int, cue: Cue) -> Draft | None:
    if tree.lemma[noun] in lexicon.pictures:
        return _picture(tree, lexicon, noun, cue)
    owner, first = tree.child(noun, _POSSESSOR), noun
    if owner is None and tree.lemma[tree.head[noun]] in lexicon.hearing and tree.dep[noun] == "dobj":
        first = tree.head[noun]
        owner = tree.child(first, _SUBJECT)
    content, frame, last = None, "", noun
    for child in tree.children[noun]:
        if child < noun:
            continue
        dep, lower = tree.dep[child], tree.lower[child]
        if dep in ("acl", "relcl", "ccomp") and "clause" in cue.frames:
            opening = tree.left(child)
            if tree.lower[opening] == "that" and tree.dep[opening] == "mark":
                content, frame = child, "clause"
                break
            if any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[child]) and dep == "acl":
                content, frame = child, "infinitive"
                break
        if dep == "prep" and lower in cue.frames and tree.children[child] and owner is not None:
            content, frame, last = child, lower, child
            break
        if dep == "prep" and lower == "by" and owner is None:
            owner = tree.child(child, _POBJ)
    if content is None or (owner is None and frame != "clause"):
        return None
    if owner is None and frame == "clause":
        owner = utterer(tree, lexicon, noun)
    left = tree.left(content) if last == noun else content + 1
    draft = Draft((first, last + 1), cue.frames[frame], "noun-" + frame, noun)
    if owner is not None:
        draft.head, draft.source = owner, noun_phrase(tree, owner)
    draft.parts = [tree.char_range(left, tree.right(content) + 1)]
    return draft


def _picture(tree: Tree, lexicon: Lexicon, noun: int, cue: Cue) -> Draft | None:
    """Give what who publishes pictures of somebody doing something reports by them."""
    verb = tree.clause_above(noun)
    of = next((c for c in tree.children[noun] if tree.dep[c] == "prep" and tree.lower[c] == "of"), None)
    if verb is not None and tree.dep[verb] == "ccomp" and tree.lemma[verb] not in lexicon.issuing:
        verb = tree.clause_above(verb)  # "published what it calls photos of"
    if verb is None or of is None or tree.lemma[verb] not in lexicon.issuing or not verb < noun:
        return None
    head, last = subject(tree, lexicon, verb), tree.right(noun)
    if head is None or not any(_is_doing(tree, i) for i in range(of, last + 1)):
        return None
    draft = Draft((verb, verb + 1), cue.frames["of"], "picture", verb, noun_phrase(tree, head, verb), head)
    draft.parts = [tree.char_range(of + 1, last + 1)]
    return draft


def _is_doing(tree: Tree, token: int) -> bool:
    """Tell whether a word is what somebody does in a picture; after a name the tagger takes it for a noun."""
    if tree.tag[token] == "VBG":
        return tree.dep[token] in ("acl", "pcomp")
    named = any(tree.dep[c] == "compound" and tree.doc[c].ent_type_ == "PERSON" for c in tree.children[token])
    return tree.dep[token] == "pobj" and tree.lower[token].endswith("ing") and named


def adjective_drafts(tree: Tree, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield attributions by a predicate adjective: "is confident that", "are unwilling to"."""
    for i, lower in enumerate(tree.lower):
        cue = lexicon.adjectives.get(lower)
        if cue is None or tree.dep[i] not in ("acomp", "oprd", "conj"):
            continue
        verb = tree.clause_above(i)
        head = None if verb is None else tree.child(verb, _SUBJECT)
        if head is None:
            continue
        for child in tree.children[i]:
            if child < i:
                continue
            frame = _adjective_frame(tree, child)
            if frame in cue.frames:
                first = tree.left(child) if frame in ("clause", "infinitive") else child + 1
                last = i if frame in ("clause", "infinitive") else child
                draft = Draft((i, last + 1), cue.frames[frame], "adjective-" + frame, i, noun_phrase(tree, head), head)
                if first <= tree.right(child):
                    draft.parts = [tree.char_range(first, tree.right(child) + 1)]
                    yield draft
                    break


def _adjective_frame(tree: Tree, child: int) -> str:
    dep = tree.dep[child]
    if dep in ("ccomp", "xcomp"):
        to = any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[child])
        return "infinitive" if to else "clause"
    return tree.lower[child] if dep == "prep" else ""


def _can_speak(tree: Tree, head: int, start: int, end: int) -> bool:
    """Tell whether what stands before the colon of a headline speaks: a place does only if it says "we" or is quoted
    ("Moscow: we will not yield"; not "Goma: three dead").
    """
    if tree.doc[head].ent_type_ not in ("GPE", "LOC", "FAC"):
        return True
    said = tree.text[start:end].lower()
    return said.lstrip()[:1] in "\"“'‘" or not {"we", "our", "i", "us"}.isdisjoint(said.split())


def line_drafts(tree: Tree, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield attributions by a mere colon at the start of a headline: "Minister: we will not yield"."""
    text = tree.text
    lead = len(text) - len(text.lstrip())
    line_end = text.find("\n", lead)
    line_end = len(text) if line_end < 0 else line_end
    if line_end - lead > 200:
        return
    match = _SPEAKER_LINE.match(text, lead, line_end)
    if match is None:
        return
    tokens = [i for i in range(min(len(tree), 40)) if lead <= tree.start_char[i] < match.end()]
    colon = next((i for i in tokens if tree.lower[i] == ":"), None)
    if colon is None or colon == tokens[0]:
        return
    names = [i for i in tokens if i < colon and tree.pos[i] != "SPACE"]
    if not names or any(tree.is_verb(i) for i in names) or len(names) > 5:
        return
    if not any(tree.pos[i] in ("PROPN", "NOUN") for i in names) or not _can_speak(
        tree, names[-1], match.end(), line_end
    ):
        return
    draft = Draft((colon, colon + 1), "report", "colon", colon, (names[0], names[-1] + 1), names[-1], asserts=True)
    draft.parts = [(match.end(), line_end)]
    yield draft
