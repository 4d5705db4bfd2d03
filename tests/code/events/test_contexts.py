"""Contexts: each of PLOVER's is reached by a plain case, and not by words that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.events.contexts import MOST, ContextReader, load_context_evidence
from dateline.code.layers import EventMention, Mention, PartyMention
from dateline.errors import KnowledgeError
from dateline.knowledge.ontology import load_ontology

CASES: list[tuple[str, str, str]] = [
    ("military", "Two battalions shelled the bridge.", "A tank top was shown; critics attacked the offensive joke."),
    ("intelligence", "Oslo expelled two men for espionage.", "Oslo expelled two men for overstaying."),
    ("executive", "Crowds welcomed the cabinet reshuffle.", "Crowds attacked the cabinet maker."),
    ("legislative", "Lawmakers rejected the draft law.", "Miners rejected the offer of the owners."),
    ("election", "He demanded that the ballots be recounted.", "He attacked the new poll tax."),
    ("political_institutions", "They demanded a constitutional amendment.", "They demanded higher wages."),
    ("pro_democracy", "Students marched for free and fair elections.", "Students marched for free buses."),
    ("pro_autocracy", "The officers seized the palace in a coup.", "The officers seized a car in a raid."),
    ("economic", "Lima threatened a tariff on steel.", "Lima threatened to trade blame."),
    ("legal", "A court convicted the mayor.", "They fought near the tennis court on a trial run."),
    ("reparations", "Kigali demanded restitution of looted art.", "Kigali demanded the return of its pilots."),
    ("human_rights", "He was accused of crimes against humanity.", "He was accused of lying."),
    ("rights_freedoms", "Editors protested for press freedom.", "Editors protested over the parking fees."),
    ("repression", "They condemned the crackdown on dissidents.", "They condemned the umpire."),
    ("human_security", "Trucks brought food aid to the town.", "Trucks brought chairs to the town."),
    ("gender", "They protested against domestic violence.", "They protested against the gender reveal."),
    ("lgbt", "Police banned the pride march.", "Police banned the carnival march."),
    ("religion_ethnicity", "A mob attacked the mosque.", "A mob attacked the shop."),
    ("inequality", "They marched against poverty.", "They marched against the mayor."),
    ("diplomatic", "The ambassador met the ministers.", "The plumber met the teachers."),
    ("territory", "They protested against the annexation.", "They protested against the bus route."),
    ("peacekeeping", "Gunmen killed three peacekeepers.", "Gunmen killed three bakers."),
    ("health", "They sent vaccines to the clinics.", "They sent tents to the farms."),
    ("asylum", "Bern granted asylum to the pilot.", "He escaped from the lunatic asylum."),
    ("migration", "Guards beat the migrants.", "Guards beat the burglars."),
    ("disasters", "They sent rescuers after the earthquake.", "They sent clerks after a flood of letters."),
    ("natural_resource", "They fought over the oil field.", "They fought over the oil tank and the tear gas."),
    ("environment", "They marched against deforestation.", "They marched in a climate of fear."),
    ("technology", "They banned exports of semiconductors.", "They banned exports of a satellite state."),
    ("terrorism", "A suicide bomber struck the market.", "A hailstorm struck the market."),
    ("cbrn", "They condemned the nuclear test.", "They condemned the nuclear family."),
    ("cyber", "Hackers attacked the bank.", "She attacked the life hack."),
    ("misinformation", "He was accused of spreading disinformation.", "He was accused of shouting."),
    ("crime", "Police arrested the burglar.", "They criticised the murder mystery."),
    ("corruption", "She was accused of embezzlement.", "She was accused of laziness."),
    ("illegal_drugs", "Police seized cocaine.", "Police seized papers of the drug company."),
    ("trafficking", "Guards arrested the smugglers.", "Guards arrested the singers."),
]


def _event(
    doc: Doc, event: str = "SUPPORT", *, sectors: str = "", codes: str = "", mode: str = "", context: str = ""
) -> EventMention:
    sentence = next(iter(doc.sents))
    where = Mention(sentence.start, sentence.end, sentence.start_char, sentence.end_char)
    given = codes.split() or [""] * len(sectors.split())
    actors = [
        PartyMention(0, 1, 0, 1, entity=None, text="x", code=code or None, sector=[sector])
        for sector, code in zip(sectors.split(), given, strict=True)
    ]
    return EventMention(
        event=event, mode=mode.split(), context=context.split(), status="actual", trigger=where, sentence=where,
        actor=actors, recipient=[], place=None, date=None, enddate=None, attribution=[], figures=[], confidence=1.0,
        frame="", signs={},
    )  # fmt: skip


def contexts(doc: Doc, event: EventMention) -> list[str]:
    ContextReader(doc, load_context_evidence(())).add(event)
    return event.context


def test_every_context_of_the_ontology_has_a_case() -> None:
    assert [name for name, _, _ in CASES] == load_ontology(()).contexts


@pytest.mark.parametrize(("context", "told", "near_miss"), CASES)
def test_context_by_words(base_nlp: Language, context: str, told: str, near_miss: str) -> None:
    for text, expected in ((told, True), (near_miss, False)):
        doc = base_nlp(text)
        assert (context in contexts(doc, _event(doc))) is expected, text


@pytest.mark.parametrize(
    ("event", "mode", "sectors", "codes", "expected"),
    [
        ("SANCTION", "convict", "", "", ["legal"]),
        ("SANCTION", "", "", "", []),
        ("CONSULT", "", "GOV GOV", "FRA PER", ["diplomatic"]),
        ("CONSULT", "", "GOV GOV", "FRA FRA", []),
        ("CONSULT", "", "BUS BUS", "FRA PER", ["economic"][:0]),
        ("RETREAT", "ceasefire", "", "", ["military"]),
        ("COERCE", "", "JUD", "", ["legal"]),
        ("COERCE", "", "EDU", "", []),
    ],
)
def test_context_by_type_and_parties(
    base_nlp: Language, event: str, mode: str, sectors: str, codes: str, expected: list[str]
) -> None:
    doc = base_nlp("It happened there.")
    assert contexts(doc, _event(doc, event, mode=mode, sectors=sectors, codes=codes)) == expected


def test_a_weak_word_needs_the_document(base_nlp: Language) -> None:
    alone = base_nlp("They condemned the leaders of the computer firm.")
    told = base_nlp(
        "They condemned the leaders of the computer firm. Hackers used malware. The malware hit cyber units."
    )
    assert "cyber" not in contexts(alone, _event(alone))
    assert "cyber" in contexts(told, _event(told))


def test_frames_come_first_and_the_number_is_bounded(base_nlp: Language) -> None:
    doc = base_nlp("Soldiers, judges, ambassadors and hackers met refugees about cocaine.")
    found = contexts(doc, _event(doc, context="gender"))
    assert found[0] == "gender"
    assert len(found) == MOST


def test_a_far_word_needs_the_document(base_nlp: Language) -> None:
    doc = base_nlp(
        "They praised him and then they all went on to the old house by the lake to talk about hackers there."
    )
    event = _event(doc)
    assert "cyber" not in contexts(doc, event)


def test_an_unknown_context_is_refused(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "contexts.yaml").write_text("contexts: {space: {strong: [rocket]}}\n")
    with pytest.raises(KnowledgeError, match="space"):
        load_context_evidence((str(tmp_path),))
