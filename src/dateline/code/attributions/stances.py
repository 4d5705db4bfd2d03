"""What a source does with what is said: asserts, denies, confirms, doubts or asks."""

from __future__ import annotations

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.spans import Draft
from dateline.code.attributions.tree import Tree
from dateline.model import Stance

_OBJECT = frozenset({"dobj", "nsubjpass"})
_JUDGED = frozenset({"oprd", "xcomp", "acomp", "attr", "ccomp", "amod"})
_FACT_CLAUSE = frozenset({"mark", "aux", "auxpass"})
_OWN = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})
_NEGATING = frozenset({"neg", "preconj", "cc", "advmod", "det", "mark"})


def is_act(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether a verb of saying is an act here: "denied him entry", "confirmed the judge", "was denied bail"."""
    lemma = tree.lemma[verb]
    acts = lexicon.stance.acts.get(lemma)
    if acts is None:
        return False
    objects = [child for child in tree.children[verb] if tree.dep[child] in _OBJECT]
    if any(tree.lemma[child] in acts or tree.lower[child] in acts for child in objects):
        return True
    deps = [tree.dep[child] for child in tree.children[verb]]
    if lemma == "deny":
        given = any(_is_bare(tree, child, acts) for child in tree.children[verb])
        return given or ("dobj" in deps and ("dative" in deps or "nsubjpass" in deps))
    return lemma == "confirm" and any(tree.dep[c] == "prep" and tree.lower[c] == "as" for c in tree.children[verb])


def _is_bare(tree: Tree, child: int, acts: frozenset[str]) -> bool:
    """Tell whether the parser took two objects for a clause ("denied him bail")."""
    clause = tree.dep[child] == "ccomp" and (tree.lemma[child] in acts or tree.lower[child] in acts)
    return clause and tree.child(child, _FACT_CLAUSE) is None


def denies_claim(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether a verb rejects somebody's claim or calls it untrue: "dismissed reports that", "called it false"."""
    words = lexicon.stance
    rejects = tree.lemma[verb] in words.rejecting
    claim = untruth = False
    for child in tree.children[verb]:
        dep = tree.dep[child]
        if dep in _OBJECT or dep == "nsubj":
            untruth = untruth or any(_called_untrue(tree, lexicon, c) for c in tree.children[child])
            claim = claim or (tree.lemma[child] in words.claims and (dep != "nsubj" or child > verb))
            untruth = untruth or tree.lemma[child] in words.untruths
        elif dep in _JUDGED:
            untruth = untruth or tree.lemma[child] in words.untruths or tree.lower[child] in words.untruths
            claim = claim or any(tree.lemma[c] in words.claims for c in tree.children[child] if tree.dep[c] == "nsubj")
        elif dep == "prep" and tree.lower[child] == "as":
            untruth = untruth or any(
                tree.lemma[c] in words.untruths or tree.lower[c] in words.untruths for c in tree.children[child]
            )
    return claim and (rejects or untruth)


def _called_untrue(tree: Tree, lexicon: Lexicon, modifier: int) -> bool:
    """Tell whether an "as" that the parser hangs on the claim says that it is untrue ("dismissed it as baseless")."""
    untruths = lexicon.stance.untruths
    return tree.lower[modifier] == "as" and any(
        tree.lemma[c] in untruths or tree.lower[c] in untruths for c in tree.children[modifier]
    )


def stance_of(tree: Tree, lexicon: Lexicon, draft: Draft, parts: list[tuple[int, int]], *, direct: bool) -> Stance:
    """Give the stance of the source of a draft with the content `parts` (character ranges)."""
    words, cue = lexicon.stance, draft.verb
    if draft.frame in ("prefix", "colon"):
        return "asserts"
    lemma = tree.lemma[cue]
    stance = words.stances.get(lemma, words.stances.get(tree.lower[cue], "asserts"))
    if stance == "asks" and draft.frame not in ("clause", "quote", "about", "object"):
        stance = "asserts"
    if draft.denies:
        stance = "denies"
    if direct and stance == "asserts" and _asks(tree.text, parts):
        return "asks"
    if not is_negated(tree, lexicon, draft):
        return stance
    if lemma in words.raising and draft.frame == "clause":
        return "denies"
    if stance == "asserts" and (draft.cue_class == "attitude" or direct):
        return stance
    return words.negated.get(stance, stance)


def _asks(text: str, parts: list[tuple[int, int]]) -> bool:
    """Tell whether a quotation is a question and nothing else."""
    said = "".join(text[start:end] for start, end in parts).rstrip(" \"'”’»,")
    return said.endswith("?") and not any(mark in said for mark in (". ", "! ", "; "))


def is_negated(tree: Tree, lexicon: Lexicon, draft: Draft) -> bool:
    """Tell whether the source does not do what the cue says: "did not confirm", "declined to confirm", "neither
    confirmed nor denied", "nobody confirmed", "no confirmation".
    """
    words, cue = lexicon.stance, draft.verb
    if draft.head is not None:
        head = draft.head
        if tree.lower[head] in words.nobody or any(
            tree.lower[c] == "no" and tree.dep[c] == "det" for c in tree.children[head]
        ):
            return True
    for _ in range(4):
        if _negator(tree, lexicon, cue):
            return True
        above, dep = tree.head[cue], tree.dep[cue]
        if above == cue:
            return False
        if tree.lemma[above] in words.withholding or tree.lower[above] in words.withholding:
            return dep in ("xcomp", "acl", "ccomp", "advcl")
        if dep == "conj":
            links = [tree.lower[c] for c in tree.children[above] if tree.dep[c] == "cc" and c < cue]
            if "nor" in links:
                return True
            if "or" not in links or tree.child(cue, _OWN) is not None:
                return False
        elif dep not in ("xcomp", "acomp"):
            # "unable" and "sure" carry the negation of their verb ("is not sure whether")
            return False
        cue = above
    return False


def _negator(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    negators = lexicon.stance.negators
    return any(
        tree.dep[child] in _NEGATING
        and (tree.lower[child] in negators or (tree.dep[child] == "det" and tree.lower[child] == "no"))
        for child in tree.children[cue]
        if child < cue
    )
