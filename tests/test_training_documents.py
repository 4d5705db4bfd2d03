"""The coded documents keep to their form and are as many and as varied as the card of the learned core says."""

from __future__ import annotations

import json
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

TRAINING = Path(__file__).parent.parent / "training"
sys.path.insert(0, str(TRAINING))

from coded_text import STATUSES, FormError, read_coded_text, read_event_line  # noqa: E402
from full_codings import read_full_codings  # noqa: E402
from lee_corpus import read_pieces  # noqa: E402
from material import Event, load  # noqa: E402
from news_articles import read_articles  # noqa: E402
from stand_off import checksum, read_stand_off, split_line  # noqa: E402

from dateline.knowledge.ontology import load_ontology  # noqa: E402

FILES = sorted((TRAINING / "documents").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_document_is_in_the_form(path: Path) -> None:
    for document in read_coded_text(path):
        assert document.sentences
        for event in document.events:
            assert document.text[event.start : event.end].strip()
            assert event.sentence[0] <= event.start < event.end <= event.sentence[1]


def test_there_is_enough_and_a_third_tells_of_nothing() -> None:
    examples = load([], [])
    sentences = [(example.id, sentence) for example in examples for sentence in example.sentences]
    texts = [example.text[a:b] for example in examples for a, b in example.sentences]
    telling = {
        (example.id, sentence)
        for example in examples
        for sentence in example.sentences
        for event in example.events
        if sentence[0] <= event.trigger[0] < sentence[1]
    }
    assert len(sentences) > 9000
    assert len(telling) < len(sentences) * 2 / 3
    assert len(set(texts)) > 0.995 * len(texts)


def test_all_types_are_told_of_often() -> None:
    types = Counter(event.event for example in load([], []) for event in example.events)
    assert len(types) == 16
    assert min(types.values()) >= 100


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Rebels attacked.\n", "must begin"),
        ("== a | 2020-01-01 | x\nRebels attacked.\n- ASSAULT attacked Rebels >\n", "not an event line"),
        ('== a | 2020-01-01 | x\nRebels attacked.\n- ATTACK "attacked" Rebels >\n', "unknown event"),
        ('== a | 2020-01-01 | x\nRebels attacked.\n- ASSAULT demo "attacked" Rebels >\n', "no mode demo"),
        ('== a | 2020-01-01 | x\nRebels attacked.\n- ASSAULT "struck" Rebels >\n', "no trigger"),
        ('== a | 2020-01-01 | x\nRebels attacked.\n- ASSAULT "attacked" Army >\n', "no words"),
        ('== a | today | x\nRebels attacked.\n- ASSAULT "attacked" Rebels >\n', "header"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, lines: str, message: str) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(FormError, match=message):
        read_coded_text(path)


@pytest.mark.parametrize("path", sorted((TRAINING / "codings").glob("*.txt")), ids=lambda path: path.stem)
def test_codings_of_other_texts_hold_no_more_than_names_and_triggers(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("== ")]
    said = [read_event_line(split_line(line)[1]) for line in lines]
    assert len(said) > 1000
    assert max(len(event.trigger.split()) for event in said) <= 8


CODED = """\
== a | 2-3 | {sum}
3 - ASSAULT aerial "bombed"#2 They=the rebels > Kidal
== b | 1-1
1 - ASSAULT "shelled" >
"""


def test_a_coding_is_read_with_its_text(tmp_path: Path) -> None:
    text = "War came.\nIn May the rebels bombed Gao.\nThey bombed and bombed Kidal again."
    path = tmp_path / "codings.txt"
    path.write_text(CODED.format(sum=checksum(text)), encoding="utf-8")
    (document,) = read_stand_off(path, {"a": text})
    assert document.text == "In May the rebels bombed Gao.\nThey bombed and bombed Kidal again."
    (event,) = document.events
    assert document.text[event.start :].startswith("bombed Kidal")
    assert [party.name for party in event.actor + event.recipient] == ["the rebels", "Kidal"]
    with pytest.raises(FormError, match="not the text that was coded"):
        list(read_stand_off(path, {"a": text + " "}))


@pytest.mark.parametrize("name", ["articles", "lee", "press", "measured"])
def test_full_codings_name_what_the_ontology_has(name: str) -> None:
    ontology = load_ontology(())
    codings = [json.loads(line) for line in (TRAINING / "codings" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert len({coding["id"] for coding in codings}) == len(codings) > 150
    for event in (event for coding in codings for event in coding["events"]):
        assert set(event["mode"]) <= set(ontology.events[event["event"]].modes), event
        assert event["status"] in STATUSES
        assert event["trigger"].split()
        for party in (*event["actor"], *event["recipient"]):
            assert party["text"]
            assert set(party["sector"]) <= set(ontology.sectors), party


def test_a_full_coding_becomes_a_coded_document_where_the_text_is_given(tmp_path: Path) -> None:
    text = "Rebels shelled Homs. They  shelled Hama too."
    told: dict[str, Any] = {"event": "ASSAULT", "mode": [], "status": "actual", "actor": [], "recipient": []}
    told["date"] = None
    told["s"], told["trigger"], told["incident"], told["source"] = 1, "They shelled", 1, None
    told["place"] = {"text": "Hama", "country": "SYR"}
    coding = {"id": "a", "sum": checksum(text), "events": [told]}
    codings, texts = tmp_path / "codings.jsonl", tmp_path / "texts.jsonl"
    codings.write_text(json.dumps(coding) + "\n", "utf-8")
    texts.write_text(
        json.dumps({"id": "a", "text": text}) + "\n" + json.dumps({"id": "b", "text": "No."}) + "\n", "utf-8"
    )
    (document,) = read_full_codings([texts], [codings])
    (event,) = document["events"]
    assert text[event["trigger"]["start"] : event["trigger"]["end"]] == "They  shelled"
    assert event["event_loc"] == {"text": "Hama", "country_code": "SYR"}
    texts.write_text(json.dumps({"id": "a", "text": text + " "}) + "\n", "utf-8")
    with pytest.raises(FormError, match="not the text"):
        list(read_full_codings([texts], [codings]))


def _coded_as_real(tmp_path: Path, text: str, trigger: str, actor: dict[str, Any], mentions: list[list[Any]]) -> Any:
    """Give the training example of a one-event document whose last sentence has the event."""
    start = text.index(". ") + 2
    at = text.index(trigger)
    event = {"event": "ACCUSE", "mode": [], "status": "actual", "start": start, "end": len(text), "recipient": []}
    event |= {"trigger": {"start": at, "end": at + len(trigger), "text": trigger}, "actor": [actor]}
    gold, named = tmp_path / "gold.jsonl", tmp_path / "mentions.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": text, "events": [event]}) + "\n", "utf-8")
    named.write_text(json.dumps({"id": "a", "mentions": mentions, "places": [], "times": []}) + "\n", "utf-8")
    return load([gold], [], named)[-1]


