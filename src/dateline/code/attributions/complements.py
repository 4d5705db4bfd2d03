"""What depends on a verb of saying: its clause, infinitive, object, prepositions."""

from __future__ import annotations

from dateline.code.attributions.tree import Tree


class Complements:
    """The dependents of a verb by what they can be to it; each a token index or None."""

    __slots__ = (
        "adverbial",
        "clause",
        "dative",
        "gerund",
        "infinitive",
        "object",
        "particle",
        "prepositions",
        "subject",
    )

    def __init__(self, tree: Tree, verb: int) -> None:
        self.clause: int | None = None
        self.infinitive: int | None = None
        self.gerund: int | None = None
        self.object: int | None = None
        self.dative: int | None = None
        self.subject: int | None = None
        self.particle: int | None = None
        self.adverbial: int | None = None
        self.prepositions: list[int] = []
        for child in tree.children[verb]:
            dep = tree.dep[child]
            if dep in ("ccomp", "xcomp"):
                self._complement(tree, verb, child)
            elif dep == "dobj":
                self.object = child if self.object is None else self.object
            elif dep == "dative":
                self.dative = child
            elif dep == "oprd":
                self.adverbial = child
            elif dep in ("nsubj", "nsubjpass", "csubj", "csubjpass"):
                if self.subject is None or abs(child - verb) < abs(self.subject - verb):
                    self.subject = child
            elif dep == "prt":
                self.particle = child
            elif dep == "prep":
                self.prepositions.append(child)

    def _complement(self, tree: Tree, verb: int, child: int) -> None:
        kinds = {tree.lower[i] for i in tree.children[child] if tree.dep[i] == "aux"}
        if "to" in kinds or (child > verb and "na" in kinds):
            self.infinitive = child if self.infinitive is None else self.infinitive
        elif tree.tag[child] == "VBG" and not kinds and tree.child(child, frozenset({"nsubj", "mark"})) is None:
            self.gerund = child if self.gerund is None else self.gerund
        elif self.clause is None or child > verb > self.clause:
            self.clause = child
