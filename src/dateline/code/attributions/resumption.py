"""Who goes on speaking: "he said" and "the diplomat added" after a speech are its speaker."""

from __future__ import annotations

from dateline.code.attributions.lexicon import Lexicon
from dateline.code.attributions.quotes import Quotes
from dateline.code.attributions.spans import Draft
from dateline.code.attributions.tree import Tree
from dateline.code.layers import ActorEntity, Actors

_REACH = 4
"""Sentences of the writer between two cues of one speech."""
_HE = frozenset({"he", "she"})
_FORMS = {
    "he": frozenset({"he", "his", "him", "himself"}),
    "she": frozenset({"she", "her", "hers", "herself"}),
}
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_NOBODY = frozenset({"ORG", "GROUP", "GPE"})


class Resumption:
    """Follows the speakers of one document in the order of their cues."""

    def __init__(self, tree: Tree, lexicon: Lexicon, quotes: Quotes) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.quotes = quotes
        self.actors: Actors | None = tree.doc._.dateline_actors
        self.last: tuple[int, int] | None = None
        """The cue of the last report outside quotations by a person, and that person."""

    def spoke(self, draft: Draft, entity: int) -> None:
        """Take note of who reports something."""
        if self._outside(draft.verb) and self.actors is not None and draft.frame != "prefix":
            self.last = (draft.verb, entity)

    def of(self, draft: Draft, entity: int | None) -> int | None:
        """Give the entity of a source: that of the last speaker, if a pronoun or a noun like "the diplomat" means him.

        A pronoun means somebody else who has become the subject of a sentence since, and was not only spoken of in
        what is said. A noun means him if no country and no other name speaks against it.
        """
        actors, head = self.actors, draft.head
        if actors is None or self.last is None or head is None or entity == self.last[1]:
            return entity
        verb, speaker = self.last
        person = actors.entities[speaker]
        if person.type != "PERSON" or not self._is_named(person) or not self._outside(draft.verb):
            return entity
        if draft.verb < verb or self._told_between(verb, draft.verb) > _REACH:
            return entity
        lower = self.tree.lower[head]
        if lower in _HE:
            return entity if self._differs(person, lower) or self._took_over(entity, verb, draft) else speaker
        if self.tree.lemma[head] in self.lexicon.again and self._is_definite(head):
            other = None if entity is None else actors.entities[entity]
            if other is None or (not self._is_named(other) and other.code in (None, person.code)):
                return speaker
        return entity

    def _outside(self, token: int) -> bool:
        return self.quotes.at(self.tree.start_char[token]) is None

    def _is_named(self, entity: ActorEntity) -> bool:
        actors = self.actors
        return actors is not None and any(actors.mentions[m].form == "name" for m in entity.mentions)

    def _is_definite(self, head: int) -> bool:
        tree = self.tree
        return tree.tag[head] == "NN" and any(tree.lower[child] == "the" for child in tree.children[head])

    def _told_between(self, first: int, last: int) -> int:
        """Give how many sentences of the writer begin between two tokens, outside quotations."""
        tree = self.tree
        numbers = range(tree.sentence_of[first] + 1, tree.sentence_of[last])
        return sum(self._outside(tree.sentence_starts[number]) for number in numbers)

    def _differs(self, person: ActorEntity, pronoun: str) -> bool:
        """Tell whether a person is called by a pronoun of the other sex elsewhere."""
        actors, tree = self.actors, self.tree
        others = _FORMS["she" if pronoun == "he" else "he"]
        return actors is not None and any(tree.lower[actors.mentions[m].head] in others for m in person.mentions)

    def _took_over(self, entity: int | None, verb: int, draft: Draft) -> bool:
        """Tell whether somebody has become the subject of what the writer tells since the last report."""
        actors, tree = self.actors, self.tree
        if actors is None or entity is None or actors.entities[entity].type in _NOBODY:
            return False
        for m in actors.entities[entity].mentions:
            mention = actors.mentions[m]
            if (
                verb < mention.head < draft.verb
                and mention.form != "pronoun"
                and tree.dep[mention.head] in _SUBJECT
                and self._outside(mention.head)
            ):
                return True
        return False
