"""Signs for parties beyond slots and network: what the document tells of them elsewhere, who they are, who speaks."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from dateline import Coder
from dateline.code.events.component import EventDocument, EventLayer
from dateline.code.events.party_signs import PartySigns


def signs_of(coder: Coder, text: str, trigger: str, role: int, name: str, *, ruled: bool = False) -> dict[str, float]:
    """Give the signs of the entity that `name` stands for, in a role of the event that `trigger` names."""
    layer = coder.nlp.get_pipe("dateline_events")
    assert isinstance(layer, EventLayer)
    with coder.nlp.select_pipes(disable="dateline_events"):
        doc: Doc = coder.nlp(text)
    document = EventDocument(doc, layer.frames, layer.words, None)
    found = layer.found(document)
    event = next(c.event for c in found if doc[c.event.trigger.start].text == trigger)
    actors = document.actors
    mention = next(n for n, m in enumerate(actors.mentions) if name in doc[m.start : m.end].text)
    signs = PartySigns(document.roles, found, [(frozenset[int](), frozenset[int]())] * len(found))
    return signs.signs(event, role, document.roles.party(mention), ruled=ruled)


ATTACKS = (
    "Boko Haram shelled Maiduguri on Monday. On Tuesday Boko Haram bombed a market. "
    "Officials in Abuja said that the attack killed nine farmers."
)


def test_who_attacks_elsewhere_in_the_document_is_told_apart_from_who_does_not(coder: Coder) -> None:
    rebels = signs_of(coder, ATTACKS, "attack", 0, "Boko Haram")
    officials = signs_of(coder, ATTACKS, "attack", 0, "Officials")
    assert rebels["again"] > 0
    assert rebels["acts_actor"] > 0
    assert "as_nearest" in rebels
    assert "again" not in officials


@pytest.mark.parametrize(("name", "group"), [("Boko Haram", "armed"), ("Officials", "state")])
def test_who_a_party_is_goes_with_what_is_done(coder: Coder, name: str, group: str) -> None:
    assert f"{group}_assault_actor" in signs_of(coder, ATTACKS, "attack", 0, name)


def test_the_speaker_is_marked_in_what_he_says_only(coder: Coder) -> None:
    officials = signs_of(coder, ATTACKS, "attack", 0, "Officials")
    assert officials["speaker_done_actor"] == 1.0
    assert "speaker_done_actor" not in signs_of(coder, ATTACKS, "bombed", 0, "Officials")


def test_distance_grows_with_the_words_between(coder: Coder) -> None:
    near = signs_of(coder, ATTACKS, "bombed", 0, "Officials")
    far = signs_of(coder, ATTACKS, "shelled", 0, "Officials")
    assert far["far"] > near["far"] > 0


def test_who_a_party_is_counts_apart_where_rules_do_not_name_it_in_the_sentence(coder: Coder) -> None:
    told = signs_of(coder, ATTACKS, "bombed", 0, "Boko Haram", ruled=True)
    assert "armed_assault_actor_not_told_here" in told  # its first mention stands in another sentence
    told = signs_of(coder, ATTACKS, "shelled", 0, "Boko Haram", ruled=True)
    assert told["armed_assault_actor"] == 1.0
    assert "armed_assault_actor_not_told_here" not in told
    assert "armed_assault_actor_not_told_here" in signs_of(coder, ATTACKS, "shelled", 0, "Boko Haram")


def test_what_a_party_does_elsewhere_is_told_by_sort_of_deed(coder: Coder) -> None:
    text = "Rebels killed a nurse in Bria. Police detained a farmer. The mayor accused the rebels."
    rebels = signs_of(coder, text, "accused", 1, "Rebels")
    nurse = signs_of(coder, text, "accused", 1, "nurse")
    assert "law_recipient_who_acts_in_assault" in rebels
    assert "law_recipient_who_suffers_assault" not in rebels
    assert "law_recipient_who_suffers_assault" in nurse
    assert "law_recipient_who_acts_in_force" in signs_of(coder, text, "accused", 1, "Police")
