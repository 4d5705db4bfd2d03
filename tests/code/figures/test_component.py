"""Figures in sentences of plausible news: what is a figure, its bounds and its kind."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.figures.component import FiguresLayer
from dateline.code.layers import TimeMention


@lru_cache(maxsize=1)
def layer() -> FiguresLayer:
    return FiguresLayer()


def summary(doc: Doc) -> list[tuple[str, float | None, str]]:
    figures = doc._.dateline_figures
    return [(doc.text[figure.start_char : figure.end_char], figure.value, figure.kind) for figure in figures]


KINDS = [
    # people who came to harm: verb, passive, participle, adjective, noun
    ("A car bomb killed 14 civilians in the market.", [("14", 14, "dead")]),
    ("At least nine fishermen were killed when the pier collapsed.", [("At least nine", 9, "dead")]),
    ("The blast killed 12 and wounded 30 others.", [("12", 12, "dead"), ("30", 30, "injured")]),
    ("Gunmen opened fire on a bus, killing three women and two children.", [("three", 3, "dead"), ("two", 2, "dead")]),
    ("Seventeen people died in the fire.", [("Seventeen", 17, "dead")]),
    ("Five dead, 20 injured in factory blast", [("Five", 5, "dead"), ("20", 20, "injured")]),
    ("Rescuers pulled the bodies of 11 miners from the shaft.", [("11", 11, "dead")]),
    ("Police found six bodies in a well.", [("six", 6, "dead")]),
    ("The death toll rose to 45 on Monday.", [("45", 45, "dead")]),
    ("The attack left 16 people dead and dozens wounded.", [("16", 16, "dead"), ("dozens", None, "injured")]),
    ("Some 40 pupils were hurt when the roof fell in.", [("Some 40", 40, "injured")]),
    ("Nine sailors are still missing.", [("Nine", 9, "missing")]),
    ("Two climbers went missing on the glacier.", [("Two", 2, "missing")]),
    ("More than 300 refugees drowned off the coast.", [("More than 300", 300, "dead")]),
    ("The floods claimed 27 lives.", [("27", 27, "dead")]),
    ("A sniper shot dead two officers.", [("two", 2, "dead")]),
    ("Rebels shot and killed four guards.", [("four", 4, "dead")]),
    ("Shelling wounded seven soldiers, two of them seriously.", [("seven", 7, "injured"), ("two", 2, "injured")]),
    ("Eight people were killed, including three children.", [("Eight", 8, "dead"), ("three", 3, "dead")]),
    ("Forty villagers were killed or wounded in the raid.", [("Forty", 40, "people")]),
    ("One soldier was killed by a mine.", [("One", 1, "dead")]),
    ("One of the hostages was killed on Friday.", [("One", 1, "dead")]),
    ("The ministry reported 85 deaths.", [("85", 85, "dead")]),
    ("Hundreds of thousands have been displaced by the fighting.", [("Hundreds of thousands", None, "displaced")]),
    ("About 6,000 families fled their homes.", [("About 6,000", 6000, "displaced")]),
    ("Kenya hosts half a million refugees.", [("half a million", 500000, "displaced")]),
    ("Police arrested 120 protesters.", [("120", 120, "detained")]),
    ("Insurgents abducted at least 20 schoolgirls.", [("at least 20", 20, "detained")]),
    ("Seven hostages remain in the hands of the group.", [("Seven", 7, "detained")]),
    ("The two sides exchanged 50 prisoners.", [("50", 50, "released")]),
    ("The junta freed 31 political prisoners.", [("31", 31, "released")]),
    ("Some 1,100 residents were evacuated from the valley.", [("Some 1,100", 1100, "evacuated")]),
    # people, personnel
    ("Nearly 4,000 demonstrators marched through the capital.", [("Nearly 4,000", 4000, "people")]),
    ("Thousands marched through the capital.", [("Thousands", None, "people")]),
    ("Tens of thousands of Chileans took part.", [("Tens of thousands", None, "people")]),
    ("Paris will send 250 soldiers to the island.", [("250", 250, "personnel")]),
    ("A 2,000-strong force of peacekeepers crossed the river.", [("2,000-strong", 2000, "personnel")]),
    ("The province has 3,000 to 5,000 fighters.", [("3,000 to 5,000", None, "personnel")]),
    ("Two ministers resigned.", [("Two", 2, "people")]),
    ("Three senior diplomats were expelled.", [("Three", 3, "people")]),
    # arms, vehicles, aid, money
    ("The army fired 12 cruise missiles.", [("12", 12, "weapons")]),
    (
        "Customs seized 400 rifles and 20,000 rounds of ammunition.",
        [("400", 400, "weapons"), ("20,000", 20000, "weapons")],
    ),
    ("They destroyed two Russian-made T-72 tanks.", [("two", 2, "vehicles")]),
    ("Six fighter jets took off.", [("Six", 6, "vehicles")]),
    ("The navy lost one frigate.", [("one", 1, "vehicles")]),
    ("Three anti-aircraft batteries were hit.", [("Three", 3, "weapons")]),
    ("Aid groups delivered nearly 70 tonnes of food.", [("nearly 70 tonnes", 70, "aid")]),
    ("Japan donated 500 tents to the flood victims.", [("500", 500, "aid")]),
    ("The lorry held 200 pounds of explosives.", [("200 pounds", 200, "weapons")]),
    ("Brussels pledged €1.5bn in loans.", [("€1.5bn", 1.5e9, "money")]),
    ("The firm paid a $3 million fine.", [("$3 million", 3e6, "money")]),
    ("Ransoms of several million dollars were paid.", [("several million dollars", None, "money")]),
    ("Damage was put at 40 million Kenyan shillings.", [("40 million Kenyan shillings", 4e7, "money")]),
    # "of", pronouns, tolls
    ("The number of detained students climbed to 64.", [("64", 64, "detained")]),
    ("Another 15 miners are trapped underground.", [("15", 15, "people")]),
    ("In Aleppo 20 people were killed.", [("20", 20, "dead")]),
    ("On Monday 20 people were killed.", [("20", 20, "dead")]),
    ("A dozen police officers were wounded.", [("A dozen", 12, "injured")]),
    ("The court sentenced 12 policemen to prison.", [("12", 12, "personnel")]),
    ("Five of the wounded soldiers died in hospital.", [("Five", 5, "dead")]),
    ("Up to 200 Syrians crossed the border.", [("Up to 200", 200, "people")]),
    ("Around 30,000 Chinese live in the town.", [("Around 30,000", 30000, "people")]),
]

KINDS += [
    ("The 17 sailors captured in March have been released.", [("17", 17, "released")]),
    ("Two gunmen killed a priest.", [("Two", 2, "personnel")]),
    ("The evacuation of 40 nurses hurt in the quake began.", [("40", 40, "evacuated")]),
    ("The virus killed 12 patients and infected 300 others.", [("12", 12, "dead"), ("300", 300, "people")]),
    ("5 killed, 12 hurt in Kabul blast", [("5", 5, "dead"), ("12", 12, "injured")]),
    ("No fewer than 16 policemen lost their lives.", [("No fewer than 16", 16, "dead")]),
    (
        "Norway keeps 500 troops in the north and 200 in the south.",
        [("500", 500, "personnel"), ("200", 200, "personnel")],
    ),
    ("Germany will provide 18 Leopard 2 tanks.", [("18", 18, "vehicles")]),
    ("Washington approved 60 air-to-air missiles.", [("60", 60, "weapons")]),
    ("A crowd of about 5,000 chanted slogans.", [("about 5,000", 5000, "people")]),
    ("The militants took 170 people hostage.", [("170", 170, "detained")]),
    ("UN soldiers, 15,000 of them, are in the country.", [("15,000", 15000, "personnel")]),
    ("Officers seized 30 kilograms of heroin.", [("30 kilograms", 30, "other")]),
    ("There were 12 children among the dead.", [("12", 12, "dead")]),
    ("Nine suspects are in custody.", [("Nine", 9, "detained")]),
    ("Divers freed six boys trapped in a cave.", [("six", 6, "people")]),
]

# a participle or an adjective behind each of several coordinated numbers
KINDS += [
    ("So far 310 people had been killed and 2,080 injured.", [("310", 310, "dead"), ("2,080", 2080, "injured")]),
    ("The blast hit the market, killing 12 and wounding 30.", [("12", 12, "dead"), ("30", 30, "injured")]),
    ("The attack left 12 dead and 30 wounded.", [("12", 12, "dead"), ("30", 30, "injured")]),
    (
        "In the collapse 12 were killed, 30 injured and five missing.",
        [("12", 12, "dead"), ("30", 30, "injured"), ("five", 5, "missing")],
    ),
    (
        "The storm has left 18 people dead, 200 injured and 45 missing.",
        [("18", 18, "dead"), ("200", 200, "injured"), ("45", 45, "missing")],
    ),
    ("Nine soldiers were killed and 14 captured in the raid.", [("Nine", 9, "dead"), ("14", 14, "detained")]),
    ("Police said 12 demonstrators were arrested and 40 injured.", [("12", 12, "detained"), ("40", 40, "injured")]),
    ("Seven people were killed and dozens more injured.", [("Seven", 7, "dead"), ("dozens", None, "injured")]),
    ("Twenty hostages were freed and three killed.", [("Twenty", 20, "released"), ("three", 3, "dead")]),
    (
        "Three civilians were killed, another 15 hurt and around 200 detained.",
        [("Three", 3, "dead"), ("15", 15, "injured"), ("around 200", 200, "detained")],
    ),
    # what the verb says of the wounded themselves goes on
    ("The Red Cross evacuated 20 wounded.", [("20", 20, "evacuated")]),
    ("Six wounded died in hospital.", [("Six", 6, "dead")]),
]

NOT_FIGURES = [
    "One in five children is malnourished.",
    "One blogger was quoted as saying it was fake.",
    "In 2015 refugees crossed the border.",
    "The Big Four auditors met.",
    "A 450-pound gorilla escaped.",
    "Two large explosions shook the police headquarters.",
    "The 34-year-old driver was unhurt.",
    "John Carver, 52, was shot in the leg.",
    "Clashes began on 12 May 2011 and lasted three weeks.",
    "The convoy stopped 40 kilometres north of the city.",
    "Inflation rose by 4.5 percent in August.",
    "United won 3-1 after extra time.",
    "Call 555-867-5309 for details.",
    "Section 12 of the act forbids it.",
    "One of the reasons was the drought.",
    "No one was hurt.",
    "One analyst said the deal was dead.",
    "It is one thing to promise and another to deliver.",
    "The talks resume at 10:30 on Tuesday.",
    "Task Force 88 operated in the area.",
    "The Group of Seven met in Rome.",
    "The F-16 crashed near the base.",
    "He lives at 14 Station Road.",
    "The third soldier escaped.",
    "In the 1990s soldiers ran the country.",
    "They scored two goals in 90 minutes.",
    "The two-day summit ended without a statement.",
    "The coalition flew 30 sorties and hit four bunkers.",
    "Resolution 1325 was adopted by 15 votes to none.",
    "Three countries signed the treaty.",
    "The station lies 20 metres below ground.",
    "Polls give the party 35 per cent.",
    "Chapter 7 tells the story.",
    "Two suspected cases were reported in five districts.",
    "A three-man panel will decide.",
    "It rained for the first time in 100 days.",
    "1. The committee meets on Monday.",
    "",
    " \n ",
    "🙂 7️⃣",
]

BOUNDS = [
    ("More than 800 people fled.", 800, 800, None),
    ("Nearly 70 soldiers died.", 70, None, 70),
    ("At least 20 soldiers died.", 20, 20, None),
    ("Up to 50 soldiers died.", 50, None, 50),
    ("Between 10 and 15 soldiers died.", None, 10, 15),
    ("Some 10-15 soldiers died.", None, 10, 15),
    ("Two or three soldiers died.", None, 2, 3),
    ("Fewer than 40 soldiers died.", 40, None, 40),
    ("As many as 1.2 million people fled.", 1200000, None, 1200000),
    ("About 90 soldiers died.", 90, None, None),
    ("Fifty or more soldiers died.", 50, 50, None),
    ("Several soldiers died.", None, None, None),
    ("Exactly one hundred and twelve soldiers died.", 112, None, None),
    ("Well over a thousand soldiers died.", 1000, 1000, None),
]


FIELDS = [
    ("Brussels pledged €1.5bn in loans.", "euro", "loans", "loans"),
    ("He paid 40 Jordanian dinars.", "jordanian_dinar", None, None),
    ("The fine was 300 US dollars.", "dollar", None, None),
    ("They offered a reward of $5 million.", "dollar", "reward", "reward"),
    ("The lorry held 12 tonnes of ammunition.", "tonne", "ammunition", "ammunition"),
    ("Police arrested 12 members of the gang.", None, "members of the gang", "members"),
    ("Dozens of young Iraqis were arrested.", None, "young Iraqis", "Iraqis"),
    ("The blast killed 12.", None, None, None),
]


@pytest.mark.parametrize(("text", "unit", "of", "noun"), FIELDS)
def test_unit_and_what_is_counted(
    base_nlp: Language, text: str, unit: str | None, of: str | None, noun: str | None
) -> None:
    doc = layer()(base_nlp(text))
    (figure,) = doc._.dateline_figures
    assert (figure.unit, figure.of) == (unit, of)
    assert (None if figure.noun is None else doc[figure.noun].text) == noun


def test_amounts_inside_temporal_expressions_are_no_figures(base_nlp: Language) -> None:
    text = "The next 20 people matter."
    doc = base_nlp(text)
    assert summary(layer()(doc)) == [("20", 20, "people")]
    doc._.dateline_times = [TimeMention(0, 3, 0, 11, "DURATION", None)]
    assert summary(layer()(doc)) == []


def test_users_words_extend_ours(base_nlp: Language, tmp_path: Path) -> None:
    text = "Twelve zorbs were seen."
    assert summary(layer()(base_nlp(text))) == []
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "own.yaml").write_text("weapons: [zorb]\n", encoding="utf-8")
    assert summary(FiguresLayer((str(tmp_path),))(base_nlp(text))) == [("Twelve", 12, "weapons")]


def test_component_is_registered(base_nlp: Language) -> None:
    doc = base_nlp("The blast killed 12 miners.")
    component = base_nlp.create_pipe("dateline_figures")
    assert summary(component(doc)) == [("12", 12, "dead")]


def test_a_pipeline_without_parser_does_not_fail() -> None:
    doc = layer()(spacy.blank("en")("The blast killed 12 miners and cost $3 million."))
    assert ("$3 million", 3e6, "money") in summary(doc)


def test_more_than_belongs_to_the_number_behind_it(base_nlp: Language) -> None:
    doc = layer()(base_nlp("killed two and more than 12"))
    spans = [(figure.start_char, figure.end_char) for figure in doc._.dateline_figures]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


PIECES = (
    "12|two|of|the|$|5|million|-|people|killed|and|to|1,000|hundreds|soldiers|between|more than|or|one|half|a|dozen"
    "|were|,|.|\n|tonnes|them|%|👍|who"
)
WORDS = st.sampled_from(PIECES.split("|"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=14), st.sampled_from([" ", ""]))
def test_offsets_agree_and_figures_do_not_overlap(base_nlp: Language, words: list[str], gap: str) -> None:
    doc = layer()(base_nlp(gap.join(words)))
    last = 0
    for figure in doc._.dateline_figures:
        assert last <= figure.start_char < figure.end_char <= len(doc.text)
        last = figure.end_char
        assert doc[figure.start].idx <= figure.start_char
        assert figure.end_char <= doc[figure.end - 1].idx + len(doc[figure.end - 1])
        assert doc.text[figure.start_char : figure.end_char].strip() == doc.text[figure.start_char : figure.end_char]
        assert figure.low is None or figure.high is None or figure.low < figure.high


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_figures_of_a_sentence(base_nlp: Language, text: str, expected: list[tuple[str, float | None, str]]) -> None:
    assert summary(layer()(base_nlp(text))) == expected


@pytest.mark.parametrize("text", NOT_FIGURES)
def test_other_numbers_are_no_figures(base_nlp: Language, text: str) -> None:
    assert summary(layer()(base_nlp(text))) == []


@pytest.mark.parametrize(("text", "value", "low", "high"), BOUNDS)
def test_bounds(base_nlp: Language, text: str, value: float | None, low: float | None, high: float | None) -> None:
    (figure,) = layer()(base_nlp(text))._.dateline_figures
    assert (figure.value, figure.low, figure.high) == (value, low, high)
