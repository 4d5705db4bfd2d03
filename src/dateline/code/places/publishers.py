"""Where a publisher is at home: a local paper means its own Paris."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.gazetteer_names import fold


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of a publisher: the letters of its address or name, its country (alpha-3), province and town."""

    letters: str
    country: str | None = None
    province: str | None = None
    town: str | None = None

    def names(self, name: str) -> bool:
        """Tell whether a place name is that of the publisher's town, or a part of its address ("onlineathens.com")."""
        folded = fold(name)
        if self.town is not None:
            return folded == self.town
        joined = folded.replace(" ", "")
        return len(joined) > 4 and joined in self.letters


@lru_cache(maxsize=1024)
def home_of(publisher: str | None, table: tuple[tuple[str, str, str | None, str], ...]) -> Home | None:
    """Give the home of a publisher (site or name) by the longest ending of the table that fits, None without one."""
    if not publisher:
        return None
    site = publisher.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    letters = "".join(character for character in site.rpartition(".")[0] or site if character.isalnum())
    fitting = [row for row in table if site == row[0] or site.endswith("." + row[0].lstrip("."))]
    if not fitting:
        return Home(letters)
    _, town, province, country = max(fitting, key=lambda row: len(row[0]))
    return Home(letters, country, province, fold(town) or None)
