"""Who goes on speaking: pronouns and "the diplomat" after a speech."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from dateline.code.attributions.component import AttributionsLayer
from dateline.code.attributions.lexicon import load_lexicon
from dateline.code.layers import ActorEntity, ActorMention, Actors


def speakers(nlp: Language, text: str, mentions: list[tuple[str, str, str]]) -> list[str | None]:
    """Give the names of who speaks; `mentions` has in text order the words of each, its entity, and how it refers."""
    doc = nlp(text)
    actors, at = Actors(), 0
    names: list[str] = []
    for words, name, form in mentions:
        at = re.compile(rf"\b{words}\b").search(text, at).start()  # type: ignore[union-attr]
        span = doc.char_span(at, at + len(words))
        assert span is not None
        at += len(words)
        if name not in names:
            names.append(name)
            code = "RUS" if name == "diplomat" else {"Orlov": "RUS"}.get(name, "FRA")
            actors.entities.append(ActorEntity(name=name, type="PERSON", code=code, sector=["GOV"]))
        number = len(actors.mentions)
        actors.mentions.append(
            ActorMention(
                start=span.start,
                end=span.end,
                start_char=span.start_char,
                end_char=span.end_char,
                head=span.root.i,
                entity=names.index(name),
                form=form,
            )
        )
        actors.entities[names.index(name)].mentions.append(number)
        actors.by_head[span.root.i] = number
        actors.by_token.update(dict.fromkeys(range(span.start, span.end), number))
    doc._.dateline_actors = actors
    found = AttributionsLayer(load_lexicon())(doc)._.dateline_attributions
    entities = [attribution.source_entity for attribution in found]
    return [None if entity is None else names[entity] for entity in entities]


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        (  # somebody spoken of in what is said does not say it
            'Orlov said the road was closed. "I told Petit to open it on Monday," he said.',
            [("Orlov", "Orlov", "name"), ("Petit", "Petit", "name"), ("he", "Petit", "pronoun")],
            ["Orlov", "Orlov"],
        ),
        (  # but somebody who acts in the meantime may
            'Orlov said the road was closed. Petit arrived on Monday. "The road is open," he said.',
            [("Orlov", "Orlov", "name"), ("Petit", "Petit", "name"), ("he", "Petit", "pronoun")],
            ["Orlov", "Petit"],
        ),
        (  # a woman is not "he"
            'Orlov said she was told that the road was closed. "It is open," he said.',
            [("Orlov", "Orlov", "name"), ("she", "Orlov", "pronoun"), ("he", "Petit", "pronoun")],
            ["Orlov", "Petit"],
        ),
        (
            'Orlov said the road was closed. "It will stay so," the diplomat added.',
            [("Orlov", "Orlov", "name"), ("the diplomat", "diplomat", "nominal")],
            ["Orlov", "Orlov"],
        ),
        (  # of another country
            'Petit said the road was closed. "It will stay so," the Russian diplomat added.',
            [("Petit", "Petit", "name"), ("the Russian diplomat", "diplomat", "nominal")],
            ["Petit", "diplomat"],
        ),
    ],
)
def test_who_goes_on_speaking(
    base_nlp: Language, text: str, mentions: list[tuple[str, str, str]], expected: list[str]
) -> None:
    said = speakers(base_nlp, text, mentions)
    assert [name for name in said if name is not None][-len(expected) :] == expected
