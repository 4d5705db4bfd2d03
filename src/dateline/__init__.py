"""Dateline turns news about conflict and crisis into sourced PLOVER event data.

>>> from dateline import Coder
>>> coded = Coder().code("Rebels released 12 hostages on Tuesday.", published="2023-09-23")
>>> coded.events[0].event
'RETREAT'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError, InputError, KnowledgeError
from dateline.model import CodedDocument, Document

if TYPE_CHECKING:
    from dateline.code.coder import Coder

__version__ = "0.1.0"
__all__ = ["CodedDocument", "Coder", "DatelineError", "Document", "InputError", "KnowledgeError", "__version__"]


def __getattr__(name: str) -> Any:
    """Load the coder, and spaCy with it, only when it is asked for."""
    if name == "Coder":
        from dateline.code.coder import Coder

        return Coder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
