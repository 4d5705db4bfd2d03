"""What a noun phrase says of the actor that it denotes."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.code.actors.lexicon import Agent


@dataclass(slots=True)
class Origin:
    """Whom a phrase is of: a code (may be None), sectors that come with it, and whether an actor (not a mere
    country or place) gave it.
    """

    code: str | None
    sector: list[str]
    actor: bool
    loose: bool = False
    """The code is that of the country which most of the news means by the words ("senator")."""


@dataclass(slots=True)
class Description:
    """What a noun phrase says of the actor it denotes. `origins` holds more than one item for "US and Iraqi
    forces"; `firm` tells that the words themselves name the country.
    """

    start: int
    end: int
    head: int
    lemma: str
    sector: list[str]
    origins: list[Origin] = field(default_factory=list)
    agent: Agent | None = None
    plural: bool = False
    determiner: str = ""
    counted: bool = False
    possessor: int | None = None
    modifiers: tuple[str, ...] = ()
    apart: bool = False
    """A word of relation ("its allies"): of another side than its possessor."""
    worldwide: bool = False
    """Said to be international: of no single country."""

    @property
    def code(self) -> str | None:
        """The code of the first origin that has one."""
        return next((origin.code for origin in self.origins if origin.code), None)

    @property
    def firm(self) -> bool:
        """Whether the words themselves say the country."""
        return self.code is not None

    @property
    def shared(self) -> str:
        """The office by which alone the code was told, if several countries have it ("senator"), else empty."""
        loose = bool(self.origins) and self.origins[0].loose
        return (self.agent.noun if self.agent is not None else self.lemma.rstrip(".")) if loose else ""
