"""`dateline plot`: the pictures of the app, as files."""

from __future__ import annotations

from dateline.cli.serving import Picture
from dateline.errors import InputError
from dateline.show.pictures import figures_picture, map_picture, timeline_picture
from dateline.store import IncidentQuery, open_store
from dateline.store.store import Store


def plot(database: str, picture: Picture, query: IncidentQuery, *, incident: str | None, kind: str | None) -> str:
    """Give a picture as SVG.

    Raises:
        InputError: the database cannot be opened, or there is no such incident, or it has no such figures.
    """
    with open_store(database, create=False) as store:
        if picture is Picture.FIGURES:
            return _figures(store, incident, kind)
        if incident is not None or kind is not None:
            raise InputError("--incident and --kind are for dateline plot figures")
        draw = {Picture.TIMELINE: timeline_picture, Picture.MAP: map_picture}[picture]
        with store.reading() as connection:
            return draw(connection, query, standalone=True)


def _figures(store: Store, incident: str | None, kind: str | None) -> str:
    if incident is None:
        raise InputError("dateline plot figures needs --incident ID; dateline incidents lists them")
    found = store.incident(incident)
    if found is None:
        raise InputError(f"{incident}: there is no such incident; dateline incidents lists them")
    lines = [line for line in found.figures if kind in (None, line.kind)]
    if not lines:
        raise InputError(f"{incident}: no figures{f' of kind {kind}' if kind else ''} are reported of it")
    return figures_picture(max(lines, key=lambda line: len(line.reports)), standalone=True)
