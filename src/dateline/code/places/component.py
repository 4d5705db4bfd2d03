"""The `dateline_places` component: place names found, resolved and left as `doc._.dateline_places`."""

from __future__ import annotations

from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

import dateline.code.layers  # noqa: F401  registers the extension attributes
from dateline.code.layers import PlaceMention
from dateline.code.places.kinds import kind_of
from dateline.code.places.lexicon import Lexicon, load
from dateline.code.places.publishers import home_of
from dateline.code.places.recognise import Recogniser
from dateline.code.places.resolve import resolve
from dateline.code.places.sites import find_sites, load_site_words
from dateline.knowledge.gazetteer import Gazetteer, open_gazetteer


class PlacesLayer:
    """Finds the place names of a document and resolves them; the gazetteer opens with the first document."""

    def __init__(self, knowledge: tuple[str, ...]) -> None:
        self.knowledge = knowledge

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, compiled on first use."""
        return open_gazetteer(self.knowledge)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word lists."""
        return load(self.knowledge)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.dateline_places`, a list of `PlaceMention` in text order."""
        lexicon = self.lexicon
        home = home_of(doc._.dateline_publisher, lexicon.publishers)
        found = Recogniser(self.gazetteer, lexicon).find(doc, home)
        sites = find_sites(doc, found, load_site_words(self.knowledge), self.gazetteer)
        found = sorted([*found, *sites], key=lambda place: place.start)
        records = resolve(found, doc.text, home)
        doc._.dateline_places = [
            PlaceMention(place.start, place.end, place.start_char, place.end_char, kind_of(place, doc, lexicon), record)
            for place, record in zip(found, records, strict=True)
        ]
        return doc


@Language.factory("dateline_places", default_config={"knowledge": []})
def make_places(nlp: Language, name: str, knowledge: list[str]) -> PlacesLayer:
    """Make the component; `knowledge` are the user's knowledge folders."""
    return PlacesLayer(tuple(knowledge))
