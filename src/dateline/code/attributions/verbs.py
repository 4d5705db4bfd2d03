"""Attributions that a verb makes: "said that", "denied the charges", "was quoted as saying"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.code.attributions.complements import Complements
from dateline.code.attributions.coordination import goes_back
from dateline.code.attributions.lexicon import Cue, CueClass, Lexicon
from dateline.code.attributions.sources import agent, is_passive, subject
from dateline.code.attributions.spans import Draft, cue_bounds, noun_phrase
from dateline.code.attributions.stances import denies_claim, is_act
from dateline.code.attributions.tree import Tree

_OBJECT_PREPOSITIONS = frozenset({"for", "of", "as", "to", "over", "with"})
_PURPOSE = frozenset({"for", "to", "as", "over", "of"})
_NOT_PARTICIPLE = frozenset({"VB", "VBD", "VBZ", "VBP"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_MAIN = frozenset({"ROOT", "ccomp", "conj"})
_CLAUSE_OPENERS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "mark"})
_WH = frozenset({"WP", "WDT", "WRB", "WP$"})
_NAMING = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM", "ADP"})


def verb_drafts(tree: Tree, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield what each cue verb attributes; a verb of speech that has no content of its own in the sentence is
    yielded with empty `parts`, for a quotation near it.
    """
    verbs = lexicon.verbs
    for i, lemma in enumerate(tree.lemma):
        cue = verbs.get(lemma)
        if cue is None or not tree.tag[i].startswith("VB") or tree.dep[i] in ("amod", "compound", "auxpass", "aux"):
            continue
        if is_act(tree, lexicon, i):
            continue
        draft = _passive(tree, lexicon, i, cue) if is_passive(tree, i) else _active(tree, lexicon, i, cue)
        if draft is not None:
            if draft.frame in ("object", "target", "finding", "as", "clause") and denies_claim(tree, lexicon, i):
                draft.denies, draft.cue_class = True, "report"
            yield draft


def _whole(tree: Tree, token: int) -> tuple[int, int]:
    return tree.char_range(tree.left(token), tree.right(token) + 1)


def _draft(tree: Tree, cue: Cue, frame: str, verb: int, head: int | None, last: int | None = None) -> Draft:
    return Draft(
        cue=cue_bounds(tree, verb, last),
        cue_class=cue.frames[frame],
        frame=frame,
        verb=verb,
        source=None if head is None else noun_phrase(tree, head, verb),
        head=head,
        speaks="quote" in cue.frames,
        weak="clause" not in cue.frames,
        asserts=frame in ("clause", "quote", "raised", "gerund", "finding"),
    )


