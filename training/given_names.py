"""Make `src/dateline/data/actors/given_names.csv`: given names and whether men or women bear them.

    python training/given_names.py OUT.csv        (with the package faker, 40.54.0, in an environment of its own)

Reads the names that faker has per language and country, in Latin and Cyrillic script (the latter in plain
transliteration), and keeps those of one gender in all of them. Accents are dropped: news drops them too.
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
import sys
import unicodedata
from pathlib import Path

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґј",
        [
            "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
            "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "yi", "ye", "g", "j",
        ],
        strict=True,
    )
)  # fmt: skip
_SPECIAL = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ə": "a", "ð": "d", "þ": "th"}


def plain(name: str) -> str | None:
    """Give a name in lower-case ASCII letters, None where that cannot be done or it is no single word."""
    letters = "".join(_SPECIAL.get(c, _CYRILLIC.get(c, c)) for c in name.strip().lower())
    folded = "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))
    return folded if folded.isascii() and folded.isalpha() and len(folded) > 2 else None


def main(out: Path) -> None:
    """Collect and write the names."""
    persons = importlib.import_module("faker.providers.person")
    genders: dict[str, set[str]] = {}
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, field in (("m", "first_names_male"), ("f", "first_names_female")):
            for written in getattr(provider, field, ()):
                name = plain(written)
                if name:
                    genders.setdefault(name, set()).add(gender)
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Given names and who bears them: m men, f women. Made by training/given_names.py from the names of the\n"
        )
        file.write(
            "# package faker 40.54.0 (MIT); names of both are left out. Lower-case, without accents. Date: 2026-11.\n"
        )
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "gender"])
        writer.writerows((name, *found) for name, found in sorted(genders.items()) if len(found) == 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
