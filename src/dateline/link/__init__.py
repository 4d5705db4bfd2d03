"""Linking: many reports, one picture; which documents say the same text, which mentions tell of one happening, what
figures and promises come to.
"""

from dateline.link.reports import Copy, Report, ReportIndex, ReportText

__all__ = ["Copy", "Report", "ReportIndex", "ReportText"]
