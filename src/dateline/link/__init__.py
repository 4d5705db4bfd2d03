"""Linking: which documents carry one text, and which tell of one happening."""

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
