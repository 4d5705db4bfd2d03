"""What persons and bodies are: whose surname a name is, what a noun says more than its possessor, who is former."""

from __future__ import annotations

import pytest

from dateline import Coder

PUBLISHED = "2017-02-01"


def _sector(coder: Coder, text: str, name: str) -> list[str]:
    document = coder.code(text, published=PUBLISHED)
    return next(entity.sector for entity in document.entities if name in (entity.name or ""))


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("The Trump campaign team met Russian officials.", "campaign team", ["PTY"]),
        ("Trump's campaign team met Russian officials.", "campaign team", ["PTY"]),
        ("Germany's former chancellor accused Russia.", "chancellor", ["ELI"]),
        ("Police arrested former president Joao Silva's spokesman in Recife.", "spokesman", ["ELI"]),
        ("Former president Joao Silva's government attacked the strikers.", "government", ["GOV"]),
        ("The Red Cross evacuated 40 people from Homs.", "Red Cross", ["SOC"]),
    ],
)
def test_sectors_of_bodies_and_persons(coder: Coder, text: str, name: str, sector: list[str]) -> None:
    assert _sector(coder, text, name) == sector


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        (
            "President Abdel-Fattah el-Sissi spoke. Police in Cairo arrested the activist Alaa Abdel-Fattah. "
            "Abdel-Fattah accused the police of torture.",
            "accused",
            "Alaa Abdel-Fattah",
        ),
        (
            "Police in Cairo arrested the activist Alaa Abdel-Fattah. Abdel-Fattah spoke. He opposed President "
            "Abdel-Fattah el-Sissi. Abdel-Fattah accused the police of torture.",
            "accused",
            "Alaa Abdel-Fattah",
        ),
        (
            "Fidel Castro Ruz met Jose Fidel. Jose Fidel left. Later Fidel accused the army of torture.",
            "accused",
            "Jose Fidel",
        ),
        (
            "Saddam Okafor met Ada Obi. Later Saddam accused the army of torture.",
            "accused",
            "Saddam Okafor",
        ),
        (
            "Tom Reyes Jr. met Reyes Cruz. Tom Reyes Jr. spoke. Later Reyes accused the army of torture.",
            "accused",
            "Tom Reyes Jr.",
        ),
    ],
)
def test_whose_name_a_short_form_is(coder: Coder, text: str, trigger: str, name: str) -> None:
    document = coder.code(text, published=PUBLISHED)
    event = next(event for event in document.events if event.trigger.text == trigger)
    names = {entity.id: entity.name for entity in document.entities}
    assert [names[party.entity] for party in event.actor if party.entity] == [name]
