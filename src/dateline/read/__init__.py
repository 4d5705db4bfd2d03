"""Reading: from files, folders and streams to `Document`s, one at a time, with problems reported and skipped."""

from __future__ import annotations

from dateline.read.admit import admit
from dateline.read.limits import MAX_CHARS
from dateline.read.problem import Problem, Report
from dateline.read.published import check_published
from dateline.read.sources import Given, read_documents

__all__ = ["MAX_CHARS", "Given", "Problem", "Report", "admit", "check_published", "read_documents"]
