"""How figures hang together: parts of totals, change over time, whose they are, and who was shot and died."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from dateline.code.actors.resolve import resolve
from dateline.code.figures.lexicon import Cues
from dateline.code.figures.numbers import Amount
from dateline.code.figures.sites import PEOPLE_KINDS
from dateline.code.layers import Actors, FigureMention
from dateline.code.syntax import phrase_bounds
from dateline.model import Change

_HARM = PEOPLE_KINDS - {"people", "personnel"}
_MEMORY = 60  # tokens back to the total that "two of them" takes up
_DOCUMENT_MEMORY = 400  # the same for "one of the victims"
_BEHIND = 14  # tokens behind a figure in which "from 84" gives the number before
_BEFORE = 10  # tokens before a figure in which a verb says that it rose
_OPENING = frozenset({"-", "–", "—", "--", ":", ",", "("})
_OTHERS = frozenset({"other", "others", "another", "more", "additional", "further"})


def relate(doc: Doc, figures: list[FigureMention], amounts: list[Amount], cues: Cues, *, sentences: list[int]) -> None:
    """Set what the figures of a document (in text order) say of each other: `part_of`, `previous`, `change`, `whose`
    and `perpetrators`. Those of whom only "shot" is said become dead where the document says that they died, and people
    where it says that some of them did.
    """
    if not figures:
        return
    starts = [sentences[bisect_right(sentences, figure.start) - 1] for figure in figures]
    ends = [_next(sentences, figure.start, len(doc)) for figure in figures]
    actors: Actors | None = doc._.dateline_actors
    for number, figure in enumerate(figures):
        if figure.noun is not None:
            figure.perpetrators = doc[figure.noun].lemma_.lower() in cues.perpetrators
            if actors is not None:
                left, right = phrase_bounds(doc[figure.noun])
                found = (actors.mentions[mention] for mention in resolve(doc[figure.noun], actors))
                figure.whose = next((mention.entity for mention in found if left <= mention.head < right), None)
        _change(doc, figure, amounts, cues, start=starts[number], end=ends[number])
        if figure.kind in PEOPLE_KINDS and figure.part_of is None:
            figure.part_of = _whole(doc, figures, number, cues, start=starts[number])
            _sum(doc, figures, number, end=ends[number])
    for figure in figures:
        whole = None if figure.part_of is None else figures[figure.part_of]
        if whole is not None and figure.kind == "people" and whole.kind in _HARM:
            figure.kind = whole.kind
    _reconcile(doc, figures)


def _fits(part: FigureMention, whole: FigureMention) -> bool:
    """Tell whether one figure can be part of another: both of people, and not larger."""
    if whole.kind not in PEOPLE_KINDS or part.unit != whole.unit:
        return False
    most, size = whole.value or whole.high or whole.low, part.value or part.low
    return most is None or size is None or size <= most


def _next(sentences: list[int], token: int, stop: int) -> int:
    after = bisect_right(sentences, token)
    return sentences[after] if after < len(sentences) else stop


def _whole(doc: Doc, figures: list[FigureMention], number: int, cues: Cues, *, start: int) -> int | None:
    """Give the figure that figure `number` is said to be a part of."""
    figure = figures[number]
    one_before = doc[figure.start - 1].lower_ if figure.start > start else ""
    two_before = doc[max(start, figure.start - 2) : figure.start].text.lower()
    behind = doc[figure.end : min(len(doc), figure.end + 2)].text.lower()
    if one_before in cues.part_before or two_before in cues.part_before or behind in cues.part_behind:
        return _back(figures, number, figure.start - _MEMORY)
    if behind == "of the" or behind == "of those":
        for later in range(number + 1, min(number + 2, len(figures))):
            if figures[later].start <= figure.end + 4 and _fits(figure, figures[later]):
                return later
        if figure.noun is not None and doc[figure.noun].lower_ in cues.wholes:
            return _back(figures, number, figure.start - _DOCUMENT_MEMORY, more=True)
    previous = figures[number - 1] if number else None
    if previous is not None and previous.part_of is not None and previous.start >= start:
        between = doc[max(previous.end, (previous.noun or 0) + 1) : figure.start].text.strip().lower()
        if between in (",", "and", ", and", ",and") and _fits(figure, figures[previous.part_of]):
            return previous.part_of
    return None


def _back(figures: list[FigureMention], number: int, reach: int, *, more: bool = False) -> int | None:
    """Give the last figure before that can be the whole, no further back than token `reach`; `more` asks for one that
    is larger.
    """
    part = figures[number]
    for at in range(number - 1, -1, -1):
        whole = figures[at]
        if whole.end < reach:
            return None
        if not _fits(part, whole) or (more and (whole.value is None or whole.value <= (part.value or 0))):
            continue
        return at
    return None


def _sum(doc: Doc, figures: list[FigureMention], number: int, *, end: int) -> None:
    """Make the figures that follow a total and add up to it its parts ("12 people – nine women and three men")."""
    total = figures[number]
    if total.value is None or total.value < 2:
        return
    at, left, stop = number + 1, total.value, end
    end = max(total.end, (total.noun or 0) + 1)
    parts: list[FigureMention] = []
    while at < len(figures) and left > 0:
        part = figures[at]
        if part.start - end > 8 or not part.value or not _fits(part, total) or part.unit is not None:
            return
        if not parts and not any(token.text in _OPENING for token in doc[end : part.start]):
            return
        parts.append(part)
        left -= part.value
        end, at = max(part.end, (part.noun or 0) + 1), at + 1
    if left == 0 and len(parts) > 1 and parts[-1].start < stop:
        for part in parts:
            part.part_of = number


def _change(doc: Doc, figure: FigureMention, amounts: list[Amount], cues: Cues, *, start: int, end: int) -> None:
    """Read "rose to 85 from 84", "up from 84", "from 84 to 85"."""
    change: Change | None = None
    if figure.start > start and doc[figure.start - 1].lower_ == "to":
        for token in reversed(doc[max(start, figure.start - _BEFORE) : figure.start - 1]):
            lemma = token.lemma_.lower()
            if lemma in cues.rising or lemma in cues.falling:
                change = "up" if lemma in cues.rising else "down"
                break
    before = doc[max(start, figure.start - 6) : figure.start]
    behind = doc[figure.end : min(end, figure.end + _BEHIND)]
    for token in [*before, *behind]:
        if token.lower_ != "from":
            continue
        led = doc[token.i - 1].lower_ if token.i > start else ""
        if token.i > figure.start and not (led in ("up", "down") or (change and token.i <= figure.end + 6)):
            continue
        if token.i < figure.start and doc[figure.start - 1].lower_ != "to":
            continue
        previous = _amount_behind(token.idx + len(token), amounts)
        if previous is None or previous.value is None or previous.core_start == figure.start_char:
            continue
        if token.i < figure.start and previous.core_start >= figure.start_char:
            continue
        if led in ("up", "down"):
            change = "up" if led == "up" else "down"
        elif change is None and figure.value is not None and figure.value != previous.value:
            change = "up" if figure.value > previous.value else "down"
        figure.previous = previous.value
        break
    figure.change = change


def _amount_behind(char: int, amounts: list[Amount]) -> Amount | None:
    """Give the amount that begins right behind a character."""
    at = bisect_left(amounts, char, key=lambda amount: amount.core_start)
    return amounts[at] if at < len(amounts) and amounts[at].start <= char + 12 else None


def _reconcile(doc: Doc, figures: list[FigureMention]) -> None:
    """Decide what became of those who were shot, by what the document says of the dead."""
    dead = [figure for figure in figures if figure.kind == "dead" and figure.value is not None]
    for number, figure in enumerate(figures):
        if not figure.weak or figure.value is None:
            continue
        words = {token.lower_ for token in doc[figure.start : (figure.noun or figure.end) + 1]}
        if words & _OTHERS:
            continue
        definite = figure.start > 0 and doc[figure.start - 1].lower_ in ("the", "all", "both")
        same = [
            death
            for death in dead
            if death.value == figure.value
            and (definite or figure.noun is None or (death.noun is not None and _alike(doc, death.noun, figure.noun)))
        ]
        if same:
            figure.kind = "dead"
        elif any(death.part_of == number for death in dead) or any(
            (death.value or 0) < figure.value
            and death.part_of is not None
            and figures[death.part_of].weak
            and figures[death.part_of].value == figure.value
            for death in dead
        ):
            figure.kind = "people"


def _alike(doc: Doc, one: int, other: int) -> bool:
    return doc[one].lemma_.lower() == doc[other].lemma_.lower()