def _mention(text: str, words: str, entity: int, code: str, sector: str, form: str) -> list[Any]:
    start = text.index(words)
    return [start, start + len(words), entity, code, sector, form]


def test_a_party_is_pointed_at_where_its_sentence_names_it_otherwise(tmp_path: Path) -> None:
    text = "Sergei Lavrov met envoys. The minister blamed Kyiv for it."
    mentions = [
        _mention(text, "Sergei Lavrov", 0, "RUS", "GOV", "name"),
        _mention(text, "The minister", 0, "RUS", "GOV", "nominal"),
        _mention(text, "Kyiv", 1, "UKR", "GOV", "name"),
    ]
    actor = {"text": "Sergei Lavrov", "code": "RUS", "sector": ["GOV"]}
    (party,) = _coded_as_real(tmp_path, text, "blamed", actor, mentions).events[0].actor
    assert [text[a:b] for a, b in party.at] == ["The minister"]
    (party,) = _coded_as_real(tmp_path, text, "blamed", actor, []).events[0].actor
    assert [text[a:b] for a, b in party.at] == ["Sergei Lavrov"]


def test_a_country_is_pointed_at_under_its_only_other_name_in_the_sentence(tmp_path: Path) -> None:
    text = "Talks failed. Moscow blamed Kyiv for it."
    mentions = [_mention(text, "Moscow", 0, "RUS", "GOV", "name"), _mention(text, "Kyiv", 1, "UKR", "GOV", "name")]
    actor = {"text": "Russia", "code": "RUS", "sector": ["GOV"]}
    (party,) = _coded_as_real(tmp_path, text, "blamed", actor, mentions).events[0].actor
    assert [text[a:b] for a, b in party.at] == ["Moscow"]


