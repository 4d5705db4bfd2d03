"""PDF files: their text by pypdf, the lines joined into paragraphs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

from dateline.errors import InputError
from dateline.model import Document
from dateline.read.decode import replace_unfit

MAX_SECONDS = 60
_READER = str(Path(__file__).with_name("pdf_text.py"))
_ENDS = re.compile(r"[.!?:][\"'”’»)\]]*$")
_HYPHENATED = re.compile(r"[a-z]-$")


def read_pdf(data: bytes, *, id: str) -> Document:  # noqa: A002  the model's word
    """Give the text of a PDF file, with its title if it has one; dates of files are not dates of publication.

    Raises:
        InputError: it is broken, encrypted or holds no text, or needs more than a minute or 2 GiB to be read.
    """
    if b"%PDF-" not in data[:1024]:
        raise InputError("is no PDF file, whatever its name says; give it the ending of what it is")
    try:
        done = subprocess.run(  # noqa: S603  our own file, by our own interpreter
            [sys.executable, "-I", _READER], input=data, capture_output=True, timeout=MAX_SECONDS, check=False
        )
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise InputError(f"takes more than {MAX_SECONDS} seconds to be read; save its text as .txt") from None
    except ValueError:
        raise InputError("is broken, or needs too much memory to be read; save its text as .txt") from None
    if "problem" in found:
        raise InputError(found["problem"])
    text = join_lines(replace_unfit(found["text"]))
    if not text.strip():
        raise InputError("holds no text, only pictures perhaps; run text recognition (OCR) on it first")
    return Document(id=id, text=text, title=replace_unfit(found["title"]).strip() or None)


def join_lines(text: str) -> str:
    """Give text whose lines end where a column did with its paragraphs restored, one a line.

    A line goes on in the next one unless it is blank, or ends early: with a full stop, or before a capital after
    less than six tenths of the usual width, as headings do. Words divided at the end of a line are put together.
    """
    lines = [line.strip() for line in text.splitlines()]
    long = [len(line) for line in lines if len(line) > 20]
    width = median(long) if long else 0
    paragraphs: list[str] = []
    open_ = last_short = False
    for line in lines:
        if not line:
            open_ = False
            continue
        if open_ and _HYPHENATED.search(paragraphs[-1]) and line[0].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        elif open_ and not (last_short and line[0].isupper()):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        last_short = len(line) < 0.6 * width
        open_ = not (_ENDS.search(line) and len(line) < 0.85 * width)
    return "\n".join(paragraphs)
