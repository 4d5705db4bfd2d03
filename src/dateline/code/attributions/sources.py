"""Who is credited: from a cue to the words that name the speaker."""

from __future__ import annotations

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree

_SUBJECT = SUBJECTS | PASSIVE_SUBJECTS
_AGENT = frozenset({"agent"})
_OBJECT = frozenset({"pobj"})
_IN = frozenset({"in", "through", "via"})
_CONTROLLED = frozenset({"dobj", "dative"})


def agent(tree: Tree, verb: int) -> int | None:
    """Give the noun after "by" of a passive verb."""
    by = tree.child(verb, _AGENT)
    return None if by is None else tree.child(by, _OBJECT)


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is passive: by auxiliary, subject, or as a past participle after its noun."""
    if any(tree.dep[child] in ("auxpass", "nsubjpass", "csubjpass", "agent") for child in tree.children[verb]):
        return True
    if tree.dep[verb] == "conj" and tree.tag[verb] == "VBN" and tree.child(verb, _SUBJECT) is None:
        has_aux = any(tree.dep[child] == "aux" for child in tree.children[verb])
        head = tree.head[verb]
        return not has_aux and tree.is_verb(head) and is_passive(tree, head)
    if tree.tag[verb] != "VBN" or tree.dep[verb] not in ("acl", "advcl"):
        return False
    return not any(tree.dep[child] in ("aux", "nsubj") for child in tree.children[verb])


def subject(tree: Tree, lexicon: Lexicon, verb: int, depth: int = 0) -> int | None:
    """Give the token that names who does what `verb` says, None where the sentence names nobody.

    Follows coordination ("said … and added"), infinitives ("went on to say"), participles ("…, adding that",
    "a statement saying") to the subject that they share.
    """
    own = [child for child in tree.children[verb] if tree.dep[child] in _SUBJECT]
    if own:
        return min(own, key=lambda child: abs(child - verb))
    if depth > 6:
        return None
    head, dep = tree.head[verb], tree.dep[verb]
    if head == verb:
        return None
    if dep == "relcl":
        return None
    if dep == "acl":
        if tree.is_verb(head):
            return subject(tree, lexicon, head, depth + 1)
        sender = _sender(tree, lexicon, head)
        if sender is not None and tree.tag[verb] == "VBG":
            return sender
        return issuer(tree, lexicon, head, depth) if tree.tag[verb] == "VBG" else None
    if dep == "pcomp":
        above = tree.clause_above(verb)
        if above is not None and tree.lower[head] == "as" and tree.lemma[above] in lexicon.verbs:
            quoted = tree.child(above, _CONTROLLED)  # "quoted the ministry as saying"
            if quoted is not None and above < quoted < verb:
                return quoted
        return None if above is None else subject(tree, lexicon, above, depth + 1)
    if dep in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"):
        while not tree.is_verb(head):
            if tree.head[head] == head:
                return None
            head = tree.head[head]
        if dep == "xcomp":
            controlled = tree.child(head, _CONTROLLED)
            if controlled is not None and controlled < verb and tree.lemma[head] not in lexicon.issuing:
                return controlled
        if dep in ("ccomp", "parataxis") and tree.tag[verb] in ("VBD", "VBZ", "VBP"):
            return None
        return subject(tree, lexicon, head, depth + 1)
    return None


def _sender(tree: Tree, lexicon: Lexicon, hearer: int) -> int | None:
    """Give who sent what a hearer with a participle got: the family in "the family sent a letter to police saying"."""
    to = tree.head[hearer]
    if tree.dep[hearer] != "pobj" or tree.lower[to] != "to" or tree.lemma[tree.head[to]] not in lexicon.issuing:
        return None
    return subject(tree, lexicon, tree.head[to])


def issuer(tree: Tree, lexicon: Lexicon, noun: int, depth: int = 0) -> int:
    """Give who speaks through a document: the subject of "issued" in "issued a statement saying", else the noun."""
    head = tree.head[noun]
    issued = tree.lemma[noun] in lexicon.documents and tree.dep[noun] == "dobj" and tree.lemma[head] in lexicon.issuing
    if not issued or is_passive(tree, head):
        return noun
    found = subject(tree, lexicon, head, depth + 1)
    return noun if found is None else found


def utterer(tree: Tree, lexicon: Lexicon, noun: int) -> int | None:
    """Give who says what a noun with a that-clause says: the subject of "said in a statement that", "made the claim
    that"; None where the sentence tells nobody, or only who hears it.
    """
    above = tree.head[noun]
    if tree.dep[noun] == "dobj" and tree.lemma[above] in lexicon.issuing:
        return subject(tree, lexicon, above)
    if tree.dep[noun] == "pobj" and tree.lower[above] in _IN and tree.lemma[tree.head[above]] in lexicon.verbs:
        return subject(tree, lexicon, tree.head[above])
    return None
