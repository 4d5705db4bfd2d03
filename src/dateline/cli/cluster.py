"""`dateline code --ray`: the same coder on a Ray cluster."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.cli.code import OK, PROBLEM, Options
from dateline.cli.status import Status
from dateline.errors import InputError


def code_on_cluster(inputs: Sequence[str], options: Options, address: str) -> int:
    """Code all inputs into the folder `options.out` and give the exit code: 2 when a document was refused.

    Raises:
        InputError: no output folder is named, or an option does not fit.
        DatelineError: Ray is not installed or does not answer.
    """
    from dateline.cluster import Tally, code_on_ray

    if options.out is None:
        raise InputError("--ray writes Parquet; name a folder for it with --out")
    if options.format is not None:
        raise InputError("--ray writes Parquet; leave --format out, and convert with dateline export afterwards")
    if "-" in inputs:
        raise InputError("--ray reads files that all nodes can reach; name them instead of -")
    settings = {
        "knowledge": [str(folder.resolve()) for folder in options.knowledge],
        "rules_only": options.rules_only,
        "min_confidence": options.min_confidence,
        "place_kinds": options.place_kinds and list(options.place_kinds),
        "gazetteer": options.gazetteer,
        "explain": options.explain,
    } | ({"model": options.model} if options.model else {})
    with Status(quiet=options.quiet) as status:
        status.describe("starting the workers")

        def advance(tally: Tally) -> None:
            status.coded, status.refused = tally.coded, tally.refused
            status.describe(f"{tally.coded:,} documents coded")

        tally = code_on_ray(
            inputs, _folder(str(options.out)), address=address, given=options.given, settings=settings, advance=advance
        )
        status.clear()
        if tally.refused:
            status.say(f"{tally.coded} coded, {tally.refused} refused: see failed/ in {options.out}")
    return PROBLEM if tally.refused else OK


def _folder(out: str) -> str:
    """Give a URL back the slash that a path has lost."""
    scheme, colon, rest = out.partition(":/")
    return f"{scheme}://{rest.lstrip('/')}" if colon and scheme.isalnum() and len(scheme) > 1 else out
