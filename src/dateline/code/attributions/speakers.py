"""Whom the words for a source mean: the issuer of a document, a spokesman who is named elsewhere, "the military"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.sources import agent, subject
from dateline.code.attributions.spans import Draft, noun_phrase
from dateline.code.attributions.tree import Tree
from dateline.code.layers import GUESSED, ActorEntity, Actors

_REACH = 3  # sentences back to who issued "a statement", and on to who is named after "a military spokesman"
_OBJECT = frozenset({"dobj", "nsubjpass"})
_FROM = frozenset({"by", "from", "of", "in"})
_WITH = frozenset({"for", "of", "with", "at", "from"})
_IN = frozenset({"in", "through", "via"})
_SOME = frozenset({"one", "another", "some", "others", "many"})
_POBJ = frozenset({"pobj"})
_NAME = frozenset({"PROPN", "NOUN", "ADJ"})
_LEFT = frozenset({"compound", "amod", "nmod", "poss", "nummod"})


@dataclass(slots=True, frozen=True)
class Described:
    """Somebody by a noun for those who speak: the kind of that noun, and the words that say whose or of what."""

    kind: str
    words: frozenset[str]


class Speakers:
    """The entities of the sources of one document."""

    def __init__(self, tree: Tree, lexicon: Lexicon, drafts: list[Draft]) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.actors: Actors | None = tree.doc._.dateline_actors
        self.named: dict[int, int] = {}
        self._people: dict[int, list[tuple[int, Described]]] | None = None
        self._speaking: dict[int, int] = {}
        self.issues = [] if self.actors is None else self._issues()
        for draft in drafts:
            entity = self._direct(draft)
            if entity is not None and draft.asserts:
                self._speaking.setdefault(entity, draft.verb)

    def of(self, draft: Draft, spoke: int | None) -> int | None:
        """Give the entity of a source. `spoke` is who spoke last, up to three sentences before."""
        if self.actors is None or draft.head is None or draft.source is None:
            return None
        if self._is_document(draft.head):
            return self._issuer(draft.head, spoke if self._is_statement(draft.head) else None)
        entity = self._direct(draft)
        if entity is None and self.tree.lower[draft.head] in _SOME and draft.source[1] - draft.source[0] == 1:
            return self._group(draft.head)
        if entity is None or self._has_name(entity):
            return self._fuller(draft.head, entity) if entity is None else entity
        if entity not in self.named:
            fuller = self._fuller(draft.head, entity)
            self.named[entity] = entity if fuller is None else fuller
        return self.named[entity]

    def _group(self, head: int) -> int | None:
        """Give the people of whom "one", "another" speaks: those that are the subject of a sentence just before."""
        tree, actors = self.tree, self.actors
        if actors is None:
            return None
        sentence = tree.sentence_of[head]
        first = tree.sentence_starts[max(0, sentence - _REACH)]
        for i in range(tree.sentence_starts[sentence] - 1, first - 1, -1):
            if tree.tag[i] == "NNS" and tree.dep[i] == "nsubj" and i in actors.by_head:
                entity = actors.mentions[actors.by_head[i]].entity
                if actors.entities[entity].type == "GROUP":
                    return entity
        return None

    def _direct(self, draft: Draft) -> int | None:
        """Give the entity that the source refers to by itself: the one that its head or an apposition names ("a
        spokesman, Ana Lima"), of what a relative pronoun stands for, or of the first word of it that belongs to one.
        """
        actors, tree = self.actors, self.tree
        if actors is None or draft.head is None or draft.source is None:
            return None
        head = draft.head
        if tree.tag[head] in ("WDT", "WP") and tree.dep[tree.head[head]] == "relcl":
            head = tree.head[tree.head[head]]
        for name in (head, *(child for child in tree.children[head] if tree.dep[child] == "appos")):
            mention = actors.by_head.get(name)
            if mention is not None and actors.mentions[mention].form == "name":
                return actors.mentions[mention].entity
        mention = actors.by_head.get(head, actors.by_token.get(head))
        if mention is None:
            mention = next((actors.by_token[i] for i in range(*draft.source) if i in actors.by_token), None)
        return None if mention is None else actors.mentions[mention].entity

    def _entity_at(self, token: int) -> int | None:
        actors = self.actors
        if actors is None:
            return None
        mention = actors.by_head.get(token, actors.by_token.get(token))
        return None if mention is None else actors.mentions[mention].entity

    def _is_body(self, token: int) -> bool:
        entity = self._entity_at(token)
        return entity is not None and self.actors is not None and self.actors.entities[entity].type == "ORG"

    def _has_name(self, entity: int) -> bool:
        actors = self.actors
        return actors is not None and any(actors.mentions[m].form == "name" for m in actors.entities[entity].mentions)

    # Documents

    def _is_document(self, noun: int) -> bool:
        """Tell whether a noun is a document, not the name of a paper ("the Daily Post")."""
        return (
            self.tree.lemma[noun] in self.lexicon.documents
            and self.tree.pos[noun] in ("NOUN", "PROPN")
            and not (self.actors is not None and noun in self.actors.by_head)
        )

    def _is_statement(self, head: int) -> bool:
        """Tell whether a source is a statement or the like that stands alone ("a statement said")."""
        tree = self.tree
        return tree.lemma[head] in self.lexicon.statements and all(
            tree.dep[child] == "det" or tree.lower[child] in self.lexicon.press for child in tree.children[head]
        )

    def _issues(self) -> list[tuple[int, str, int]]:
        """Give the documents of which the text tells whose they are: token, lemma, entity of the issuer."""
        tree, found = self.tree, []
        for i, lemma in enumerate(tree.lemma):
            if lemma in self.lexicon.documents and self._is_document(i):
                entity = self._owner(i)
                if entity is not None:
                    found.append((i, lemma, entity))
        return found

    def _owner(self, noun: int) -> int | None:
        """Give who issued a document by the words beside it: "the ministry's release", "a report by the UN", "issued a
        statement", "said in a statement".
        """
        tree = self.tree
        for child in tree.children[noun]:
            dep = tree.dep[child]
            token: int | None = None
            if dep == "poss" or (dep in ("compound", "nmod") and tree.lower[child] not in self.lexicon.press):
                token = child
            elif dep == "prep" and tree.lower[child] in _FROM:
                if tree.lower[child] == "of" and tree.lemma[noun] in self.lexicon.pictures:
                    continue
                token = tree.child(child, _POBJ)
                if tree.lower[child] == "in" and not (token is not None and self._is_body(token)):
                    continue
            elif dep == "acl" and tree.tag[child] == "VBN" and tree.lemma[child] in self.lexicon.issuing:
                token = agent(tree, child)
            if token is not None and (entity := self._entity_at(token)) is not None:
                return entity
        above, dep = tree.head[noun], tree.dep[noun]
        if dep in _OBJECT and tree.lemma[above] in self.lexicon.issuing:
            who = subject(tree, self.lexicon, above) if dep == "dobj" else agent(tree, above)
        elif dep == "pobj" and tree.lower[above] in _IN and tree.lemma[tree.head[above]] in self.lexicon.verbs:
            who = subject(tree, self.lexicon, tree.head[above])
        else:
            return None
        return None if who is None else self._entity_at(who)

    def _issuer(self, noun: int, spoke: int | None) -> int | None:
        """Give who issued the document that is a source: by its own words, else whoever issued the last one of its
        name, for "the release" of any name, else `spoke`.
        """
        tree = self.tree
        own = self._owner(noun)
        if own is not None:
            return own
        earlier = self.issues[: bisect_left(self.issues, (noun,))]
        lemma = tree.lemma[noun]
        pictures = self.lexicon.pictures
        same = next((entity for _, other, entity in reversed(earlier) if other == lemma), None)
        if same is None and any(tree.lower[c] == "the" for c in tree.children[noun]):
            alike = (entity for _, other, entity in reversed(earlier) if (other in pictures) == (lemma in pictures))
            same = next(alike, None)
        return spoke if same is None else same

    # People and bodies

    def _fuller(self, head: int, entity: int | None) -> int | None:
        """Give the named entity that a description of a source without a name fits, if it is the only one."""
        tree, lexicon = self.tree, self.lexicon
        if tree.tag[head] not in ("NN", "NNP", "NNS", "NNPS"):
            return None
        lemma = tree.lemma[head]
        if lemma in lexicon.roles:
            return self._person(head, entity)
        if lemma in lexicon.bodies:
            return self._body(head, entity)
        return None

    def _described(self, noun: int) -> Described:
        """Give what a noun for somebody who speaks and the words before it and after "for" or "of" say."""
        tree, words = self.tree, set[str]()
        for child in tree.children[noun]:
            dep = tree.dep[child]
            if dep in _LEFT and child < noun:
                words |= {tree.lower[i] for i in range(tree.left(child), tree.right(child) + 1)}
            elif dep == "prep" and tree.lower[child] in _WITH and (name := tree.child(child, _POBJ)) is not None:
                words |= {tree.lower[i] for i in range(*noun_phrase(tree, name))}
        kept = frozenset(word for word in words if len(word) > 1 and word.isalnum() and word not in self.lexicon.idle)
        return Described(self.lexicon.roles[tree.lemma[noun]], kept)

    def _persons(self) -> dict[int, list[tuple[int, Described]]]:
        """Give the named persons that are called by a noun for those who speak, and where and how."""
        if self._people is None:
            self._people = {}
            actors, tree = self.actors, self.tree
            for number, entity in enumerate(actors.entities if actors is not None else ()):
                if entity.type != "PERSON" or not self._has_name(number):
                    continue
                for m in entity.mentions:
                    mention = actors.mentions[m]  # type: ignore[union-attr]
                    if mention.form == "pronoun":
                        continue
                    start, end = noun_phrase(tree, mention.head)
                    for i in range(min(start, mention.start), max(end, mention.end)):
                        if tree.lemma[i] in self.lexicon.roles:
                            self._people.setdefault(number, []).append((i, self._described(i)))
        return self._people

    def _person(self, head: int, entity: int | None) -> int | None:
        tree, mine = self.tree, self._described(head)
        if tree.tag[head] not in ("NN", "NNP") or any(
            tree.lower[c] in self.lexicon.others for c in tree.children[head]
        ):
            return None
        near = tree.sentence_of[head]
        fitting = []
        for number, descriptions in self._persons().items():
            same = [(i, other) for i, other in descriptions if other.kind == mine.kind]
            if not any(_fits(mine.words, other.words) for _, other in same):
                continue
            expert = mine.kind in self.lexicon.passing
            if expert and not any(0 < tree.sentence_of[i] - near <= 2 for i, _ in same):
                continue
            fitting.append(number)
        if not fitting and entity is not None and mine.kind not in self.lexicon.passing:
            fitting = self._officers(head, entity)
        return fitting[0] if len(fitting) == 1 else None

    def _officers(self, head: int, entity: int) -> list[int]:
        """Give the named persons of the same sector and country who speak for the first time soon after a spokesman
        of theirs ("a military spokesman said …. Colonel Ana Lima said …").
        """
        tree, actors = self.tree, self.actors
        if actors is None:
            return []
        mine, near = actors.entities[entity], tree.sentence_of[head]
        return [
            number
            for number, verb in self._speaking.items()
            if 0 < tree.sentence_of[verb] - near <= _REACH
            and self._has_name(number)
            and actors.entities[number].type == "PERSON"
            and _same_side(mine, actors.entities[number])
            and self._has_rank_only(number, near)
        ]

    def _has_rank_only(self, entity: int, sentence: int) -> bool:
        """Tell whether a person is first named after a sentence, by name and rank, without an office."""
        tree, actors = self.tree, self.actors
        if actors is None:
            return False
        head = actors.mentions[actors.entities[entity].mentions[0]].head
        return tree.sentence_of[head] > sentence and all(
            tree.pos[i] == "PROPN" for i in range(*noun_phrase(tree, head))
        )

    def _body(self, head: int, entity: int | None) -> int | None:
        """Give the only body of the text with a name of its own that "the military", "police" can mean."""
        tree, actors, lexicon = self.tree, self.actors, self.lexicon
        if actors is None or any(tree.dep[child] in (*_LEFT, "prep") for child in tree.children[head]):
            return None
        wanted = lexicon.bodies[tree.lemma[head]]
        found = set()
        for number, other in enumerate(actors.entities):
            if number == entity or other.type not in ("ORG", "GROUP"):
                continue
            for m in other.mentions:
                mention = actors.mentions[m]
                if mention.form == "pronoun":
                    continue
                words = [i for i in range(mention.start, mention.end) if tree.pos[i] in _NAME]
                nouns = [tree.lower[i] for i in words] if mention.form == "name" else [tree.lemma[mention.head]]
                fits = any(wanted & lexicon.bodies.get(noun, frozenset()) for noun in nouns)
                if fits and len(words) > 1 and (mention.form == "name" or self._of_place(mention.start, mention.head)):
                    found.add(number)
                    break
        return found.pop() if len(found) == 1 else None

    def _of_place(self, start: int, head: int) -> bool:
        return any(self.tree.doc[i].ent_type_ in ("GPE", "NORP", "LOC") for i in range(start, head))


def _fits(mine: frozenset[str], other: frozenset[str]) -> bool:
    return not mine or not other or bool(mine & other)


def _same_side(one: ActorEntity, other: ActorEntity) -> bool:
    if not one.sector[:1] == other.sector[:1] == ["MIL"]:
        return False
    return one.code is None or other.code in (None, one.code) or GUESSED in (one.fact, other.fact)
