"""Everything that Dateline raises on purpose.

    DatelineError
    ├── InputError       a document, file or option that cannot be used as given
    └── KnowledgeError   a table, frame or ontology file that does not say what it must

A message is one sentence for the user: it names the input and says what to do.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors that Dateline raises on purpose; the command line prints it and exits with 2."""


class InputError(DatelineError):
    """Raised when a document, file or option cannot be used; the message names it, with the line where known."""


class KnowledgeError(DatelineError):
    """Raised when a knowledge file (ontology, frames, actors, gazetteer) is missing, broken or inconsistent."""
