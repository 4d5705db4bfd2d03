"""The `dateline_attributions` component: who says what."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.code.attributions.blocks import attach_blocks
from dateline.code.attributions.chains import close_sentences, part_media, share_speakers
from dateline.code.attributions.closings import close_statements
from dateline.code.attributions.credit import sourced_at
from dateline.code.attributions.hearsay import carry_on, hearsay_drafts
from dateline.code.attributions.lexicon import Lexicon, load_lexicon
from dateline.code.attributions.nominals import (
    account_drafts,
    adjective_drafts,
    line_drafts,
    noun_drafts,
    prefix_drafts,
)
from dateline.code.attributions.posts import post_drafts
from dateline.code.attributions.quotes import Quotes
from dateline.code.attributions.resolve import mentions
from dateline.code.attributions.spans import Draft
from dateline.code.attributions.speech import Speech
from dateline.code.attributions.tree import Tree
from dateline.code.attributions.verbs import verb_drafts


def find_drafts(tree: Tree, lexicon: Lexicon, quotes: Quotes) -> list[Draft]:
    """Give the attributions of a document before their spans are cleaned, in the order of their cues."""
    drafts = [
        *verb_drafts(tree, lexicon),
        *prefix_drafts(tree, lexicon),
        *account_drafts(tree, lexicon),
        *noun_drafts(tree, lexicon),
        *adjective_drafts(tree, lexicon),
        *line_drafts(tree, lexicon),
        *hearsay_drafts(tree, lexicon),
    ]
    drafts += close_statements(tree, lexicon, quotes, drafts)
    drafts.sort(key=lambda draft: draft.cue)
    share_speakers(tree, drafts)
    part_media(tree, drafts)
    close_sentences(tree, drafts)
    carry_on(tree, lexicon, drafts)
    drafts = Speech(tree, quotes, lexicon, drafts).attach()
    posts = list(post_drafts(tree))
    attach_blocks(tree, lexicon, quotes, drafts)
    drafts += posts
    return [draft for draft in drafts if draft.parts]


class AttributionsLayer:
    """Sets `doc._.dateline_attributions` (list of `AttributionMention`, by start of content), and the attributions of
    the figures found before.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of a parsed document; one without a parse gets an empty list."""
        if len(doc) == 0 or not doc.has_annotation("DEP"):
            doc._.dateline_attributions = []
            return doc
        tree, quotes = Tree(doc), Quotes(doc.text)
        found = mentions(tree, quotes, find_drafts(tree, self.lexicon, quotes), self.lexicon)
        doc._.dateline_attributions = found
        for figure in doc._.dateline_figures or []:
            figure.attribution = sourced_at(doc, figure.start_char, found)
        return doc


@Language.factory("dateline_attributions", default_config={"knowledge": []})
def make_attributions(nlp: Language, name: str, knowledge: list[str]) -> AttributionsLayer:
    """Make the component; `knowledge` lists the user's own knowledge folders."""
    return AttributionsLayer(load_lexicon(tuple(knowledge)))
