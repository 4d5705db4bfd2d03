"""Reading: from files, folders and streams to `Document`s, one at a time, with problems reported and skipped."""

from __future__ import annotations

from dateline.read.admit import admit
from dateline.read.columns import parse_columns
from dateline.read.kinds import SUFFIXES, Kind, is_several, kind_of
from dateline.read.limits import MAX_CHARS
from dateline.read.problem import Problem, Report
from dateline.read.published import check_published
from dateline.read.sources import Given, read_documents, read_file

__all__ = [
    "MAX_CHARS",
    "SUFFIXES",
    "Given",
    "Kind",
    "Problem",
    "Report",
    "admit",
    "check_published",
    "is_several",
    "kind_of",
    "parse_columns",
    "read_documents",
    "read_file",
]
