"""Words that tell of one type, another or none, by what stands around them: classes of conditions in the frames."""

from __future__ import annotations

import pytest

from dateline import Coder

TOLD: list[tuple[str, str, str]] = [
    # a charge by prosecutors is none by horsemen
    ("A teacher was charged in the killing of a policeman in Lille.", "charged", "ACCUSE"),
    ("The senator denied the corruption charges in Manila.", "charges", "ACCUSE"),
    # raids of police and of fighters
    ("Police carried out a raid on an apartment in Ghent.", "raid", "COERCE"),
    ("The raid by gunmen near Pibor left eleven villagers dead.", "raid", "ASSAULT"),
    # strikes of workers and of aircraft
    ("Doctors in Accra began a strike over unpaid salaries.", "strike", "PROTEST"),
    ("A strike by coalition jets killed six militants near Hawija.", "strike", "ASSAULT"),
    # orders that free, orders that demand
    ("A court in Tunis ordered the release of the former minister.", "ordered", "CONCEDE"),
    ("The governor ordered the evacuation of the town of Kos.", "ordered", "REQUEST"),
    # protests in the street and in court or on paper
    ("The foreign ministry sent a note that protested against the arrest of two sailors.", "protested", "ACCUSE"),
    ("Students protested against the reform in Santiago.", "protested", "PROTEST"),
    # courts that stop what governments decide
    ("A federal judge blocked the order of President Trump.", "blocked", "REJECT"),
    # exercises and checks of forces
    ("During the drills the crews of the missile brigade repelled an imagined attack.", "drills", "MOBILIZE"),
    ("Lithuania reintroduced military conscription in 2015.", "reintroduced", "MOBILIZE"),
    # advancing and resisting
    ("The soldiers met fierce resistance from snipers in Sirte.", "resistance", "ASSAULT"),
    ("The war has displaced two million people.", "displaced", "SANCTION"),
    ("The chancellor met with marchers in Kiel.", "met", "CONSULT"),
    ("Uganda extended the deadline for the refugees.", "extended", "CONCEDE"),
    ("Cyprus prolonged the residence permits of the migrants.", "prolonged", "CONCEDE"),
    ("The ministry put off the deadline for the rebels.", "put", "CONCEDE"),
    ("The chancellor was met by the king at the airport.", "met", "CONSULT"),
]

NOT_TOLD: list[tuple[str, str, str]] = [
    ("The fighters belong to the Islamic State group (outlawed in Russia).", "outlawed", "COERCE"),
    ("The man was armed with a rifle and two grenades.", "armed", "AID"),
    ("The bank charged its customers a fee of five dollars.", "charged", "ACCUSE"),
    ("The boy is staying with his uncle in Miami.", "staying", "SUPPORT"),
    ("The car failed to yield the right of way to a van.", "yield", "CONCEDE"),
    ("The officers arrived at the house within minutes.", "arrived", "MOBILIZE"),
    ("The bacteria showed strong resistance to the drug.", "resistance", "ASSAULT"),
    ("The company announced the launch of a new phone.", "launch", "MOBILIZE"),
    ("The festival extended the deadline for entries.", "extended", "CONCEDE"),
    ("The army extended the curfew in Cali.", "extended", "CONCEDE"),
    ("The suspects pleaded innocent to the bombing.", "pleaded", "CONCEDE"),
    ("The pilgrims were met with marchers at the station.", "met", "CONSULT"),
    ("The mission met with failure in Bern.", "met", "CONSULT"),
    ("The tourists met with similar problems in Croatia.", "met", "CONSULT"),
]


def told(coder: Coder, text: str, word: str) -> set[str]:
    at = text.index(word)
    return {event.event for event in coder.code(text).events if at <= event.trigger.start < at + len(word)}


@pytest.mark.parametrize(("text", "word", "event"), TOLD, ids=[f"{event}-{word}" for _, word, event in TOLD])
def test_a_word_tells_of_the_type_that_its_surroundings_say(coder: Coder, text: str, word: str, event: str) -> None:
    assert event in told(coder, text, word)


@pytest.mark.parametrize(("text", "word", "event"), NOT_TOLD, ids=[f"{event}-{word}" for _, word, event in NOT_TOLD])
def test_nor_does_the_network_take_it_for_that(full_coder: Coder, text: str, word: str, event: str) -> None:
    assert event not in told(full_coder, text, word)


@pytest.mark.parametrize(("text", "word", "event"), NOT_TOLD, ids=[f"{event}-{word}" for _, word, event in NOT_TOLD])
def test_a_word_does_not_tell_of_what_it_only_looks_like(coder: Coder, text: str, word: str, event: str) -> None:
    assert event not in told(coder, text, word)
