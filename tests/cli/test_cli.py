"""The command with a coder that finds one event in every text; the real one has its own tests."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import dateline.cli.code
from dateline.cli import main
from dateline.errors import InputError
from tests.cli.one_event import OneEventCoder

STORY = "Rebels attacked an army post near the border on Monday, the governor said."


@pytest.fixture(autouse=True)
def _one_event_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateline.cli.code, "make_coder", lambda options: OneEventCoder())


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def _exit_code(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    assert isinstance(caught.value.code, int)
    return caught.value.code


def _feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_jsonl_is_the_format_outside_a_terminal(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit_code("code", article, "--published", "2024-03-05", "--publisher", "P", "--title", "T") == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert (document["id"], document["published"], document["publisher"], document["title"]) == (
        "story.txt",
        "2024-03-05",
        "P",
        "T",
    )
    assert err == ""


@pytest.mark.parametrize(
    ("format_", "start"), [("table", "───"), ("plover", '{"id": "story.txt/e1"'), ("csv", "id,document")]
)
def test_other_formats(article: Path, capsys: pytest.CaptureFixture[str], format_: str, start: str) -> None:
    assert _exit_code("code", article, "--format", format_) == 0
    assert capsys.readouterr().out.startswith(start)


def test_csv_has_one_header_for_all_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(STORY)
    assert _exit_code("code", tmp_path, "--format", "csv") == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert [row[0] for row in rows] == ["id", "a.txt/e1", "b.txt/e1"]


def test_bad_documents_are_told_and_the_others_coded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _feed(monkeypatch, b'{"id": "1", "text": "%b"}\n{"id": "2"}\n{"id": "3", "text": "%b"}\n' % ((STORY.encode(),) * 2))
    assert _exit_code("code", "-") == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["1", "3"]
    assert err.splitlines() == [
        'dateline: standard input, line 2: the object has no field "text"; put the article there',
        "dateline: 2 coded, 1 refused",
    ]


def test_quiet_leaves_out_the_summary_but_not_the_problems(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _feed(monkeypatch, b'{"id": "1", "text": "%b"}\nx\n' % STORY.encode())
    assert _exit_code("code", "-", "--quiet") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["code"], "Missing argument"),
        (["code", "missing.txt"], "missing.txt: no such file"),
        (["code", "story.txt", "--published", "tomorrow"], '--published is "tomorrow"'),
        (["code", "story.txt", "--format", "xml"], "--format"),
        (["code", "story.txt", "--processes", "0"], "--processes"),
        (["code", "story.txt", "--tittle", "T"], "--tittle"),
        (["code", "a.txt", "b.txt", "--title", "T"], "--title is for a single article"),
        (["code", "story.txt", "--out", "."], "is a folder"),
        (["code", "story.txt", "--out", "no/such/folder/x"], "cannot be written"),
        (["uncode"], "uncode"),
    ],
)
def test_wrong_use_is_one_sentence(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(article.parent)
    assert _exit_code(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("dateline: ")
    assert said in err


def test_a_text_that_makes_the_coder_fail_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in [("a", STORY), ("b", "Please crash here."), ("c", STORY), ("d", "And crash."), ("e", STORY)]:
        (tmp_path / f"{name}.txt").write_text(text)
    assert _exit_code("code", tmp_path) == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a.txt", "c.txt", "e.txt"]
    assert [line[:11] for line in err.splitlines()[:2]] == ["dateline: b", "dateline: d"]
    assert "RuntimeError: the ␛[31mlayer broke" in err


def test_an_error_elsewhere_is_no_traceback(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dateline.cli.code, "make_coder", lambda options: None)
    assert _exit_code("code", article) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "AttributeError" in line


def test_a_missing_model_is_told(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(options: object) -> None:
        raise InputError("xx: no such spaCy pipeline is installed; install it")

    monkeypatch.setattr(dateline.cli.code, "make_coder", refuse)
    assert _exit_code("code", article, "--model", "xx") == 2
    assert "no such spaCy pipeline" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["\x1b[31mred.txt", "[red]x.txt", "\u202efdp.txt", "a\nb.txt"])
def test_hostile_names_reach_neither_report_nor_message_as_control(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_text(STORY)
    _exit_code("code", tmp_path / name, tmp_path / (name + "x.txt"), "--format", "table", f"--title={name}")
    _exit_code("code", tmp_path / name, tmp_path / (name + "x.txt"), "--format", "table", "--publisher", name)
    _exit_code("code", tmp_path / name, f"--{name}")
    out, err = capsys.readouterr()
    assert out.replace("\n", "").isprintable()
    assert err.replace("\n", "").isprintable()
    assert len(err.splitlines()) == 4
    if name.startswith("["):
        assert "[red]x.txt" in out


def test_out_appears_complete_and_keeps_mode_and_old_content_until_then(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "sub" / "out.jsonl"
    out.parent.mkdir()
    out.write_text("old")
    out.chmod(0o640)
    assert _exit_code("code", tmp_path / "missing.txt", "--out", out) == 2
    assert out.read_text() == "old"
    assert _exit_code("code", article, tmp_path / "missing.txt", "--out", out) == 2
    assert json.loads(out.read_text())["id"] == "story.txt"
    assert out.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in out.parent.iterdir()] == ["out.jsonl"]


def test_an_interrupted_run_leaves_the_old_result(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dateline.cli.code, "make_coder", interrupt)
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    assert _exit_code("code", article, "--out", out) == 130
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "story.txt"]
    assert capsys.readouterr().err == ""


def test_documents_are_coded_as_they_come(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The second line is read only after the first result was written."""

    class Slow(io.RawIOBase):
        lines = iter([b'{"id": "1", "text": "%b"}\n' % STORY.encode(), b'{"id": "2", "text": "%b"}\n' % STORY.encode()])
        written_before: list[str]

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = next(self.lines, b"")
            seen.append(capsys.readouterr().out)
            buffer[: len(line)] = line
            return len(line)

    seen: list[str] = []
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Slow())))
    assert _exit_code("code", "-") == 0
    assert any('"id":"1"' in piece for piece in seen)


def test_help_version_and_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit_code("--version") == 0
    assert capsys.readouterr().out.startswith("dateline 0.")
    assert _exit_code() == 0
    assert "Usage: dateline" in capsys.readouterr().out
    assert _exit_code("code", "--help") == 0
    assert "Examples:" in capsys.readouterr().out
    assert _exit_code("schema") == 0
    assert set(json.loads(capsys.readouterr().out)["properties"]) >= {"id", "text", "events"}


_FAKED = """
import sys
sys.path.insert(0, {folder!r})
import dateline.cli.code as code
from tests.cli.one_event import OneEventCoder
code._coder = lambda options: OneEventCoder()
from dateline.cli import main
main(sys.argv[1:])
"""


def _command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", _FAKED.format(folder=str(Path(__file__).parents[2])), *map(str, arguments)]


def test_a_closed_pipe_ends_the_run_quietly(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": STORY * 200}) + "\n" for n in range(60)))
    process = subprocess.Popen(_command("code", path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


def test_a_table_and_progress_are_for_terminals(article: Path) -> None:
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        _command("code", article), stdout=terminal, stderr=terminal, env={**os.environ, "TERM": "xterm"}
    )
    os.close(terminal)
    seen = b""
    try:
        while piece := os.read(controller, 4096):
            seen += piece
    except OSError:  # how Linux says that the other side has closed
        pass
    os.close(controller)
    assert process.wait(30) == 0
    assert b"loading the language model" in seen
    assert b"Reported events (1)" in seen
