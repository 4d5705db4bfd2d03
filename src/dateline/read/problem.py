"""What goes wrong with one input, as a value: reading reports it and goes on with the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one input.

    `place` names the file, and the line where there is one; `refused` tells whether a document was left out
    because of it (else it is a warning).
    """

    place: str
    message: str
    refused: bool = True

    def __post_init__(self) -> None:
        # words of the input may stand in the message, with line ends of their own
        object.__setattr__(self, "message", " ".join(self.message.split()))

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


Report = Callable[[Problem], None]
"""Receives each problem when it is met."""
