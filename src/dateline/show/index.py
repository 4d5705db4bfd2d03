"""Looking up what an event refers to: its sources, figures and the entities behind its parties."""

from __future__ import annotations

from dateline.model import Attribution, CodedDocument, Event, Figure, Party


class DocumentIndex:
    """The attributions and entities of a document by id; references to nothing are left out."""

    def __init__(self, document: CodedDocument) -> None:
        self._text = document.text
        self._figures = document.figures
        self._attributions = {attribution.id: attribution for attribution in document.attributions}
        self._names = {entity.id: entity.name for entity in document.entities}

    def attributions(self, event: Event) -> list[Attribution]:
        """Give the attributions whose content the event is part of."""
        return [self._attributions[id_] for id_ in event.attribution if id_ in self._attributions]

    def sources(self, event: Event) -> list[str]:
        """Give who says so, each once: the source's name where it is a known entity, else its words."""
        found = (self.source(attribution) for attribution in self.attributions(event))
        return list(dict.fromkeys(name for name in found if name))

    def source(self, attribution: Attribution) -> str | None:
        """Give the name or else the words of an attribution's source, None where the text names none."""
        source = attribution.source
        if source is None:
            return None
        return self._names.get(source.entity or "", source.text)

    def figures(self, event: Event) -> list[Figure]:
        """Give the figures that belong to the event."""
        return [self._figures[at] for at in event.figures if 0 <= at < len(self._figures)]

    def name(self, party: Party) -> str:
        """Give the name of the entity behind a party, or else the fullest name the document gives."""
        return self._names.get(party.entity or "", party.text)

    def words(self, party: Party) -> str:
        """Give the words of the document at a party's offsets ("He")."""
        return self._text[party.start : party.end]
