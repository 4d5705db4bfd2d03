"""The actor tables: codes and sectors are PLOVER's, names are not listed for two countries, periods are in order."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

import pytest

from dateline.code.actors.lexicon import load_lexicon, squeeze
from dateline.code.actors.names import office_at
from dateline.knowledge import Knowledge
from dateline.knowledge.ontology import load_ontology

UN_MEMBERS = re.findall(
    r"\w+",
    """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM
CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE PRK DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI
FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR
KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU
NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA
UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
""",
)
OTHERS = {"KOS", "PSE", "HKG", "TWN", "VAT"}
NON_STATE = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
TABLES = [
    "agents",
    "agents_context",
    "agents_news",
    "armed_groups",
    "organisations",
    "people",
    "peoples",
    "territories",
    "titles",
]
NOT_STATES = {"organisations", "armed_groups", "people", "peoples", "agents", "agents_context", "agents_news"}
# two groups, of Pakistan and of Sudan, share the acronym
SHARED_NAMES = {"jem"}
# "Congolese" and "Dominican" stand for the larger neighbours, who bear them too
SHARED_ADJECTIVES = {"COG", "DMA"}
DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?\Z")


@lru_cache(maxsize=16)
def rows(table: str) -> list[dict[str, str]]:
    return list(Knowledge().rows(f"actors/{table}.csv"))


def cells(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def held(name: str, date: str) -> tuple[str | None, tuple[str, ...]]:
    terms = [t for t in load_lexicon(()).names[squeeze("".join(name.split()))] if t.kind == "person"]
    assert len(terms) == 1, name
    return office_at(terms[0], date)


def test_every_un_member_has_adjective_demonym_and_capital() -> None:
    assert len(set(UN_MEMBERS)) == 193
    first = {row["code"]: row for row in reversed(rows("countries"))}
    assert set(first) == set(UN_MEMBERS) | OTHERS
    for code in UN_MEMBERS:
        for column in ("name", "capital", "adjectives", "demonyms"):
            assert first[code][column] or code in SHARED_ADJECTIVES, (code, column)


@pytest.mark.parametrize("table", [t for t in TABLES if t != "titles"])
def test_codes_are_countries_or_non_state(table: str) -> None:
    allowed = set(UN_MEMBERS) | OTHERS | ({""} if table not in ("armed_groups", "organisations", "people") else set())
    allowed |= NON_STATE if table in NOT_STATES else set()
    # a movement without one country has no code
    allowed |= {""} if table == "armed_groups" else set()
    assert {row["code"] for row in rows(table)} <= allowed


@pytest.mark.parametrize("table", TABLES)
def test_sectors_are_plover_sectors_and_listed_once(table: str) -> None:
    known = set(load_ontology(()).sectors)
    for row in rows(table):
        sectors = cells(row["sector"])
        assert set(sectors) <= known, row
        assert len(set(sectors)) == len(sectors), row


def test_no_name_stands_for_two_countries() -> None:
    for key, terms in load_lexicon(()).names.items():
        if key not in SHARED_NAMES:
            assert len({term.code for term in terms if term.kind != "person"}) <= 1, (key, terms)


def test_no_persons_name_is_a_name_of_another_person_or_thing() -> None:
    for key, terms in load_lexicon(()).names.items():
        if any(term.kind == "person" for term in terms):
            assert len({(term.kind, term.name) for term in terms}) == 1, (key, terms)


def test_single_names_of_people_are_no_nouns_for_actors() -> None:
    lexicon = load_lexicon(())
    for row in rows("people"):
        for form in (row["name"], *cells(row["aliases"])):
            assert form[:1].isupper() or "-" in form or " " in form, form
            assert form.lower() not in lexicon.agents, form


def test_periods_are_dates_in_order() -> None:
    periods: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("people"):
        assert DATE.match(row["start"]), row
        assert DATE.match(row["end"]), row
        periods[row["name"]].append((row["start"], row["end"]))
    for name, spans in periods.items():
        for start, end in spans:
            size = min(len(start), len(end))
            assert start[:size] <= end[:size] or not end, (name, start, end)
        for (_, end), (start, _) in pairwise(spans):
            size = min(len(start), len(end))
            assert end, (name, "an open period before another")
            assert start, (name, "a period without a beginning after another")
            assert end[:size] <= start[:size], (name, end, start)


def test_a_person_stands_in_one_block() -> None:
    seen: set[str] = set()
    last = ""
    for row in rows("people"):
        if row["name"] != last:
            assert row["name"] not in seen, row
            seen.add(row["name"])
        last = row["name"]


def test_people_fill_every_column_that_must_not_be_empty() -> None:
    for row in rows("people"):
        assert row["code"], row
        assert row["role"], row
        assert row["source"] in ("own", "petrarch"), row
        assert "ELI" not in cells(row["sector"]), row


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Niger", "NER"),
        ("Nigerian", "NGA"),
        ("Nigerien", "NER"),
        ("Kinshasa", "COD"),
        ("Brazzaville", "COG"),
        ("Pyongyang", "PRK"),
        ("the Kremlin", "RUS"),
        ("Kosovar", "KOS"),
        ("Ramallah", "PSE"),
        ("Taipei", "TWN"),
        ("East Timor", "TLS"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("UNHCR", "UNO"),
        ("NATO", "IGO"),
        ("European Commission", "EUR"),
        ("Amnesty International", "NGO"),
        ("Islamic State", "IMG"),
        ("Hezbollah", "LBN"),
        ("Abkhazia", "GEO"),
        ("Polisario Front", "MAR"),
    ],
)
def test_names_stand_for(name: str, code: str) -> None:
    terms = load_lexicon(()).names[squeeze("".join(name.split()))]
    assert {term.code for term in terms} == {code}


@pytest.mark.parametrize(
    ("name", "date", "code", "sector"),
    [
        ("Angela Merkel", "2015-09-05", "DEU", ("GOV",)),
        ("Angela Merkel", "2023-01-01", "DEU", ("ELI", "GOV")),
        ("Barack Obama", "2012", "USA", ("GOV",)),
        ("Donald Rumsfeld", "2003-04-01", "USA", ("GOV", "MIL")),
        ("Jens Stoltenberg", "2008-05-01", "NOR", ("GOV",)),
        ("Jens Stoltenberg", "2022-02-24", "IGO", ("MIL",)),
        ("Kofi Annan", "2003-03-19", "UNO", ()),
        ("José Manuel Barroso", "2010", "EUR", ()),
        ("Laurent-Désiré Kabila", "1997-02", "COD", ("REB",)),
        ("Laurent Kabila", "1999", "COD", ("GOV",)),
        ("Nelson Mandela", "1991", "ZAF", ("OPP",)),
        ("Osama bin Laden", "1998-08-07", "IMG", ("REB",)),
        ("Abdul Ghani Baradar", "2010", "AFG", ("REB",)),
        ("Abdul Ghani Baradar", "2022", "AFG", ("GOV",)),
        ("Arayik Harutyunyan", "2020-10-01", "AZE", ("GOV", "PRE")),
        ("Alexei Navalny", "2020-08-20", "RUS", ("OPP",)),
        ("Moammar Gadhafi", "2004", "LBY", ("GOV",)),
        ("Zelenskyy", "2024", "UKR", ("GOV",)),
    ],
)
def test_people_at_a_date(name: str, date: str, code: str, sector: tuple[str, ...]) -> None:
    assert held(name, date) == (code, sector)
