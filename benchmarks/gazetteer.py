"""Compile a full gazetteer and look names up: time, peak memory, size of the file, microseconds per look-up.

    python benchmarks/gazetteer.py allCountries.zip [--alternate alternateNamesV2.zip] [--out FILE]
    python benchmarks/gazetteer.py --file COMPILED.sqlite          # look-ups alone

The compiler runs in a process of its own, whose peak memory is told. Look-ups are of names drawn at random from the
file and, one in five, of names that it lacks, each once and in random order, so that no memory of the process helps;
then the same names again, from memory. `benchmarks/geonames_like.py` makes files in GeoNames' format and size.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dateline.knowledge.gazetteer import Gazetteer

NAMES = 20_000


def compile_full(geonames: Path, alternate: Path | None, out: Path) -> None:
    """Run the compiler and print what it takes."""
    command = [sys.executable, "-m", "dateline", "gazetteer", "build", "--geonames", str(geonames), "--out", str(out)]
    command += ["--alternate", str(alternate)] if alternate else []
    began = time.perf_counter()
    subprocess.run(command, check=True)
    took = time.perf_counter() - began
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"compiled in          {took:10.0f} s ({usage.ru_utime + usage.ru_stime:.0f} s of processor)")
    print(f"peak memory          {usage.ru_maxrss / 1024:10.0f} MB")


def look_up(path: Path) -> None:
    """Time look-ups and print the result."""
    print(f"size of the file     {path.stat().st_size / 1e6:10.0f} MB")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    chance = random.Random(1)
    names = []
    for _ in range(NAMES * 4 // 5):
        start = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(3))
        found = connection.execute("select key from names where key >= ? limit 1", (start,)).fetchone()
        names.append(found[0] if found else start)
    names += [f"{name[::-1]} qx" for name in names[: NAMES // 5]]
    names = list(dict.fromkeys(names))
    chance.shuffle(names)
    gazetteer = Gazetteer(path)
    gazetteer.candidates("x")
    for told in ("first look-up", "again, from memory"):
        began = time.process_time()
        hits = sum(len(gazetteer.candidates(name)) for name in names)
        took = time.process_time() - began
        per_name, per_place = 1e6 * took / len(names), 1e6 * took / max(hits, 1)
        print(f"{told:20} {per_name:10.1f} µs a name ({per_place:.1f} a place found)")
    about = gazetteer.about
    print(f"places, names        {int(about['places']):10,} {int(about['names']):,}; {os.cpu_count()} processors")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("geonames", type=Path, nargs="?")
    parser.add_argument("--alternate", type=Path)
    parser.add_argument("--file", type=Path, help="a compiled gazetteer: only look up")
    parser.add_argument("--out", type=Path, help="compile to this file and keep it")
    args = parser.parse_args()
    if args.file:
        look_up(args.file)
        return
    if args.geonames is None:
        parser.error("name allCountries.zip, or --file")
    with tempfile.TemporaryDirectory() as folder:
        out = args.out or Path(folder) / "full.sqlite"
        compile_full(args.geonames, args.alternate, out)
        look_up(out)


if __name__ == "__main__":
    main()
