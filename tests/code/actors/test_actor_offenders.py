"""Offenders, campaigns, short forms, words in capitals, family names labelled as organisations; home by words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.actors.component import make_actors
from dateline.code.layers import ActorEntity, Actors

Read = Callable[..., Doc]


@pytest.fixture(scope="module")
def read(base_nlp: Language) -> Read:
    layer = make_actors(base_nlp, "dateline_actors", [])

    def parse(text: str, published: str | None = None) -> Doc:
        doc = base_nlp(text)
        doc._.dateline_places = []
        doc._.dateline_published = published
        doc._.dateline_publisher = None
        result: Doc = layer(doc)
        return result

    return parse


def last(doc: Doc, head: str) -> ActorEntity | None:
    """Give the entity that the last mention with this head stands for."""
    actors: Actors = doc._.dateline_actors
    heads = [t.i for t in doc if t.text == head and t.i in actors.by_head]
    return actors.entities[actors.mentions[actors.by_head[heads[-1]]].entity] if heads else None


def codes(doc: Doc) -> set[str | None]:
    """Give the codes of all entities of a document."""
    return {entity.code for entity in doc._.dateline_actors.entities}


@pytest.mark.parametrize(
    ("text", "head", "sector"),
    [
        ("Police arrested Mark Olsen on Monday. Olsen was charged with murder.", "Olsen", "CRM"),
        ("Mark Olsen pleaded guilty to burglary.", "Olsen", "CRM"),
        ("A man was sentenced to nine years in prison for arson.", "man", "CRM"),
        ("A woman accused of stealing cattle was charged with theft.", "woman", "CRM"),
        ("Mark Olsen shot his neighbour in a robbery.", "Olsen", "CRM"),
        # the victim, the cleared, the innocent; those who have another role; no crime
        ("A burglar shot Mark Olsen during a robbery.", "Olsen", "CVL"),
        ("Mark Olsen was not charged in the robbery.", "Olsen", "CVL"),
        ("Police arrested Mark Olsen at the rally.", "Olsen", "CVL"),
        ("The journalist was charged in a fraud case.", "journalist", "JRN"),
        ("Mark Olsen saw the murder.", "Olsen", "CVL"),
        ("A trooper shot the robber.", "trooper", "COP"),
    ],
)
def test_who_is_told_as_an_offender(read: Read, text: str, head: str, sector: str) -> None:
    found = last(read(text), head)
    assert found is not None
    assert found.sector[:1] == [sector]


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("Ann Lee spoke. The Lee campaign attacked the mayor.", "Ann Lee's campaign", "PTY"),
        ("Ann Lee lost. Her campaign blamed the weather.", "Ann Lee's campaign", "PTY"),
        ("Ann Lee ran a campaign against litter.", "Ann Lee", "CVL"),
    ],
)
def test_campaign_is_its_own_actor(read: Read, text: str, name: str, sector: str) -> None:
    found = last(read(text), "campaign") or last(read(text), "Lee")
    assert found is not None
    assert (found.name, found.sector[:1]) == (name, [sector])


@pytest.mark.parametrize(
    "text",
    [
        "HE SAW THE CAR HIT A POLE AND THEN THE DRIVER RAN.",
        "THEY WANT TO GO HOME, THE BOY SAID.",
        "The driver wants to go home.",
    ],
)
def test_words_in_capitals_are_no_countries(read: Read, text: str) -> None:
    assert not codes(read(text)) & {"CAF", "TGO"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rebels in the CAR burned a mill. The CAR army fled.", "CAF"),
        ("US TROOPS LEAVE KABUL", "USA"),
        ("Togo sent soldiers.", "TGO"),
    ],
)
def test_short_names_of_countries_stay(read: Read, text: str, code: str) -> None:
    assert code in codes(read(text))


@pytest.mark.parametrize(
    ("text", "code", "there"),
    [
        ("The California Highway Patrol stopped a van. The CHP arrested the driver.", "TUR", False),
        ("The Ann Lee PAC gave money to the PAC of her brother.", "ZAF", False),
        ("In Turkey, the CHP won the vote.", "TUR", True),
        ("The BJP won the vote in two towns.", "IND", True),
    ],
)
def test_short_form_of_a_body_of_another_country(read: Read, text: str, code: str, there: bool) -> None:
    assert (code in codes(read(text))) is there


@pytest.mark.parametrize(
    ("text", "code", "there"),
    [
        ("Dontay Jordan was shot on Monday.", "JOR", False),
        ("Jordan sent its minister to the talks.", "JOR", True),
    ],
)
def test_country_as_a_family_name(read: Read, text: str, code: str, there: bool) -> None:
    assert (code in codes(read(text))) is there


@pytest.mark.parametrize(
    ("text", "head", "code"),
    [
        ("The sheriff searched a barn. A boy was hurt.", "boy", "USA"),
        ("The sheriff of Nottingham Forest met the Italian police. A boy was hurt in Italy.", "boy", "ITA"),
        ("A boy was hurt.", "boy", None),
    ],
)
def test_words_of_one_countrys_news_tell_where_a_story_is(read: Read, text: str, head: str, code: str | None) -> None:
    found = last(read(text), head)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("The sheriff called in help. His deputies searched a barn.", "COP"),
        ("The speaker opened the session. The deputies voted at noon.", "LEG"),
    ],
)
def test_deputies_of_a_sheriff_are_police(read: Read, text: str, sector: str) -> None:
    found = last(read(text), "deputies")
    assert found is not None
    assert found.sector == [sector]


@pytest.mark.parametrize(
    ("published", "sector"),
    [("2014-03-01", "BUS"), ("2016-03-01", "PTY"), ("2016-11-20", "GOV"), ("2018-03-01", "GOV"), ("2023-03-01", "ELI")],
)
def test_candidates_are_of_their_party_until_elected(read: Read, published: str, sector: str) -> None:
    found = last(read("Donald Trump spoke in Ohio.", published), "Trump")
    assert found is not None
    assert found.sector[:1] == [sector]


@pytest.mark.parametrize(
    ("text", "boys"),
    [
        ("An 11-year-old boy was hurt. A neighbour saw an 11-year-old boy run.", 1),
        ("An 11-year-old boy was hurt. A neighbour saw a 12-year-old boy run.", 2),
        ("Two 11-year-old boys were hurt. A neighbour saw two 11-year-old boys run.", 2),
    ],
)
def test_age_says_that_it_is_the_same_boy(read: Read, text: str, boys: int) -> None:
    names = [entity.name for entity in read(text)._.dateline_actors.entities]
    assert sum("year" in name for name in names) == boys
