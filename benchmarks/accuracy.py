"""Score the coder on gold documents: code them with `dateline code`, then run the gold set's own scorer.

    python benchmarks/accuracy.py GOLD.jsonl SCORER.py [--processes N] [--keep PRED.jsonl]
                                  [--place-kinds literal,associative] [--gazetteer FILE]
                                  [--rules-only] [--min-confidence P] [-- SCORER OPTIONS]

GOLD holds one document a line with `id` and `text` (and, where known, `published`, `publisher`, `title`); its
annotations are not read by the coder. SCORER is called as `SCORER.py GOLD PRED [OPTIONS]`.
Corpora differ in which places they annotate: `--place-kinds` is the coder's option of that name; with it, places
without coordinates are left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def leave_out_unresolved(path: Path) -> None:
    """Rewrite coded documents with only the places that have coordinates, as corpora of places want them."""
    documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for document in documents:
        document["places"] = [place for place in document["places"] if place["lat"] is not None]
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")


def main() -> int:
    """Code, score, and give the scorer's exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the predictions in this file")
    parser.add_argument("--place-kinds", help="kinds of places to keep, separated by commas")
    parser.add_argument("--gazetteer", help="compiled gazetteer to resolve places with, or full")
    parser.add_argument("--rules-only", action="store_true", help="code without the learned core")
    parser.add_argument("--min-confidence", help="leave out events below this confidence")
    parser.add_argument("options", nargs="*", help="passed on to the scorer, after --")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        predictions = args.keep or Path(folder) / "pred.jsonl"
        command = [sys.executable, "-m", "dateline", "code", str(args.gold), "--format", "jsonl", "--quiet"]
        command += ["--processes", str(args.processes), "--out", str(predictions)]
        command += ["--rules-only"] if args.rules_only else []
        command += ["--min-confidence", args.min_confidence] if args.min_confidence else []
        command += ["--place-kinds", args.place_kinds] if args.place_kinds else []
        command += ["--gazetteer", args.gazetteer] if args.gazetteer else []
        coded = subprocess.run(command, check=False)
        if coded.returncode not in (0, 2):
            return coded.returncode
        if args.place_kinds:
            leave_out_unresolved(predictions)
        return subprocess.run(
            [sys.executable, str(args.scorer), str(args.gold), str(predictions), *args.options], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
