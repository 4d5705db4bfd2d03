"""How much a text is about politics and conflict at all."""

from __future__ import annotations

import pytest

from dateline import Coder
from dateline.code.events.topic import apolitical, topicality
from dateline.code.events.words import load_event_words

MATCH = """The striker scored twice as the visitors beat the champions 3-1 in the second leg of the semi-final. The
goalkeeper saved a penalty before half-time, and the midfielder hit the bar with a free kick. The coach praised his
defenders after the match and said that the squad would attack in the final of the tournament. The league leaders lost
their captain to injury, and the substitute missed a fine chance to equalise. The season ends in May."""
WAR = """Rebels attacked an army base near Gao on Monday and killed twelve soldiers, the Malian government said. The
army sent helicopters and bombed the camp of the rebels in the hills. The president condemned the attack and asked
the United Nations for help. Police arrested nine suspects in the town, and the parliament in Bamako declared three
days of mourning. The governor of the province told reporters that the rebels had fled to Niger with hostages."""


def weight(coder: Coder, text: str) -> float:
    doc = coder.nlp(text)
    return topicality(doc, doc._.dateline_actors, load_event_words(()))


def test_a_war_report_counts_in_full(coder: Coder) -> None:
    assert weight(coder, WAR) == 1.0


def test_a_match_report_counts_for_little(coder: Coder) -> None:
    assert weight(coder, MATCH) < 0.6


@pytest.mark.parametrize("text", ["", " \n ", "The striker scored.", "⚽", "goal " * 400])
def test_any_text_has_a_weight(coder: Coder, text: str) -> None:
    assert 0.0 < weight(coder, text) <= 1.0


def test_one_political_sentence_counts_in_full(coder: Coder) -> None:
    assert weight(coder, "The Syrian army attacked the rebels.") == 1.0


def test_a_crisis_in_a_stadium_counts_for_more_than_a_match(coder: Coder) -> None:
    crisis = "Police shot a gunman at the gate, soldiers found a bomb and the government called it terrorism."
    assert weight(coder, MATCH + 4 * f" {crisis}") > weight(coder, MATCH)


def test_a_match_report_tells_of_no_event(coder: Coder) -> None:
    assert not coder.code(MATCH).events


def test_a_war_report_tells_of_its_events(coder: Coder) -> None:
    assert {"ASSAULT", "ACCUSE", "COERCE"} <= {event.event for event in coder.code(WAR).events}


FEUD = """The singer accused her former producer of taking half of what the album earned. He denied it in an interview
with a magazine and threatened to publish her letters. Her agent warned the label that she would record no more.
The label apologised, offered her a new contract and urged both of them to meet. She refused to see him, friends of the
singer said, and asked her fans to stop buying the record. The producer promised to pay what he owed, and his company
agreed to open its books to an accountant of hers. A month later the two met in a studio in Nashville and talked."""


def test_a_story_of_private_people_is_apolitical_and_a_war_report_is_not(coder: Coder) -> None:
    feud, war = (coder.nlp(text) for text in (FEUD, WAR))
    assert apolitical(feud, feud._.dateline_actors) > 0.6
    assert apolitical(war, war._.dateline_actors) == 0.0


def test_a_sentence_is_too_short_to_be_apolitical(coder: Coder) -> None:
    doc = coder.nlp("The singer accused her producer of theft.")
    assert apolitical(doc, doc._.dateline_actors) == 0.0


def test_private_disputes_are_no_events(coder: Coder) -> None:
    assert len(coder.code(FEUD).events) <= 2