def _active(tree: Tree, lexicon: Lexicon, verb: int, cue: Cue) -> Draft | None:
    frames = cue.frames
    found = Complements(tree, verb)
    if found.object is None and found.clause is None:
        _share_object(tree, verb, found)
    head = subject(tree, lexicon, verb)
    if (
        head is not None
        and tree.lower[head] in lexicon.expletives
        and found.subject == head
        and tree.lower[head] != "it"
    ):
        return None
    if _is_reduced(tree, verb, found, frames):
        return None  # "people believed to be rebels attacked", "a man found guilty could be jailed"
    if found.object is not None and found.clause is not None and found.clause < verb and "person" not in frames:
        found.clause = None  # "The army said …; the rebels denied it": its object is what it is about
    if found.clause is not None and "clause" in frames:
        draft = _draft(tree, cue, "clause", verb, head, found.particle)
        start, end = _clause(tree, verb, found.clause, found.subject)
        back = goes_back(tree, lexicon, verb, found.clause)
        draft.parts = [(start, end if back is None else min(end, tree.end_char[back - 1]))]
        if head is None and found.clause < verb and tree.dep[verb] == "ROOT":
            _name(tree, draft)
        return draft
    label = found.adverbial
    if (
        label is not None
        and found.object is not None
        and found.object < verb < label
        and tree.tag[found.object] == "WP"
    ):
        draft = _draft(tree, cue, "target" if "target" in frames else "object", verb, head)
        draft.cue_class = "report"  # "in what the army called an ambush"
        draft.parts = [_whole(tree, label)]
        return draft
    if found.subject is None and "clause" in frames and (last := _inverted(tree, verb, found)) is not None:
        draft = _draft(tree, cue, "clause", verb, found.object)
        draft.parts = [tree.char_range(tree.sentence(verb)[0], last)]
        return draft
    if found.subject is None and "clause" in frames and "quote" in frames and tree.dep[verb] == "conj":
        closing = _closing(tree, cue, verb, found)
        if closing is not None:
            return closing
    medial = _interrupted(tree, verb, found) if "clause" in frames else None
    if medial is not None:
        draft = _draft(tree, cue, "clause", verb, head)
        draft.parts = medial
        return draft
    if found.infinitive is not None and found.infinitive > verb and "infinitive" in frames:
        draft = _draft(tree, cue, "infinitive", verb, head)
        start, last = tree.left(found.infinitive), _tail(tree, verb, tree.right(found.infinitive))
        draft.parts = [tree.char_range(start, last + 1)]
        return draft
    if found.gerund is not None and found.gerund > verb and "gerund" in frames:
        draft = _draft(tree, cue, "gerund", verb, head)
        draft.parts = [_whole(tree, found.gerund)]
        return draft
    if "seeming" in frames:
        return _seeming(tree, lexicon, cue, verb, found)
    if "target" in frames:
        target = _target(tree, verb, found)
        if target is not None:
            draft = _draft(tree, cue, "target", verb, head, found.particle)
            draft.parts = [tree.char_range(*target)]
            return draft
    if (
        found.object is not None
        and "person" not in frames
        and ("object" in frames or ("finding" in frames and head is not None and tree.lemma[head] in lexicon.documents))
    ):
        draft = _draft(tree, cue, "object" if "object" in frames else "finding", verb, head, found.particle)
        first, last = tree.left(found.object), tree.right(found.object)
        for preposition in found.prepositions:
            if preposition > last and tree.lower[preposition] == "as":
                last = tree.right(preposition)
        last = _tail(tree, verb, last)
        draft.parts = [tree.char_range(first, last + 1)]
        return draft
    for preposition in found.prepositions:
        frame = tree.lower[preposition]
        if frame in frames and preposition > verb and tree.children[preposition]:
            draft = _draft(tree, cue, frame, verb, head, preposition)
            draft.parts = [tree.char_range(preposition + 1, tree.right(preposition) + 1)]
            return draft
    if "quote" in frames and (head is not None or found.object is not None):
        if head is None and found.object is not None and found.object > verb:
            head = found.object
        return _draft(tree, cue, "quote", verb, head)
    return None


def _is_reduced(tree: Tree, verb: int, found: Complements, frames: dict[str, CueClass]) -> bool:
    """Tell whether what the parser took for a cue in the past is a participle that belongs to its subject, and the
    clause after it the main one: the clause has no subject of its own, or an infinitive that the cue cannot take
    stands between.
    """
    if tree.tag[verb] not in ("VBD", "VBN") or found.subject is None or found.subject > verb or found.clause is None:
        return False
    if found.clause < verb or tree.child(verb, _AUXILIARY) is not None or tree.dep[verb] not in _MAIN:
        return False
    if tree.pos[found.subject] == "PRON":
        return False
    if "infinitive" not in frames and found.infinitive is not None and verb < found.infinitive < found.clause:
        return True
    finite = any(tree.tag[c] in ("MD", "VBD", "VBZ") and tree.dep[c] in _AUXILIARY for c in tree.children[found.clause])
    whose = any(tree.dep[c] in _CLAUSE_OPENERS or tree.tag[c] in _WH for c in tree.children[found.clause])
    return finite and not whose


def _inverted(tree: Tree, verb: int, found: Complements) -> int | None:
    """Give where the sentence ends that a cue and a name close ("…, reported the Herald"), None where none does.

    The parser takes the name for the object of the cue.
    """
    name, before = found.object, verb - 1
    if name is None or tree.pos[name] != "PROPN" or tree.tag[verb] not in ("VBD", "VBZ"):
        return None
    if before < 0 or tree.lower[before] != "," or tree.left(name) != verb + 1:
        return None
    start, _ = tree.sentence(verb)
    stated = any(tree.dep[i] in ("nsubj", "nsubjpass") for i in range(start, verb))
    return before if stated else None


