"""Linking: which documents say the same text, and which tell of one happening."""

from dateline.link.reports import Copy, Report, ReportIndex, ReportText

__all__ = ["Copy", "Report", "ReportIndex", "ReportText"]
