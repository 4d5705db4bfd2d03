"""Reads the files of GeoNames (https://download.geonames.org/export/dump/), line by line, without unpacking them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.errors import InputError

Advance = Callable[[str, int, int | None], None]
"""Told now and then what is being done, how much of it is done, and how much there is (None: unknown)."""

DUMP_PAGE = "https://download.geonames.org/export/dump/"
MAX_ID = 1 << 25
"""Ids at or above this are taken for damage; GeoNames has reached about 13 million."""

_TOLD_EVERY = 20_000
_TRIED = 200
"""Lines by which a file is judged: when most of the first ones are bad, it is not the file that it should be."""


class Feature(NamedTuple):
    """One line of a dump: a feature, with codes as GeoNames gives them and names as written."""

    geonameid: int
    name: str
    ascii: str
    alternates: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country: str
    admin1: str
    admin2: str
    population: int


class AlternateName(NamedTuple):
    """One line of alternateNamesV2: another name of a feature, or a link."""

    geonameid: int
    language: str
    name: str
    preferred: bool
    historic: bool


class _Lines:
    """The lines of a text file, alone or in a zip; bad ones are counted and passed over."""

    fields: int
    usual: str

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bad = 0
        self.first_bad: int | None = None
        self._archive: zipfile.ZipFile | None = None
        try:
            if zipfile.is_zipfile(path):
                self._archive = zipfile.ZipFile(path)
                self._member = self._choose(self._archive)
                self.size = self._member.file_size
            else:
                self.size = path.stat().st_size
        except (OSError, zipfile.BadZipFile) as error:
            reason = getattr(error, "strerror", None) or "it is damaged"
            raise InputError(f"{path}: cannot be read ({reason}); download {self.usual} from {DUMP_PAGE}") from None
        if path.suffix.lower() == ".zip" and self._archive is None:
            raise InputError(f"{path}: is no zip file, or not all of it; download {self.usual} again from {DUMP_PAGE}")

    def _choose(self, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
        texts = [info for info in archive.infolist() if info.filename.lower().endswith(".txt")]
        texts = [info for info in texts if "readme" not in info.filename.lower() and "iso" not in info.filename.lower()]
        if not texts:
            raise InputError(f"{self.path}: holds no text file of GeoNames; download {self.usual} from {DUMP_PAGE}")
        return max(texts, key=lambda info: info.file_size)

    def split(self, advance: Advance | None, told: str) -> Iterator[tuple[int, list[str]]]:
        """Yield number (from 1) and fields of each line; those with more or fewer fields, or not in UTF-8, are bad.

        Raises:
            InputError: the file is damaged, cannot be read, or most of its first lines are bad.
        """
        done = 0
        try:
            with self._open() as lines:
                for number, line in enumerate(lines, start=1):
                    done += len(line)
                    if not number % _TOLD_EVERY and advance is not None:
                        advance(told, min(done, self.size), self.size)
                    fields = line.rstrip("\r\n").split("\t")
                    if len(fields) != self.fields or "\ufffd" in line:
                        self.count_bad(number)
                    else:
                        yield number, fields
                    if number == _TRIED:
                        self._judge(number)
                self._judge(number if done else 0)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
            raise InputError(f"{self.path}: is damaged; download {self.usual} again from {DUMP_PAGE}") from None
        except OSError as error:
            raise InputError(f"{self.path}: cannot be read ({error.strerror}); see that it is readable") from None

    def _open(self) -> io.TextIOWrapper:
        raw = self.path.open("rb") if self._archive is None else self._archive.open(self._member)
        return io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n")

    def count_bad(self, number: int) -> None:
        """Count a line that cannot be used."""
        self.bad += 1
        if self.first_bad is None:
            self.first_bad = number

    def _judge(self, lines: int) -> None:
        if lines == 0 or (self.bad * 2 > lines and lines <= _TRIED):
            raise InputError(
                f"{self.path}: is not in the format of GeoNames' {self.usual} ({self.fields} columns separated by "
                f"tabs); download it from {DUMP_PAGE}"
            )


class GeoNamesDump(_Lines):
    """The features of allCountries.zip or a country's zip.

    Raises:
        InputError: the file cannot be read.
    """

    fields = 19
    usual = "allCountries.zip"

    def features(self, advance: Advance | None = None) -> Iterator[Feature]:
        """Yield the features.

        Raises:
            InputError: the file is damaged or no such dump.
        """
        for number, row in self.split(advance, "reading places"):
            try:
                geonameid, lat, lon = int(row[0]), float(row[4]), float(row[5])
                population = int(row[14] or 0)
                if not (0 < geonameid < MAX_ID and -90 <= lat <= 90 and -180 <= lon <= 180 and row[1]):
                    raise ValueError
            except ValueError:
                self.count_bad(number)
                continue
            yield Feature(
                geonameid, row[1], row[2], row[3], lat, lon, row[6], row[7], row[8], row[10], row[11], population
            )


class AlternateNames(_Lines):
    """The other names of alternateNamesV2.zip.

    Raises:
        InputError: the file cannot be read.
    """

    fields = 10
    usual = "alternateNamesV2.zip"

    def names(self, advance: Advance | None = None) -> Iterator[AlternateName]:
        """Yield the names.

        Raises:
            InputError: the file is damaged or no such file.
        """
        for number, row in self.split(advance, "reading other names"):
            try:
                geonameid = int(row[1])
                if not (0 < geonameid < MAX_ID and row[3]):
                    raise ValueError
            except ValueError:
                self.count_bad(number)
                continue
            yield AlternateName(geonameid, row[2], row[3], row[4] == "1", row[7] == "1")
