"""What figures say of each other: parts, change, whose; shares and rates; labels; single casualties."""

from __future__ import annotations

import pint
import pytest
import spacy
from spacy.tokens import Doc

from dateline import Coder
from dateline.code.figures.component import FiguresLayer
from dateline.code.figures.labels import Labels
from dateline.code.figures.lexicon import load
from dateline.model import CodedDocument


def read(coder: Coder, text: str) -> CodedDocument:
    return coder.code(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb killed 40 people, 12 of them children.", [None, 0]),
        ("The fire killed nine people, including three women and two children.", [None, 0, 0]),
        ("The bodies of five people – three men and two women – were found.", [None, 0, 0]),
        ("Two of the 12 hostages were freed.", [1, None]),
        ("Four people were shot at the fair. One of the victims has died.", [None, 0]),
        ("The army lost 30 soldiers and the rebels lost 12 fighters.", [None, None]),
    ],
)
def test_parts_point_to_their_total(coder: Coder, text: str, expected: list[int | None]) -> None:
    assert [figure.part_of for figure in read(coder, text).figures] == expected


@pytest.mark.parametrize(
    ("text", "value", "previous", "change"),
    [
        ("The death toll rose to 85 from 84 on Tuesday.", 85, 84, "up"),
        ("Some 85 people were killed, up from 84 a day before.", 85, 84, "up"),
        ("The number of refugees fell from 3,000 to 2,000 in March.", 2000, 3000, "down"),
        ("The death toll has risen to 40.", 40, None, "up"),
        ("Forty people were killed.", 40, None, None),
        ("Up to 40 people from 12 villages were killed.", 40, None, None),
    ],
)
def test_change_over_time(coder: Coder, text: str, value: float, previous: float | None, change: str | None) -> None:
    figure = read(coder, text).figures[0]
    assert (figure.value, figure.previous, figure.change) == (value, previous, change)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Two men were shot several times and died at the scene.", ["dead"]),
        ("Three people were shot to death in a bar.", ["dead"]),
        ("Two women were fatally shot on Monday.", ["dead"]),
        ("Three people were shot in a bar and are expected to recover.", ["injured"]),
        ("Four people were shot at the fair. One of the victims has died.", ["people", "dead"]),
        ("One man was killed and four others were shot.", ["dead", "injured"]),
        ("Five people were struck by bullets.", ["injured"]),
        ("The two women hung out in a bar.", ["people"]),
        ("Thirty were rescued from the ship.", ["people"]),
        ("A father of two children was shot dead.", ["people"]),
    ],
)
def test_what_became_of_those_who_were_shot(coder: Coder, text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in read(coder, text).figures] == kinds


def test_those_who_did_it_are_told_apart(coder: Coder) -> None:
    found = read(coder, "Two gunmen and nine worshippers were killed.").figures
    assert [(figure.value, figure.perpetrators) for figure in found] == [(2, True), (9, False)]


def test_whose(coder: Coder) -> None:
    coded = read(coder, "Kenya sent 300 soldiers. Rebels captured 12 Kenyan soldiers and two tanks of the army.")
    names = {entity.id: entity for entity in coded.entities}
    whose = [names[figure.whose] if figure.whose else None for figure in coded.figures]
    assert [entity and entity.code for entity in whose][1:] == ["KEN", "KEN"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 20 percent of voters stayed at home.", [("About 20 percent", "share", 0.2, None, "voters")]),
        ("Three-quarters of the crops are lost.", [("Three-quarters", "share", 0.75, None, "the crops")]),
        ("One in five children is hungry.", [("One in five", "share", 0.2, None, "children")]),
        ("Turnout was 40–45%.", [("40–45%", "share", 0.425, None, None)]),
        ("It has 12 deaths per 1,000 births.", [("12 deaths per 1,000 births", "rate", 12, "1,000 births", "deaths")]),
        ("It costs two dollars per litre.", []),
        ("Rebels killed three in 2014.", []),
    ],
)  # fmt: skip
def test_shares_and_rates_stand_apart(
    coder: Coder, text: str, expected: list[tuple[str, str, float, str | None, str | None]]
) -> None:
    rates = read(coder, text).rates
    assert [(rate.text, rate.kind, rate.value, rate.per, rate.of) for rate in rates] == expected


def test_bounds_of_shares(coder: Coder) -> None:
    (rate,) = read(coder, "More than 60 per cent of homes were hit.").rates
    assert (rate.value, rate.low, rate.high) == (0.6, 0.6, None)


@pytest.mark.parametrize(
    "text",
    [
        "The victims were ages 17, 19 and 20.",
        "Omar Sadiq, 14, of Milltown was pronounced dead.",
        "Image 4 of 6 shows the wounded.",
        "2 / 9 Police officers at the scene",
        "The woman was found on Hwy 150 with a wound.",
        "Police were called to 202 Hill Drive, where a man was shot.",
        "Call 555-123-4567 if you saw the gunman.",
        "Mi 8 helicopters and T 72 tanks were used.",
        "They beat the visitors 4 to 1.",
        "The man was shot two, or three times.",
    ],
)
def test_labels_are_no_figures(coder: Coder, text: str) -> None:
    assert read(coder, text).figures == []


@pytest.mark.parametrize("text", ["In Kabul, 14 were killed.", "Nine killed in Hama, 30 of them women, he said."])
def test_counts_behind_a_name_are_no_ages(text: str) -> None:
    lexicon = load(())
    assert Labels(lexicon.table, lexicon.numbers.values).find(text) == []


def test_every_unit_of_measure_is_one_that_pint_knows() -> None:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    units = set(load(()).table["units"].values())
    assert units and all(registry.parse_units(unit) for unit in units)


def test_currencies_can_be_defined_in_pint_and_are_no_measures() -> None:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    table = load(()).table
    currencies = {
        *table["currency_words"].values(),
        *table["currency_signs"].values(),
        *table["currency_codes"].values(),
    }
    for currency in sorted(currencies):
        assert currency not in registry
        registry.define(f"{currency} = [{currency}]")
        assert registry.Quantity(2, currency).units == registry.parse_units(currency)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man was shot dead in the market.", [("A man", "dead")]),
        ("A boy died and a woman was wounded.", [("A boy", "dead"), ("a woman", "injured")]),
        ("A woman was shot in the leg.", [("A woman", "injured")]),
        ("A woman was shot in the leg. She died on Monday.", [("She", "dead")]),
        ("He threatened to kill the judge.", []),
        ("The teacher was not injured.", []),
        ("A policeman shot at the driver, who was not hurt.", []),
        ("Twelve people were killed.", []),
    ],
)
def test_single_persons_killed_or_injured(coder: Coder, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(casualty.text, casualty.kind) for casualty in read(coder, text).casualties] == expected


def test_without_a_parse_nothing_fails() -> None:
    doc: Doc = FiguresLayer()(spacy.blank("en")("A bomb killed 40 people, 12 of them children, up from 30."))
    assert [figure.part_of for figure in doc._.dateline_figures] == [None, 0][: len(doc._.dateline_figures)]
