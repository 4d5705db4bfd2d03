"""Who is meant where in real texts: the mentions that Dateline's actor layer finds, so that training can point at "the
ministry" or "Moscow" where the coder's party is "Russian Foreign Ministry" or "Russia".

    python training/mentions.py [--real GOLD.jsonl …] [--texts TEXTS.jsonl …] > MENTIONS.jsonl

writes for each text (of TEXTS those with a full coding) `id` and `mentions`: lists of start, end (character offsets,
end exclusive), the number of the entity, its PLOVER country code or null, its first sector or null, and the form: name,
nominal or pronoun.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from material import real_documents

from dateline import Coder
from dateline.code.layers import Actors


def mentions_of(coder: Coder, document: dict[str, Any]) -> list[list[Any]]:
    """Give the mentions of actors in a text, in its order."""
    doc = coder.nlp.make_doc(document["text"])
    doc._.dateline_published, doc._.dateline_publisher = document.get("published"), document.get("publisher")
    with coder.nlp.select_pipes(disable=["dateline_events", "dateline_attributions", "dateline_figures"]):
        actors: Actors = coder.nlp(doc)._.dateline_actors
    found = []
    for mention in actors.mentions:
        entity = actors.entities[mention.entity]
        sector = entity.sector[0] if entity.sector else None
        found.append([mention.start_char, mention.end_char, mention.entity, entity.code, sector, mention.form])
    return found


def main() -> None:
    """Print the mentions of texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, nargs="*", default=[])
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="the texts of training/codings")
    arguments = parser.parse_args()
    coder = Coder(rules_only=True)
    for document in real_documents(arguments.real, arguments.texts):
        print(json.dumps({"id": document["id"], "mentions": mentions_of(coder, document)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