def _closing(tree: Tree, cue: Cue, verb: int, found: Complements) -> Draft | None:
    """Give what a sentence says that a source and a cue close, where the parser takes the source for an apposition and
    the cue for a second verb: "… in Goma, a source close to the talks said".
    """
    above, (start, _) = tree.head[verb], tree.sentence(verb)
    joined = any(tree.dep[c] == "cc" and above < c < verb for c in tree.children[above])
    if joined or found.object is not None or found.clause is not None or tree.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    first = verb
    while first > start and tree.pos[first - 1] in _NAMING:
        first -= 1
    heads = [i for i in range(first, verb) if tree.dep[i] == "appos" and tree.head[i] < first]
    if not heads or first <= start or tree.lower[first - 1] != ",":
        return None
    draft = _draft(tree, cue, "clause", verb, heads[0])
    draft.source = first, verb
    draft.parts = [tree.char_range(start, first - 1)]
    return draft


def _share_object(tree: Tree, verb: int, found: Complements) -> None:
    """Take over the object or clause of a second verb that follows at once ("confirmed or denied the report")."""
    for child in tree.children[verb]:
        if tree.dep[child] == "conj" and child == verb + 2 and tree.dep[verb + 1] == "cc" and tree.is_verb(child):
            other = Complements(tree, child)
            found.object, found.clause = other.object, other.clause


def _seeming(tree: Tree, lexicon: Lexicon, cue: Cue, verb: int, found: Complements) -> Draft | None:
    """Give "The truce seems to hold": no source, the content is the subject and what it seems to do or be."""
    said = found.infinitive or found.adverbial
    if said is None or said < verb or found.subject is None:
        return None
    shows = lexicon.verbs.get(tree.lemma[said])
    if shows is not None and "finding" in shows.frames and tree.lemma[found.subject] in lexicon.documents:
        return None  # "the footage appears to show the attack": what it shows is its report
    draft = _draft(tree, cue, "seeming", verb, None)
    draft.parts = [_whole(tree, found.subject), _whole(tree, said)]
    return draft


def _clause(tree: Tree, verb: int, clause: int, own_subject: int | None) -> tuple[int, int]:
    """Give the characters of a finite complement; one before its verb begins where the sentence does."""
    if clause > verb:
        return _whole(tree, clause)
    start = tree.left(clause)
    if tree.dep[verb] == "ROOT":
        start = tree.sentence(verb)[0]
    end = min(verb, tree.left(own_subject) if own_subject is not None else verb)
    end = max(end, clause + 1)
    while start < clause and (tree.pos[start] in ("SPACE", "PUNCT") or tree.dep[start] == "cc"):
        if tree.pos[start] == "PUNCT" and tree.lower[start] not in (",", ".", "-", "–", "—"):
            break
        start += 1
    return tree.char_range(start, end)


def _name(tree: Tree, draft: Draft) -> None:
    """Take the nouns between the last comma and the cue for the speaker where the parse has no subject."""
    first = last = draft.cue[0]
    while first > 0 and tree.pos[first - 1] in _NAMING:
        first -= 1
    nouns = [i for i in range(first, last) if tree.pos[i] in ("PROPN", "NOUN", "PRON")]
    if nouns and first > 0 and tree.pos[first - 1] == "PUNCT":
        draft.source, draft.head = (first, last), nouns[-1]


def _interrupted(tree: Tree, verb: int, found: Complements) -> list[tuple[int, int]] | None:
    """Give the parts of a clause that the cue interrupts or follows as a remark of its own ("The plan, he said,
    is dead"; "as the paper reported").
    """
    dep, head = tree.dep[verb], tree.head[verb]
    if found.subject is None or not tree.is_verb(head) or head == verb:
        return None
    start, end = tree.left(verb), tree.right(verb) + 1
    if dep == "advcl":
        marks = [c for c in tree.children[verb] if tree.lower[c] == "as" and c < verb]
        if not marks or found.object is not None:
            return None
    elif dep not in ("parataxis", "ccomp") or (dep == "ccomp" and not _set_off(tree, start, end)):
        return None
    left, right = tree.left(head), tree.right(head) + 1
    parts = []
    if left < start:
        parts.append(tree.char_range(left, start))
    if end < right:
        parts.append(tree.char_range(end, right))
    return parts or None


