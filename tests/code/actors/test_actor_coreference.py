"""Which entity pronouns, short names and definite phrases stand for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.actors.component import ActorsLayer
from dateline.code.actors.lexicon import load_lexicon
from dateline.code.actors.resolve import resolve


@pytest.fixture(scope="module")
def layer() -> ActorsLayer:
    return ActorsLayer(load_lexicon(()))


def names_of(doc: Doc, word: str, *, last: bool = True) -> list[str]:
    """Give the names of the entities that the last (or first) token with this text denotes."""
    tokens = [t for t in doc if t.text == word]
    actors = doc._.dateline_actors
    return [actors.entities[actors.mentions[m].entity].name for m in resolve(tokens[-1 if last else 0], actors)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kari Solberg visited Lima. Solberg met traders.", "Solberg", ["Kari Solberg"]),
        ("Kari Solberg visited Lima. She met traders.", "She", ["Kari Solberg"]),
        ("Brazil signed the treaty. It will ratify it in May.", "It", ["Brazil"]),
        ("The rebels attacked a convoy and they took the bridge.", "they", ["rebels"]),
        ("Ivan Petrov, who commands the army, resigned.", "who", ["Ivan Petrov"]),
        ("Kari Solberg, the Norwegian minister, came. The minister spoke.", "minister", ["Kari Solberg"]),
        ("Peru and Chile disagreed. Both countries recalled envoys.", "countries", ["Peru", "Chile"]),
        ("“We will not leave,” said Ivan Petrov.", "We", ["Ivan Petrov"]),
        ("The Islamic State struck. The group claimed the attack.", "group", ["Islamic State"]),
    ],
)
def test_reference_is_resolved(
    base_nlp: Language, layer: ActorsLayer, text: str, word: str, expected: list[str]
) -> None:
    assert names_of(layer(base_nlp(text)), word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # given names and forms of address tell gender
        ("President Pedro Ruiz appointed lawyer Carmen Vidal. She is 40.", "She", ["Carmen Vidal"]),
        ("Judge Elena Popa heard General Marcus Bell. He denied it.", "He", ["Marcus Bell"]),
        ("Mr Okoro and Ms Haldane spoke. She left.", "She", ["Haldane"]),
        # who only reports what others did is not meant by what follows
        ("Rebels burned a bridge, witnesses said. They fled in boats.", "They", ["Rebels"]),
        ("Rebels burned a bridge, witnesses said. They said it fell.", "They", ["witnesses"]),
        # those to whom something was done before
        ("Soldiers found the bodies of two farmers. They had been shot.", "They", ["two farmers"]),
        ("The rebels freed ten hostages. They were flown home.", "They", ["ten hostages"]),
        # both of two
        ("Chad and Niger signed a pact. They will share a base.", "They", ["Chad", "Niger"]),
        # pronouns ahead of what they mean
        ("Before he was shot, rebel leader Sam Otieno ruled the valley.", "he", ["Sam Otieno"]),
        # who was "he" before
        ("Ivan Petrov left. A judge had told him to stay. He is ill.", "He", ["Ivan Petrov"]),
        # nobody does it to himself without a "self"
        ("The army left the base. The army denied it.", "it", []),
        # definite phrases
        (
            "Norwegian minister Anna Lund met Greek minister Joy Otieno. The Greek minister left.",
            "minister",
            ["Joy Otieno"],
        ),
        ("The Red Cross sent trucks. The organisation has no fuel.", "organisation", ["Red Cross"]),
    ],
)
def test_reference_by_what_is_said_of_it(
    base_nlp: Language, layer: ActorsLayer, text: str, word: str, expected: list[str]
) -> None:
    assert names_of(layer(base_nlp(text)), word) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that the talks fail.",
        "The bridge collapsed. It had been built in 1950.",
    ],
)
def test_it_without_an_actor_stays_open(base_nlp: Language, layer: ActorsLayer, text: str) -> None:
    assert names_of(layer(base_nlp(text)), "It") == []


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Jets bombed positions of the rebels.", "positions", ["rebels"]),
        ("Members of the Taliban fled.", "Members", ["Taliban"]),
        ("Thousands of Syrians fled.", "Thousands", ["Syrians"]),
        ("Jets bombed Russian positions.", "positions", ["Russia"]),
        ("Norway and Sweden signed a deal.", "Norway", ["Norway", "Sweden"]),
        ("The storm destroyed roads.", "roads", []),
    ],
)
def test_argument_denotes_the_actor_inside(
    base_nlp: Language, layer: ActorsLayer, text: str, word: str, expected: list[str]
) -> None:
    assert names_of(layer(base_nlp(text)), word) == expected


def test_acronym_in_brackets_joins_its_name(base_nlp: Language, layer: ActorsLayer) -> None:
    doc = layer(base_nlp("The Harbour Workers Union (HWU) called a strike. The HWU wants more pay."))
    assert names_of(doc, "HWU") == ["Harbour Workers Union"]


def test_people_of_one_family_stay_apart(base_nlp: Language, layer: ActorsLayer) -> None:
    doc = layer(base_nlp("Robert Adeyemi spoke first. Grace Adeyemi answered him."))
    assert [e.name for e in doc._.dateline_actors.entities] == ["Robert Adeyemi", "Grace Adeyemi"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Prime Minister Ahmad Zahrin Hamdan spoke. Zahrin said no.", "Zahrin", ["Ahmad Zahrin Hamdan"]),
        ("The lawyer Mohamad Rahimi Ruslan spoke. Rahimi denied it.", "Rahimi", ["Mohamad Rahimi Ruslan"]),
        ("Peter Osman Lindqvist spoke. Police arrested Osman on Sunday.", "Osman", ["Peter Osman Lindqvist"]),
        # not if it is somebody else's first or last name
        ("Zahrin Khan fled. Ahmad Zahrin Hamdan spoke. Zahrin was arrested.", "Zahrin", ["Zahrin Khan"]),
        ("Muhammad Ali Lodhi spoke. Ali said so. Tariq Ali left. Ali wept.", "Ali", ["Tariq Ali"]),
    ],
)
def test_middle_name_is_short_for_the_whole(
    base_nlp: Language, layer: ActorsLayer, text: str, word: str, expected: list[str]
) -> None:
    assert names_of(layer(base_nlp(text)), word) == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "US",
                "and",
                "Russia",
                "'s",
                "“",
                "”",
                '"',
                "the",
                "rebels",
                "(",
                "UN",
                ")",
                "-",
                "We",
                "said",
                "\n\n",
                "He",
                "😀",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_layer_is_consistent_on_any_text(base_nlp: Language, layer: ActorsLayer, text: str) -> None:
    doc = layer(base_nlp(text))
    actors = doc._.dateline_actors
    for mention in actors.mentions:
        assert text[mention.start_char : mention.end_char] == doc[mention.start : mention.end].text
        assert mention.start <= mention.head < mention.end
    for number, entity in enumerate(actors.entities):
        assert entity.name
        assert entity.mentions == [i for i, m in enumerate(actors.mentions) if m.entity == number]
    assert all(actors.mentions[m].head == head for head, m in actors.by_head.items())
    assert all(actors.mentions[m].start <= token < actors.mentions[m].end for token, m in actors.by_token.items())
    for token in doc:
        assert all(m < len(actors.mentions) for m in resolve(token, actors))


@pytest.mark.parametrize("text", ["", " \n\n ", "a" * 5000, "Russia said the rebels fled."])
def test_unparsed_text_does_no_harm(base_nlp: Language, layer: ActorsLayer, text: str) -> None:
    doc = layer(base_nlp.make_doc(text))
    assert all(isinstance(resolve(token, doc._.dateline_actors), list) for token in doc)
