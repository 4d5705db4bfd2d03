"""Place names in news: found or left, their kind, and the place that they mean."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.layers import PlaceMention
from dateline.code.places.component import PlacesLayer
from dateline.code.places.found import Found
from dateline.code.places.resolve import resolve
from dateline.knowledge.gazetteer import Candidate
from dateline.knowledge.gazetteer_record import GazetteerRecord

LAYER = PlacesLayer(())


def places(nlp: Language, text: str, publisher: str | None = None) -> list[tuple[str, PlaceMention]]:
    doc = nlp(text)
    doc._.dateline_publisher = publisher
    LAYER(doc)
    return [(text[place.start_char : place.end_char], place) for place in doc._.dateline_places]


def meanings(nlp: Language, text: str, publisher: str | None = None) -> dict[str, tuple[str | None, str | None]]:
    return {
        name: (place.record.province if place.record.resolution > 1 else None, place.record.country_code)
        for name, place in places(nlp, text, publisher)
        if place.record is not None
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trucks crossed the Lachin corridor towards Armenia.", ["Lachin corridor", "Armenia"]),
        ("Residents of Stepanakert queued for bread in Karabakh.", ["Stepanakert", "Karabakh"]),
        ("Shells fell on the northern Gaza Strip at dawn.", ["Gaza Strip"]),
        ("Shelling hit Kherson and Zaporizhzhia regions in Ukraine.", ["Kherson", "Zaporizhzhia", "Ukraine"]),
        ("Aid entered through the Rafah crossing in Gaza.", ["Rafah crossing", "Gaza"]),
        ("Fighting spread to Kachin State in Myanmar.", ["Kachin State", "Myanmar"]),
        ("Paris Hilton sang in Berlin.", ["Berlin"]),
        ("Rebels shelled Goris on Monday.", ["Goris"]),
        ("Fighters stormed Goma and looted shops.", ["Goma"]),
        ("Troops were told to besiege Kidal until it fell.", ["Kidal"]),
        ("The group fired rockets at Kiryat Shmona.", ["Kiryat Shmona"]),
        ("Heavy fighting raged around Bakhmut, Soledar and Chasiv Yar.", ["Bakhmut", "Soledar", "Chasiv Yar"]),
        ("Residents of Kramatorsk and Sloviansk were told to leave.", ["Kramatorsk", "Sloviansk"]),
        ("Stepanakert was without power for a week.", ["Stepanakert"]),
        ("The eastern Bosnian enclave of Gorazde came under fire.", ["Bosnian", "Gorazde"]),
        ("Ten soldiers died in the Sambisa forest.", ["Sambisa forest"]),
        ("A drone struck the Engels air base in Saratov.", ["Engels air base", "Saratov"]),
        ("Bombs hit Al-Noor Hospital in Gaza City.", ["Al-Noor Hospital", "Gaza City"]),
        ("The trial of Dennis Brown of Wooster opened in Ohio.", ["Wooster", "Ohio"]),
        ("FRANKSTON -- A Texas court heard the case.", ["FRANKSTON", "Texas"]),
        ("Nine countries and many more voters said no.", []),
        ("Police arrested Clinton and Jackson.", []),
        ("Mobile phones were handed out. May was hot.", []),
        ("Doctors fear the Marburg virus most.", []),
        ("WE SAW NO CAR DRIVE BY ON MONDAY", []),
        ("CAR PLOUGHS INTO CROWD IN BERLIN", ["BERLIN"]),
        ("SIX DIE IN CAR BLAST", []),
        ("Rebels seized Bangui, CAR, on Sunday.", ["Bangui", "CAR"]),
        ("Two CAR ministers resigned.", ["CAR"]),
        ("Gunmen attacked St. Mark's Cathedral in Alexandria.", ["Alexandria"]),
        ("He died at St. Thomas' Hospital in London.", ["London"]),
        ("Vandals broke into Saint Joseph's School in Nairobi.", ["Nairobi"]),
        ("The flag of St. Andrew's Church in Odessa was burnt.", ["Odessa"]),
        ("Police searched St. Mary's County for the man.", ["St. Mary's County"]),
        ("Troops guarded St. Peter's Basilica in Rome.", ["St. Peter's Basilica", "Rome"]),
        ("St. Louis's Police Chief resigned.", ["St. Louis"]),
    ],
)
def test_place_names_are_found_and_others_left(base_nlp: Language, text: str, names: list[str]) -> None:
    assert [name for name, _ in places(base_nlp, text)] == names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Baghdad government rejected the plan.", "Baghdad", "associative"),
        ("Moscow said it would answer.", "Moscow", "associative"),
        ("He was born in Moscow.", "Moscow", "literal"),
        ("The Syrian army withdrew.", "Syrian", "demonym"),
        ("Students of Mosul University protested.", "Mosul", "in_name"),
        ("Fires burned in Idlib province overnight.", "Idlib", "literal"),
        ("Fighters stormed Goma and looted shops.", "Goma", "literal"),
    ],
)
def test_kinds(base_nlp: Language, text: str, name: str, kind: str) -> None:
    assert [place.kind for found, place in places(base_nlp, text) if found == name] == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A storm hit Paris, Texas, on Monday.", {"Paris": ("Texas", "USA")}),
        ("A storm hit Paris on Monday.", {"Paris": ("Île-de-France", "FRA")}),
        ("Georgia and Russia met in Tbilisi.", {"Georgia": (None, "GEO")}),
        ("Voters in Georgia, Alabama and Ohio went to the polls.", {"Georgia": ("Georgia", "USA")}),
        ("The army shelled a village in Idlib, Syria.", {"Idlib": ("Idlib", "SYR")}),
        ("KHARTOUM, Sudan (AP) — Gunmen killed two people.", {"KHARTOUM": ("Khartoum", "SDN")}),
        ("Rockets were fired from Gaza.", {"Gaza": ("Gaza Strip", "PSE")}),
        ("Police in Athens, Ga., arrested a man.", {"Athens": ("Georgia", "USA"), "Ga.": ("Georgia", "USA")}),
    ],
)
def test_the_document_decides_which_place_is_meant(
    base_nlp: Language, text: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    found = meanings(base_nlp, text)
    assert {name: found.get(name) for name in expected} == expected


def test_one_name_can_mean_two_places_where_the_text_says_so(base_nlp: Language) -> None:
    text = "The mayor of Cambridge, Massachusetts, met his colleague from Cambridge, England."
    provinces = [p.record.province for name, p in places(base_nlp, text) if name == "Cambridge" and p.record]
    assert provinces == ["Massachusetts", "England"]


def test_a_local_paper_means_its_own_town(base_nlp: Language) -> None:
    text = "The city council of Athens met on Monday to approve the road works."
    assert meanings(base_nlp, text)["Athens"][1] == "GRC"
    assert meanings(base_nlp, text, "onlineathens.com")["Athens"] == ("Georgia", "USA")


@pytest.mark.parametrize(
    ("text", "publisher", "name", "province"),
    [
        ("The city council of Kalamazoo met in Portage on Monday.", "kalamazoogazette.com", "Portage", "Michigan"),
        ("Deputies searched a house in Alexandria.", "Rapides Parish Courier", "Alexandria", "Louisiana"),
    ],
)
def test_the_name_of_an_unknown_paper_tells_which_town_is_meant(
    base_nlp: Language, text: str, publisher: str, name: str, province: str
) -> None:
    assert meanings(base_nlp, text, publisher)[name] == (province, "USA")


@pytest.mark.parametrize(
    ("publisher", "names"),
    [
        ("kalamazoogazette.com", {"Kalamazoo"}),
        ("www.thelasvegasherald.com", {"Las Vegas"}),
        ("news.springfield-times.net", {"Springfield"}),
        ("Rapides Parish Courier", {"Rapides Parish"}),
        ("Example Wire", set()),
        ("dailynews.com", set()),
        ("reuters.com", None),
        (None, None),
    ],
)
def test_the_home_of_a_paper_is_read_from_its_name(publisher: str | None, names: set[str] | None) -> None:
    home = LAYER.publishers.home(publisher)
    assert (None if home is None else {hit.record.name for hit in home.named[:1]}) == names


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("ABC News (Australia)", "AUS"),
        ("Times of India", "IND"),
        ("The Sun (Nigeria)", "NGA"),
        ("Chronicle of the Philippines", "PHL"),
        ("Lebanon Daily News", None),
        ("Gazette of Kalamazoo", None),
        ("Herald (weekly)", None),
    ],
)
def test_the_end_of_a_publishers_name_tells_its_country(publisher: str, country: str | None) -> None:
    home = LAYER.publishers.home(publisher)
    assert home is not None
    assert home.country == country


def test_the_country_of_a_publisher_is_no_town_of_that_name(base_nlp: Language) -> None:
    assert meanings(base_nlp, "Two of Australia's biggest banks closed.", "ABC News (Australia)") == {
        "Australia": (None, "AUS")
    }


def test_a_province_is_told_from_its_city(base_nlp: Language) -> None:
    found = [p.record.resolution for _, p in places(base_nlp, "Clashes spread across Aleppo province.") if p.record]
    assert found == [2]
    found = [p.record.resolution for _, p in places(base_nlp, "Clashes spread across Aleppo.") if p.record]
    assert found == [4]


@pytest.mark.parametrize(
    ("words", "label", "reason"),
    [
        ("Soldiers left the village of *Qarmazouna .", "GPE", "not in the gazetteer"),
        ("Officials arrived from *Qarmazouna .", "GPE", "not in the gazetteer"),
        ("A crowd gathered on *Qarmazouna *Street .", "FAC", "of a kind that the gazetteer does not hold"),
        ("Shells fell near *Qarmazouna *River .", "LOC", "of a kind that the gazetteer does not hold"),
    ],
)
def test_what_no_list_has_stays_with_a_reason(base_nlp: Language, words: str, label: str, reason: str) -> None:
    tokens = words.split()
    named = [index for index, token in enumerate(tokens) if token[0] == "*"]
    labels = ["O"] * len(tokens)
    for index in named:
        labels[index] = ("B-" if index == named[0] else "I-") + label
    doc = LAYER(Doc(base_nlp.vocab, words=[token.lstrip("*") for token in tokens], ents=labels))
    [place] = doc._.dateline_places
    assert (doc[place.start : place.end].text.split()[0], place.record, place.reason) == ("Qarmazouna", None, reason)


def test_places_between_which_nothing_decides_are_left_open(base_nlp: Language) -> None:
    record = GazetteerRecord("Qarm", 1, 10.0, 10.0, "SYR", "Idlib", None, "P", "PPL", 700, 4)
    other = replace(record, geonameid=2, country_code="IRQ", province="Anbar")
    found = [Found(0, 1, 0, 4, "Qarm", (Candidate(record, 2.8, 0), Candidate(other, 2.8, 0)))]
    assert resolve(found, "Qarm", None) == [None]
    found[0].candidates = (Candidate(record, 3.0, 0), Candidate(other, 2.8, 0))
    assert resolve(found, "Qarm", None) == [record]


@pytest.mark.parametrize("text", ["", " \n\t ", "😀😀", "a" * 5000, "Of The In.", "...", "-", "U.S", "The the The"])
def test_strange_texts_are_survived(base_nlp: Language, text: str) -> None:
    places(base_nlp, text)


def test_a_pipeline_without_entities_and_parse_will_do(base_nlp: Language) -> None:
    doc = LAYER(Doc(base_nlp.vocab, words=["Rebels", "left", "Aleppo", ",", "Syria", "."]))
    assert "SYR" in {place.record.country_code for place in doc._.dateline_places if place.record}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Paris", ",", "Texas", "the", "Gaza", "Strip", "of", "and", "-", "Syrian", "D.C.", "😀", "St.", "\n",
                "river", "River", "in", "New", "York", "'s", "US", "W.Va.", "provinces", "R",
            ]
        ),
        max_size=20,
    )
)  # fmt: skip
def test_mentions_are_sorted_and_never_overlap(base_nlp: Language, words: list[str]) -> None:
    doc = LAYER(Doc(base_nlp.vocab, words=words))
    end = end_char = 0
    for place in doc._.dateline_places:
        assert end <= place.start < place.end <= len(doc)
        assert end_char <= place.start_char < place.end_char <= len(doc.text)
        assert doc[place.start].idx == place.start_char
        end, end_char = place.end, place.end_char


def test_the_same_text_gives_the_same_places(base_nlp: Language) -> None:
    text = "Clashes in Homs, Hama and Aleppo left dozens dead, officials in Damascus said."
    first = [(p.start, p.end, p.kind, p.record) for _, p in places(base_nlp, text)]
    second = [(p.start, p.end, p.kind, p.record) for _, p in places(base_nlp, text)]
    assert first == second