def _set_off(tree: Tree, start: int, end: int) -> bool:
    before = (
        start == 0 or tree.lower[start - 1] in (",", "–", "—", "--", "-", "(") or tree.lower[start] in (",", "–", "—")
    )
    after = end >= len(tree) or tree.lower[end] in (",", "–", "—", "--", "-", ")", ".") or tree.lower[end - 1] in (",",)
    return before and after


def _target(tree: Tree, verb: int, found: Complements) -> tuple[int, int] | None:
    """Give the tokens from the object of a verb to the end of what is said of it."""
    first = found.object
    for candidate in (found.clause, found.infinitive, found.adverbial):
        if first is None and candidate is not None and candidate > verb:
            first = candidate
    if first is None or first < verb:
        return None
    left, right = tree.left(first), tree.right(first)
    for child in tree.children[verb]:
        if child > first and (
            tree.dep[child] in ("oprd", "xcomp", "ccomp", "attr", "acomp")
            or (tree.dep[child] == "prep" and tree.lower[child] in _OBJECT_PREPOSITIONS)
        ):
            right = max(right, tree.right(child))
    return max(left, verb + 1), _tail(tree, verb, right) + 1


def _tail(tree: Tree, verb: int, last: int) -> int:
    """Give the last token of a content that ends at token `last` with what follows it at once and gives its purpose,
    reason or condition, though the parser hangs it on the cue ("mocked him because he lost").
    """
    for child in tree.children[verb]:
        if tree.left(child) != last + 1:
            continue
        dep, lower = tree.dep[child], tree.lower[child]
        clause = dep in ("advcl", "xcomp") and tree.tag[child] in _NOT_PARTICIPLE
        if clause or (dep == "prep" and lower in _PURPOSE):
            last = tree.right(child)
    return last


def _quoted(tree: Tree, cue: Cue, verb: int, head: int | None, speaker: int | None, preposition: int) -> Draft | None:
    """Give who quotes in "the general was quoted by state media as saying …"; None where nobody is named."""
    if head is None or speaker is None:
        return None
    draft = _draft(tree, cue, "raised" if "raised" in cue.frames else "quote", verb, head)
    draft.speaks, draft.cue_class = False, "report"
    draft.parts = [_whole(tree, speaker), (tree.start_char[preposition], _whole(tree, preposition)[1])]
    return draft


def _passive(tree: Tree, lexicon: Lexicon, verb: int, cue: Cue) -> Draft | None:
    frames = cue.frames
    found = Complements(tree, verb)
    head = agent(tree, verb)
    if found.clause is not None and "clause" in frames and found.clause > verb:
        draft = _draft(tree, cue, "clause", verb, head)
        draft.parts = [_whole(tree, found.clause)]
        return draft
    if found.infinitive is not None and found.subject is not None and "raised" in frames:
        draft = _draft(tree, cue, "raised", verb, head)
        draft.parts = [_whole(tree, found.subject), _whole(tree, found.infinitive)]
        return draft
    if "quote" in frames or "raised" in frames:
        for preposition in found.prepositions:
            saying = next((c for c in tree.children[preposition] if tree.dep[c] == "pcomp"), None)
            if tree.lower[preposition] == "as" and saying is not None and tree.lemma[saying] in lexicon.verbs:
                return _quoted(tree, cue, verb, head, found.subject, preposition)
    for preposition in found.prepositions:
        frame = tree.lower[preposition]
        if frame in frames and "person" in frames and preposition > verb and tree.children[preposition]:
            draft = _draft(tree, cue, frame, verb, head, preposition)
            draft.parts = [tree.char_range(preposition + 1, tree.right(preposition) + 1)]
            return draft
    if found.subject is not None and head is not None and ("object" in frames or "target" in frames):
        draft = _draft(tree, cue, "object" if "object" in frames else "target", verb, head)
        draft.parts = [_whole(tree, found.subject)]
        return draft
    return None
