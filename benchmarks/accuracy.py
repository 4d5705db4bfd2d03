"""Score the coder on gold documents: code them with `dateline code`, then run the gold set's own scorer.

    python benchmarks/accuracy.py GOLD.jsonl SCORER.py [--processes N] [--keep PRED.jsonl] [-- SCORER OPTIONS]

GOLD holds one document a line with `id` and `text` (and, where known, `published`, `publisher`, `title`); its
annotations are not read by the coder. SCORER is called as `SCORER.py GOLD PRED [OPTIONS]`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Code, score, and give the scorer's exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the predictions in this file")
    parser.add_argument("options", nargs="*", help="passed on to the scorer, after --")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        predictions = args.keep or Path(folder) / "pred.jsonl"
        command = [sys.executable, "-m", "dateline", "code", str(args.gold), "--format", "jsonl", "--quiet"]
        command += ["--processes", str(args.processes), "--out", str(predictions)]
        coded = subprocess.run(command, check=False)
        if coded.returncode not in (0, 2):
            return coded.returncode
        return subprocess.run(
            [sys.executable, str(args.scorer), str(args.gold), str(predictions), *args.options], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
