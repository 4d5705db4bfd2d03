"""PDF: text and title, lines joined; what cannot be read is told in one sentence."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from dateline.read import pdf as pdf_module
from dateline.read.pdf import join_lines
from tests.read.made import STORY, pdf, read

SECOND = "The governor closed the bridge over the river and asked the ministry for more ambulances and for blankets."


def test_text_and_title_come_out_with_lines_joined(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(textwrap.wrap(f"{STORY} {SECOND}", 50), title="Situation report 7"))
    [document], problems = read(path)
    assert document.text == f"{STORY} {SECOND}"
    assert (document.id, document.title, document.published) == ("report.pdf", "Situation report 7", None)
    assert problems == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"plain words", "is no PDF file"),
        (b"%PDF-1.4\nand nothing more", "is broken or no PDF file"),
        (pdf([]), "holds no text"),
        (pdf([STORY])[:300], "is broken or no PDF file"),
    ],
    ids=["no PDF", "nothing in it", "no text", "cut off"],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    documents, [problem] = read(path)
    assert documents == []
    assert said in problem.message


def test_a_file_that_keeps_its_reader_busy_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MAX_SECONDS", 0.01)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([STORY]))
    assert "takes more than" in read(path)[1][0].message


def test_headings_and_paragraphs_stay_apart_and_divided_words_are_put_together() -> None:
    lines = """Fighting resumes
Government troops and fighters of the northern alliance clashed for the second day run-
ning near the dam, residents told the radio station on Friday.
A convoy with food for the besieged town was turned back at a checkpoint, its drivers
said by telephone.

The alliance denied this."""
    assert join_lines(lines).split("\n") == [
        "Fighting resumes",
        "Government troops and fighters of the northern alliance clashed for the second day running near the dam, "
        "residents told the radio station on Friday.",
        "A convoy with food for the besieged town was turned back at a checkpoint, its drivers said by telephone.",
        "The alliance denied this.",
    ]
