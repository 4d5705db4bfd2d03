"""Pictures as SVG, the same on a page and in a file: a time line, a map, figures over time, a network of actors."""

from dateline.show.plots.map import Marker, map_svg
from dateline.show.plots.network import Tie, network_svg
from dateline.show.plots.ranges import Reported, ranges_svg
from dateline.show.plots.timeline import Bar, is_by_month, timeline_svg

__all__ = ["Bar", "Marker", "Reported", "Tie", "is_by_month", "map_svg", "network_svg", "ranges_svg", "timeline_svg"]
