"""Which verb a joined one goes on with: the cue, or what it says; tenses tell where the parser does not."""

from __future__ import annotations

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.tree import Tree


def goes_back(tree: Tree, lexicon: Lexicon, verb: int, clause: int) -> int | None:
    """Give the conjunction after which a verb goes on with the cue, not with its content, where their tenses tell:
    "said they fear the militia and stormed the office". Verbs that are cues themselves: `chains`.
    """
    if tree.tag[verb] not in ("VBD", "VBN") or clause < verb:
        return None
    node: int | None = clause
    while node is not None:
        for child in tree.children[node]:
            if tree.dep[child] != "conj" or tree.lemma[child] in lexicon.verbs:
                continue
            if _is_bare_past(tree, child) and not _is_past(tree, node):
                links = [c for c in tree.children[node] if tree.dep[c] == "cc" and c < child]
                return links[-1] if links else None
        node = next((c for c in tree.children[node] if tree.dep[c] == "xcomp"), None)
    return None


def _is_bare_past(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is in the past, active, and has no subject of its own."""
    if tree.tag[verb] not in ("VBD", "VBN"):
        return False
    own = any(tree.dep[c] in ("nsubj", "nsubjpass", "aux", "auxpass", "agent") for c in tree.children[verb])
    return not own and any(tree.dep[c] in ("dobj", "ccomp", "xcomp") and c > verb for c in tree.children[verb])


def _is_past(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is in the past or a participle."""
    return tree.tag[verb] in ("VBD", "VBN", "VBG")
