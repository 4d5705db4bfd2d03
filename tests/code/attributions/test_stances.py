"""What sources do with what is said: assert, deny, confirm, doubt, ask; and cues that are acts and no speech."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dateline.code.attributions.component import AttributionsLayer
from dateline.code.attributions.lexicon import load_lexicon
from dateline.errors import KnowledgeError


@pytest.fixture(scope="module")
def layer() -> AttributionsLayer:
    return AttributionsLayer(load_lexicon())


# Text, a word of the cue, its stance.
STANCES: list[tuple[str, str, str]] = [
    # asserts
    ("The army said that rebels had left the town.", "said", "asserts"),
    ("Rebels have left the town, the army said.", "said", "asserts"),
    ("The minister claimed that the port was safe.", "claimed", "asserts"),
    ("The mayor warned that the dam could break.", "warned", "asserts"),
    ("The union accused the police of beating strikers.", "accused", "asserts"),
    ("“We will not leave,” said the mayor.", "said", "asserts"),
    ("According to the ministry, nobody was hurt.", "According", "asserts"),
    ("The ministry reported that two bridges were hit.", "reported", "asserts"),
    ("The envoy asked the rebels to leave the town.", "asked", "asserts"),
    ("Turkey wants to send more troops.", "wants", "asserts"),
    ("The president does not want to send more troops.", "want", "asserts"),
    ("Minister: we will not yield\n\nThe talks ended on Monday.", ":", "asserts"),
    ("The government rejected the offer on Monday.", "rejected", "asserts"),
    # denies
    ("Moscow denied that its troops had shelled the village.", "denied", "denies"),
    ("The ministry denied the allegations.", "denied", "denies"),
    ("The general denied ordering the raid.", "denied", "denies"),
    ("The general has repeatedly denied having ordered the raid.", "denied", "denies"),
    ("The army denied reports that its soldiers had fired on the crowd.", "denied", "denies"),
    ("The government rejected claims that it had armed the militia.", "rejected", "denies"),
    ("The embassy dismissed the report as baseless.", "dismissed", "denies"),
    ("Officials dismissed rumours that the president had fled.", "dismissed", "denies"),
    ("The company refuted the accusations.", "refuted", "denies"),
    ("The army disputes that any civilian was hurt.", "disputes", "denies"),
    ("The foreign ministry called the report false.", "called", "denies"),
    ("The governor described the allegations as untrue.", "described", "denies"),
    ("The allegations were denied by the ministry.", "denied", "denies"),
    ("Its denial that it had armed the rebels was met with doubt.", "denial", "denies"),
    ("The premier does not believe that the army fired first.", "believe", "denies"),
    ("Both sides deny that they broke the truce.", "deny", "denies"),
    ("The ministry debunked the rumour.", "debunked", "denies"),
    # confirms
    ("The police confirmed that three men had been arrested.", "confirmed", "confirms"),
    ("The hospital confirmed the deaths on Friday.", "confirmed", "confirms"),
    ("The White House confirmed the report.", "confirmed", "confirms"),
    ("The general acknowledged that mistakes were made.", "acknowledged", "confirms"),
    ("The army admitted that its shells had hit a school.", "admitted", "confirms"),
    ("The minister conceded that the talks had failed.", "conceded", "confirms"),
    ("Three soldiers were killed, the ministry confirmed.", "confirmed", "confirms"),
    ("The monitors verified that the weapons had been destroyed.", "verified", "confirms"),
    ("Two officials corroborated the account.", "corroborated", "confirms"),
    # doubts
    ("The army did not confirm that its planes had been used.", "confirm", "doubts"),
    ("The agency could not independently verify the claims.", "verify", "doubts"),
    ("The report could not be confirmed by the ministry.", "confirmed", "doubts"),
    ("The spokesman declined to confirm that the envoy had left.", "confirm", "doubts"),
    ("The spokesman refused to confirm the report.", "confirm", "doubts"),
    ("Reporters were unable to verify the account.", "verify", "doubts"),
    ("The army neither confirmed nor denied the strike.", "confirmed", "doubts"),
    ("The army neither confirmed nor denied the strike.", "denied", "doubts"),
    ("The ministry would not confirm or deny the report.", "confirm", "doubts"),
    ("The ministry would not confirm or deny the report.", "deny", "doubts"),
    ("The general did not deny that his men had fired.", "deny", "doubts"),
    ("Analysts doubt that the truce will hold.", "doubt", "doubts"),
    ("Opposition leaders questioned the figures.", "questioned", "doubts"),
    ("Diplomats are sceptical that the talks will succeed.", "sceptical", "doubts"),
    ("Officials are not sure that the convoy has arrived.", "sure", "asserts"),
    ("The army did not say that its planes had struck the port.", "say", "doubts"),
    ("Nobody confirmed that the convoy had arrived.", "confirmed", "doubts"),
    ("No official confirmed that the convoy had arrived.", "confirmed", "doubts"),
    ("The monitors never confirmed the report.", "confirmed", "doubts"),
    # asks
    ("Reporters asked whether the army had fired.", "asked", "asks"),
    ("A reporter asked the minister why the troops had left.", "asked", "asks"),
    ("The senator wondered whether the aid had arrived.", "wondered", "asks"),
    ("The envoy inquired about the prisoners.", "inquired", "asks"),
    ("“Where is the money?” asked the mayor.", "asked", "asks"),
    ("“Who will rebuild our homes?” she said.", "said", "asks"),
    ("“Who will pay? We cannot. We are poor.” said the mayor.", "said", "asserts"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "stance"), STANCES, ids=[f"{c}-{t[:40]}" for t, c, _ in STANCES])
def test_stance(base_nlp: Language, layer: AttributionsLayer, text: str, cue: str, stance: str) -> None:
    doc = layer(base_nlp(text))
    found = [
        a.stance
        for a in doc._.dateline_attributions
        if a.cue is not None and cue in doc.text[a.cue.start_char : a.cue.end_char].split()
    ]
    assert found == [stance]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Border guards denied entry to the convoy.", "denied"),
        ("A judge denied bail to the two men.", "denied"),
        ("The court denied him bail on Tuesday.", "denied"),
        ("The reporter was denied access by the police.", "denied"),
        ("The embassy denied the student a visa.", "denied"),
        ("The court denied the motion on Tuesday.", "denied"),
        ("The Senate confirmed his appointment on Tuesday.", "confirmed"),
        ("The Senate confirmed her as ambassador.", "confirmed"),
        ("Lawmakers confirmed the nominee by a wide margin.", "confirmed"),
        ("The hospital admitted nine patients overnight.", "admitted"),
        ("Police questioned two suspects overnight.", "questioned"),
        ("The spokesman refused to comment.", "comment"),
    ],
)
def test_acts_are_no_speech(base_nlp: Language, layer: AttributionsLayer, text: str, cue: str) -> None:
    doc = layer(base_nlp(text))
    cues = [doc.text[a.cue.start_char : a.cue.end_char].split() for a in doc._.dateline_attributions if a.cue]
    assert not any(cue in words for words in cues)


def test_stances_of_ones_own(base_nlp: Language, tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "attributions"
    folder.mkdir()
    (folder / "mine.yaml").write_text("verbs:\n  - {class: report, frames: [clause], words: [pooh]}\n")
    assert load_lexicon((str(tmp_path),)).verbs["pooh"].frames == {"clause": "report"}
    (folder / "mine.yaml").write_text("negated: {denies: maybe}\n")
    load_lexicon.cache_clear()
    with pytest.raises(KnowledgeError, match="unknown stance 'maybe'"):
        load_lexicon((str(tmp_path),))
