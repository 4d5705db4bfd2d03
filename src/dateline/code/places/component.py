"""The `dateline_places` component: place names found, resolved and left as `doc._.dateline_places`."""

from __future__ import annotations

from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

import dateline.code.layers  # noqa: F401  registers the extension attributes
from dateline.code.layers import PlaceMention
from dateline.code.places.found import Found
from dateline.code.places.kinds import kind_of
from dateline.code.places.lexicon import Lexicon, load
from dateline.code.places.located import Located
from dateline.code.places.parts import find_parts, load_part_words
from dateline.code.places.publishers import Publishers
from dateline.code.places.recognise import Recogniser
from dateline.code.places.resolve import resolve
from dateline.code.places.sites import find_sites, load_site_words
from dateline.code.places.surroundings import Surroundings
from dateline.code.places.unlisted import find_unlisted
from dateline.code.places.within import lies_within
from dateline.knowledge.gazetteer import Candidate, Gazetteer, open_gazetteer
from dateline.model import UnresolvedReason

AMERICAN_WORD = 0.5
"""What a word that only American local news has, weighs as evidence for the country, in names of the document."""


class PlacesLayer:
    """Finds the place names of a document and resolves them; the gazetteer opens with the first document."""

    def __init__(self, knowledge: tuple[str, ...], gazetteer: str | None = None) -> None:
        self.knowledge = knowledge
        self.file = gazetteer

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, compiled on first use."""
        return open_gazetteer(self.knowledge, self.file)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word lists."""
        return load(self.knowledge)

    @cached_property
    def publishers(self) -> Publishers:
        """The homes of publishers."""
        return Publishers(self.lexicon.publishers, self.lexicon.paper_words, self.gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.dateline_places`, a list of `PlaceMention` in text order."""
        lexicon = self.lexicon
        home = self.publishers.home(doc._.dateline_publisher)
        doc._.dateline_home = None if home is None else home.country
        surroundings = Surroundings(doc, lexicon, home)
        found = Recogniser(self.gazetteer, lexicon).find(surroundings)
        located = Located(doc, lexicon)
        sites, within = find_sites(doc, found, load_site_words(self.knowledge), self.gazetteer, located)
        found = [*(place for place in found if place not in within), *sites]
        found += find_unlisted(surroundings, found, self.gazetteer)
        found += find_parts(doc, found, load_part_words(self.knowledge), located)
        found.sort(key=lambda place: place.start)
        records = resolve(found, doc.text, home, self._america(doc))
        doc._.dateline_places = [
            PlaceMention(
                place.start, place.end, place.start_char, place.end_char, kind_of(place, doc, lexicon), record,
                None if record is not None else self._reason(place), around,
            )
            for place, record, around in zip(
                found, records, lies_within(doc, found, records, self.gazetteer, lexicon), strict=True
            )
        ]  # fmt: skip
        return doc

    def _america(self, doc: Doc) -> tuple[Candidate, float] | None:
        """Give the United States, and how much the words of the text say that it is set there."""
        words = self.lexicon.american_words.intersection(token.lower_ for token in doc)
        record = self.gazetteer.country("USA") if words else None
        return None if record is None else (Candidate(record, 10.0, 0), AMERICAN_WORD * min(len(words), 4))

    def _reason(self, place: Found) -> UnresolvedReason:
        """Say why a name has no place."""
        if place.candidates:
            return "ambiguous"
        held = self.gazetteer.holds_all_kinds or not (place.feature or place.label == "FAC")
        if held or (place.feature is not None and place.feature[0] in "AP"):
            return "not in the gazetteer"
        return "of a kind that the gazetteer does not hold"


@Language.factory("dateline_places", default_config={"knowledge": [], "gazetteer": None})
def make_places(nlp: Language, name: str, knowledge: list[str], gazetteer: str | None) -> PlacesLayer:
    """Make the component; `knowledge` are the user's knowledge folders, `gazetteer` is a compiled one, or "full"."""
    return PlacesLayer(tuple(knowledge), gazetteer)
