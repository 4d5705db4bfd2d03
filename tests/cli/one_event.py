"""A stand-in for the coder, so that tests of the command need no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import CodedDocument, Document


class OneEventCoder:
    """Finds an ASSAULT in the first word of every text; fails on texts with "crash" in them."""

    def pipe(self, documents: Iterable[Document], *, processes: int = 1) -> Iterator[CodedDocument]:
        """Code documents as `Coder.pipe` does."""
        for document in documents:
            if "crash" in document.text:
                raise RuntimeError("the \x1b[31mlayer broke")
            word = document.text.split()[0]
            span = {"start": 0, "end": len(word), "text": word}
            event = {"id": "e1", "event": "ASSAULT", "quad_code": 4, "event_scale": -9, "trigger": span}
            yield CodedDocument.model_validate(document.model_dump() | {"events": [{**event, **span, "confidence": 1}]})
