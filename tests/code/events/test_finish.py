"""After the predicates: whose figures are whose, and who says so."""

from __future__ import annotations

import pytest

from dateline import Coder

FIGURES: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    # text, figures with kind and the type of their event
    ("Rebels killed 12 soldiers near Gao.", [("12", "dead", "ASSAULT")]),
    ("Police arrested 300 protesters in Minsk.", [("300", "detained", "COERCE")]),
    ("The rebels released 14 hostages.", [("14", "released", "RETREAT")]),
    ("France deployed 1,500 soldiers to Chad.", [("1,500", "personnel", "MOBILIZE")]),
    ("The United Nations delivered 30 tonnes of flour to refugees in Adré.", [("30 tonnes", "aid", "AID")]),
    ("Germany gave Kenya $12 million in aid.", [("$12 million", "money", "AID")]),
    (
        "The army seized 40 rifles and arrested three men.",
        [("40", "weapons", "COERCE"), ("three", "detained", "COERCE")],
    ),
    ("The town of 9,000 people lies near a river.", [("9,000", "people", None)]),
    ("About 2,000 farmers marched through Ghent.", [("About 2,000", "people", "PROTEST")]),
    ("At least 25 civilians were killed in an air strike on Idlib.", [("At least 25", "dead", "ASSAULT")]),
    ("Russia fired 20 missiles at Odesa.", [("20", "weapons", "ASSAULT")]),
    ("Gunmen kidnapped 35 pupils in Zamfara.", [("35", "detained", "ASSAULT")]),
    ("India evacuated 240 citizens from Khartoum.", [("240", "evacuated", "AID")]),
]
SOURCES: list[tuple[str, str, list[str | None]]] = [
    # text, type of its event, who is credited with the report of it
    ("Rebels attacked a convoy near Gao.", "ASSAULT", []),
    ("Rebels attacked a convoy near Gao, the Malian army said.", "ASSAULT", ["the Malian army"]),
    ("The police chief said that gunmen had abducted two nurses.", "ASSAULT", ["The police chief"]),
    ("“They shelled the market,” a resident told reporters.", "ASSAULT", ["a resident"]),
    ("According to the United Nations, militias killed 40 villagers.", "ASSAULT", ["the United Nations"]),
    ("Soldiers shot a nurse, witnesses said. The army arrested two men.", "COERCE", []),
    ("Police arrested two students, a lawyer told Reuters.", "COERCE", ["a lawyer"]),
    ("State media reported that Iran had seized a tanker.", "COERCE", ["State media"]),
    ("The army claimed that it had killed nine rebels.", "ASSAULT", ["The army"]),
    ("Turkey deported 30 Syrians on Monday, rights groups said.", "COERCE", ["rights groups"]),
    ("The rebels withdrew from the town, the governor confirmed.", "RETREAT", ["the governor"]),
    (
        "“Drones struck the refinery,” Governor Oleh Marchenko wrote on Telegram.",
        "ASSAULT",
        ["Governor Oleh Marchenko"],
    ),
    ("The minister said the weather was bad and left. Rebels later attacked the road.", "ASSAULT", []),
    ("France condemned the government for killing protesters.", "ASSAULT", []),
]


@pytest.mark.parametrize(("text", "told"), FIGURES)
def test_a_figure_belongs_to_its_event(coder: Coder, text: str, told: list[tuple[str, str, str | None]]) -> None:
    coded = coder.code(text)
    types = {event.id: event.event for event in coded.events}
    assert [(f.text, f.kind, types[f.event] if f.event else None) for f in coded.figures] == told


@pytest.mark.parametrize(("text", "event", "credited"), SOURCES)
def test_an_event_is_credited_to_who_reports_it(
    coder: Coder, text: str, event: str, credited: list[str | None]
) -> None:
    coded = coder.code(text)
    said = {attribution.id: attribution for attribution in coded.attributions}
    sources = [[said[a].source for a in found.attribution] for found in coded.events if found.event == event]
    assert [[source and source.text for source in each] for each in sources] == [credited]


def test_events_and_figures_point_at_each_other(coder: Coder) -> None:
    coded = coder.code("Rebels killed 12 soldiers near Gao. Police arrested 30 men in Mopti.")
    assert [[coded.figures[i].event for i in event.figures] for event in coded.events] == [["v1"], ["v2"]]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("The court convicted the general of corruption.", "corruption"),
        ("The report accused the regime of genocide.", "human_rights"),
        ("Police arrested nine suspected jihadists.", "terrorism"),
    ],
)
def test_a_context_says_why(coder: Coder, text: str, context: str) -> None:
    assert context in coder.code(text).events[0].context


def test_the_evidence_is_the_sentence_of_the_trigger(coder: Coder) -> None:
    coded = coder.code("It rained.  Rebels attacked the port. Nobody slept.")
    assert [(event.trigger.text, event.text) for event in coded.events] == [("attacked", "Rebels attacked the port.")]
