"""Linking: many reports, one picture; which documents say the same text, which mentions tell of one happening, what
figures and promises come to.
"""

from dateline.link.reports import Copy, MemoryReports, Report, ReportIndex, ReportShelf, ReportText
from dateline.link.stories import MemoryStories, StoryIndex, StoryShelf

__all__ = [
    "Copy",
    "MemoryReports",
    "MemoryStories",
    "Report",
    "ReportIndex",
    "ReportShelf",
    "ReportText",
    "StoryIndex",
    "StoryShelf",
]