def test_articles_come_as_documents_with_the_subtitle_that_says_more(tmp_path: Path) -> None:
    rows = [
        "article_id,publish_date,article_source_link,title,subtitle,text",
        "3,2017/2/7,http://example.org/a,Deal reached,Two sides sign,The sides met in Minsk.",
        "4,2017/12/31,http://example.org/b,Again,The sides met,The sides met again.",
        "5,,http://example.org/c,No date,,Nothing is known of it.",
    ]
    archive = tmp_path / "NewsArticles.zip"
    with zipfile.ZipFile(archive, "w") as folder:
        folder.writestr("NewsArticles.csv", "\n".join(rows))
    first, second = read_articles(archive)
    assert (first["id"], first["published"], first["publisher"]) == ("newsarticles-3", "2017-02-07", "example.org")
    assert first["text"] == "Two sides sign\nThe sides met in Minsk."
    assert second["text"] == "The sides met again."


def test_pieces_of_the_lee_corpus_become_documents_once(tmp_path: Path) -> None:
    first, second = tmp_path / "lee_background.cor", tmp_path / "lee.cor"
    first.write_text("Fire near Sydney.\n\nRebels took Gao. \n", "utf-8")
    second.write_text("Rebels took Gao.\nTalks began.\n", "utf-8")
    pieces = list(read_pieces([first, second]))
    assert [(piece["id"], piece["text"]) for piece in pieces] == [
        ("lee-background-1", "Fire near Sydney."),
        ("lee-background-3", "Rebels took Gao."),
        ("lee-2", "Talks began."),
    ]


def _pointed(tmp_path: Path, text: str, published: str | None, known: dict[str, Any], **told: Any) -> Event:
    """Give the event of a real document whose sentence is the last line of the text."""
    start = text.rindex("\n") + 1
    event = {"event": "ASSAULT", "mode": [], "status": "actual", "actor": [], "recipient": [], "start": start}
    event |= {"end": len(text), "trigger": {"start": text.index("shelled", start), "text": "shelled"}}
    event |= {"event_loc": None, "date": None, "source": None} | told
    real, mentions = tmp_path / "gold.jsonl", tmp_path / "mentions.jsonl"
    real.write_text(json.dumps({"id": "a", "text": text, "published": published, "events": [event]}) + "\n", "utf-8")
    mentions.write_text(json.dumps({"id": "a", "mentions": [], "places": [], "times": []} | known) + "\n", "utf-8")
    (example,) = (each for each in load([real], [], mentions) if each.kind == "real")
    return example.events[0]


TOLD = "The army struck at Gao on Tuesday.\nIt shelled Gao, the town, again on Tuesday."


def test_the_place_of_an_event_is_pointed_at_in_its_sentence_and_not_judged_elsewhere(tmp_path: Path) -> None:
    places = [[19, 22, "1 Gao"], [46, 49, "1 Gao"], [51, 59, "1 Gao"]]
    event = _pointed(tmp_path, TOLD, None, {"places": places}, event_loc={"text": "Gao", "country_code": "MLI"})
    assert event.place is not None
    assert (event.place.at, event.place.ignore) == ([(46, 49), (51, 59)], [(19, 22)])
    nowhere = _pointed(tmp_path, TOLD, None, {"places": places})
    assert nowhere.place is not None
    assert nowhere.place.at == []
    unknown = _pointed(tmp_path, TOLD, None, {"places": places}, event_loc={"text": "Kidal", "country_code": "MLI"})
    assert unknown.place is None


def test_the_date_of_an_event_is_what_tells_it_or_publication(tmp_path: Path) -> None:
    times = {"times": [[26, 33, "2024-03-12"], [69, 76, "2024-03-12"]]}
    told = _pointed(tmp_path, TOLD, "2024-03-14", times, date="2024-03-12")
    assert told.date is not None
    assert (told.date.at, told.date.ignore, told.published) == ([(69, 76)], [(26, 33)], False)
    today = _pointed(tmp_path, TOLD, "2024-03-14", times, date="2024-03-14")
    assert today.date is not None
    assert (today.date.at, today.published) == ([], True)
    other = _pointed(tmp_path, TOLD, "2024-03-14", times, date="2021")
    assert (other.date, other.published) == (None, False)


def test_a_source_that_the_sentence_does_not_name_is_pointed_at_where_it_last_was(tmp_path: Path) -> None:
    event = _pointed(tmp_path, TOLD, None, {}, source="army")
    assert event.source is not None
    assert (event.source.at, event.source.ignore) == ([(4, 8)], [(35, 37)])
