"""Crowds, amounts, people from abroad, the displaced, posts before names, and offices that several countries have."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.actors.component import make_actors
from dateline.code.layers import ActorEntity, Actors


def entity(nlp: Language, text: str, head: str) -> ActorEntity | None:
    """Give the entity that the last mention with this head stands for."""
    doc: Doc = make_actors(nlp, "dateline_actors", [])(nlp(text))
    actors: Actors = doc._.dateline_actors
    heads = [t.i for t in doc if t.text == head and t.i in actors.by_head]
    return actors.entities[actors.mentions[actors.by_head[heads[-1]]].entity] if heads else None


@pytest.mark.parametrize(
    ("text", "head", "code", "sector"),
    [
        # people from abroad are of no country that is not named
        ("Greece is full. Refugees came to Greece by boat.", "Refugees", None, "REF"),
        ("Kenya arrested foreigners in its capital.", "foreigners", None, "CVL"),
        ("Italy took in unaccompanied children.", "children", None, "REF"),
        ("Greece is full. Eritrean refugees came to Greece by boat.", "refugees", "ERI", "REF"),
        # the displaced
        ("Peru was flooded. More than 300 villagers fled their homes.", "villagers", "PER", "REF"),
        ("Peru was flooded. More than 300 villagers rebuilt their homes.", "villagers", "PER", "CVL"),
        # amounts
        ("Clashes went on in Chad. Dozens were killed.", "Dozens", "TCD", "CVL"),
        ("Three Chadian soldiers were killed and five others wounded.", "others", "TCD", "MIL"),
        # units and the like
        ("Elite forces took the airport in Chad.", "forces", "TCD", "MIL"),
        ("Chadian government forces took the airport.", "forces", "TCD", "MIL"),
        ("Kenyan mutineers left the barracks.", "mutineers", "KEN", "MIL"),
        ("He beat his partner in Chad.", "partner", "TCD", "CVL"),
        # persons at the posts and bodies that they are named with
        ("Ghana's ambassador to Togo Kofi Asante told reporters that the talks failed.", "Asante", "GHA", "GOV"),
        ("Amnesty International's regional director Kari Solberg was in Chad.", "Solberg", "NGO", "SOC"),
        ("Kari Solberg, a Chad expert, spoke to Norway. Norway listened.", "Solberg", "NOR", "EDU"),
        # relations at home, parts of the world, employment
        ("Norway left. Opponents of President Macron marched.", "Opponents", "FRA", "OPP"),
        ("Norway left. Critics of President Macron marched.", "Critics", "FRA", "OPP"),
        ("Norway left. European countries paid.", "countries", None, "GOV"),
        ("Norway left. Western leaders paid.", "leaders", None, "GOV"),
        ("Norway took in asylum seekers in Norway.", "seekers", None, "REF"),
        ("The United States is large. Federal prosecutors in the United States spoke.", "prosecutors", "USA", "JUD"),
        # offices and bodies that several countries have
        (
            "Manila denied it. Filipino police in the Philippines arrested Senator Jose Bautista.",
            "Bautista",
            "PHL",
            "LEG",
        ),
        ("The United States pays. Senator Jose Bautista voted.", "Bautista", "USA", "LEG"),
    ],
)
def test_code_and_sector(base_nlp: Language, text: str, head: str, code: str | None, sector: str) -> None:
    found = entity(base_nlp, text, head)
    assert found is not None
    assert (found.code, found.sector[0]) == (code, sector)


@pytest.mark.parametrize("text", ["He paid dozens.", "Prices rose to 12 on Friday.", "They sold thousands of cars."])
def test_amount_of_things_is_no_actor(base_nlp: Language, text: str) -> None:
    doc: Doc = make_actors(base_nlp, "dateline_actors", [])(base_nlp(text))
    assert {m.form for m in doc._.dateline_actors.mentions} <= {"pronoun"}
