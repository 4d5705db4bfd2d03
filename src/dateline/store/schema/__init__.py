"""The tables, one schema for SQLite and PostgreSQL. `docs/store.md` says what each column holds.

Views and full-text search, which each database has in its own way, stand in the migrations.

A change here needs a migration in `migrations/versions`, and `HEAD` set to its revision.
"""

from __future__ import annotations

from dateline.store.schema.base import metadata
from dateline.store.schema.coded import attributions, documents, entities, event_index, events, figures, parties, places
from dateline.store.schema.intake import fetched, rejected
from dateline.store.schema.ledger import (
    acts,
    commitment_countries,
    commitments,
    decided_mentions,
    incident_countries,
    incident_decisions,
    incident_figures,
    incidents,
    linked,
    mentions,
    telling_blocks,
    telling_links,
    tellings,
)
from dateline.store.schema.people import corrections, tokens
from dateline.store.schema.stories import report_bands, report_copies, story_documents, story_keys, story_links

HEAD = "0009"
"""The revision of the schema that this code reads and writes."""

__all__ = [
    "HEAD",
    "acts",
    "attributions",
    "commitment_countries",
    "commitments",
    "corrections",
    "decided_mentions",
    "documents",
    "entities",
    "event_index",
    "events",
    "fetched",
    "figures",
    "incident_countries",
    "incident_decisions",
    "incident_figures",
    "incidents",
    "linked",
    "mentions",
    "metadata",
    "parties",
    "places",
    "rejected",
    "report_bands",
    "report_copies",
    "story_documents",
    "story_keys",
    "story_links",
    "telling_blocks",
    "telling_links",
    "tellings",
    "tokens",
]
