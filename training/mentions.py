"""Who is meant where in real texts, and which places and dates: the mentions that Dateline's layers find, so that
training can point at "the ministry" or "Moscow" where the coder's party is "Russian Foreign Ministry" or "Russia", and
at "Tuesday" where the date is 2017-03-14.

    python training/mentions.py [--real GOLD.jsonl …] [--texts TEXTS.jsonl …] > MENTIONS.jsonl

writes for each text (of TEXTS those with a full coding) `id` and `mentions`: lists of start, end (character offsets,
end exclusive), the number of the entity, its PLOVER country code or null, its first sector or null, and the form: name,
nominal or pronoun; `places`: start, end and what tells whether two name the same place; `times`: start, end and
the date that an event then would have.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from material import real_documents

from dateline import Coder
from dateline.code.events.dates import as_one_date
from dateline.code.layers import Actors
from dateline.code.times.values import interval


def mentions_of(coder: Coder, document: dict[str, Any]) -> dict[str, list[list[Any]]]:
    """Give the mentions of actors, places and times in a text, in its order."""
    doc = coder.nlp.make_doc(document["text"])
    doc._.dateline_published, doc._.dateline_publisher = document.get("published"), document.get("publisher")
    with coder.nlp.select_pipes(disable=["dateline_events", "dateline_attributions", "dateline_figures"]):
        doc = coder.nlp(doc)
    actors: Actors = doc._.dateline_actors
    found: dict[str, list[list[Any]]] = {"mentions": [], "places": [], "times": []}
    for mention in actors.mentions:
        entity = actors.entities[mention.entity]
        sector = entity.sector[0] if entity.sector else None
        found["mentions"].append(
            [mention.start_char, mention.end_char, mention.entity, entity.code, sector, mention.form]
        )
    for place in doc._.dateline_places:
        text = document["text"][place.start_char : place.end_char].lower()
        key = text if place.record is None else f"{place.record.geonameid} {place.record.name}"
        if place.kind != "demonym":
            found["places"].append([place.start_char, place.end_char, key])
    for time in doc._.dateline_times:
        date = as_one_date(*interval(time.value))[0]
        if date is not None and time.type in ("DATE", "TIME") and not time.supposed:
            found["times"].append([time.start_char, time.end_char, date])
    return found


def main() -> None:
    """Print the mentions of texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, nargs="*", default=[])
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="the texts of training/codings")
    arguments = parser.parse_args()
    coder = Coder(rules_only=True)
    for document in real_documents(arguments.real, arguments.texts):
        print(json.dumps({"id": document["id"], **mentions_of(coder, document)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
