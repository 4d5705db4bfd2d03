"""Mails: text, subject, sender and date; attachments are named, never silently lost."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.read.made import STORY, page, read


def _message(text: str | None = STORY) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Büro Nord <desk@example.org>"
    message["Subject"] = "Zwischenfall: post attacked"
    message["Date"] = "Tue, 05 Mar 2024 14:05:00 +0400"
    if text is not None:
        message.set_content(text)
    return message


def _read(tmp_path: Path, data: bytes) -> tuple[list[object], list[str]]:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    documents, problems = read(path)
    return list(documents), [f"{p.message}{'' if p.refused else ' (warning)'}" for p in problems]


def test_the_plain_text_is_taken_with_subject_sender_and_date(tmp_path: Path) -> None:
    message = _message(STORY + "\n")
    message.add_alternative("<p>Not this part.</p>", subtype="html")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    [document], problems = read(path)
    assert document.text == STORY + "\n"
    assert (document.id, document.title, document.publisher) == ("a.eml", "Zwischenfall: post attacked", "Büro Nord")
    assert document.published == "2024-03-05T14:05:00+04:00"
    assert problems == []


def test_a_mail_of_html_alone_gives_its_article(tmp_path: Path) -> None:
    message = _message(None)
    message.set_content(page(), subtype="html")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    [document], _ = read(path)
    assert STORY in document.text
    assert "Home" not in document.text
    assert document.title == "Zwischenfall: post attacked"


def test_attachments_are_named(tmp_path: Path) -> None:
    message = _message()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="sitrep.pdf")
    message.add_attachment(_message("Older words."), subtype="rfc822")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    [document], problems = read(path)
    assert document.text == STORY + "\n"
    assert not any(problem.refused for problem in problems)
    assert [problem.message for problem in problems] == [
        "its attachment sitrep.pdf was not read; save it as a file of its own",
        "its attachment of type message/rfc822 was not read; save it as a file of its own",
    ]


def test_the_lines_of_flowed_text_go_on(tmp_path: Path) -> None:
    message = (
        b"From: a@example.org\nContent-Type: text/plain; format=flowed\n\nThe governor closed \nthe bridge.\nEnd.\n"
    )
    path = tmp_path / "a.eml"
    path.write_bytes(message)
    assert read(path)[0][0].text == "The governor closed the bridge.\nEnd.\n"


def test_old_encodings_of_header_and_text(tmp_path: Path) -> None:
    text = "The prefect of Orléans said that nine people were detained after the march in the city centre."
    message = (
        b"Subject: =?iso-8859-1?Q?Orl=E9ans?=\nContent-Type: text/plain; charset=iso-8859-1\n"
        b"Content-Transfer-Encoding: 8bit\n\n" + text.encode("latin-1")
    )
    path = tmp_path / "a.eml"
    path.write_bytes(message)
    [document], _ = read(path)
    assert (document.title, document.text) == ("Orléans", text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Just some words\n\nand more", "is no mail"),
        (b"Subject: nothing\n\n", "has no text"),
        (b"X: " + b"a" * 300_000 + b"\n\ntext", "has a header or a nesting of parts"),
        (b"Subject: a\nContent-Type: text/plain\n\n" + b"\0\1\2" * 90, "binary data"),
    ],
    ids=["no mail", "no text", "long header", "binary"],
)
def test_what_is_no_mail_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    documents, [problem] = _read(tmp_path, data)
    assert documents == []
    assert said in problem
