"""`dateline add`, `watch`, `events` and `sql`: each document once, found again by any of its particulars."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.cli import main
from dateline.store import open_store
from tests.fetch.site import Page, Site
from tests.read.made import page

ARTICLE = (
    "Rebels shelled the town of Goris in Armenia on Tuesday, killing three people, the army said.\n\n"
    "Police in Oslo detained nine protesters on Wednesday.\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "news" / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_what_is_added_is_found_and_adding_again_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = str(folder / "d.db")
    added = ("add", str(folder / "news"), "--db", db, "--published", "2024-05-16", "--rules-only")

    code, _, err = run(capsys, *added)
    assert code == 2  # for the empty file
    assert "1 added, 0 known, 1 refused" in err
    before = run(capsys, "sql", "select * from events_flat", "--db", db, "--format", "jsonl")[1]
    _, _, err = run(capsys, *added)
    assert "0 added, 1 known, 1 refused" in err
    assert run(capsys, "sql", "select * from events_flat", "--db", db, "--format", "jsonl")[1] == before

    _, out, _ = run(capsys, "sql", "select place, reason from rejected", "--db", db, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["place"].endswith("empty.txt")
    assert "empty" in row["reason"]

    _, out, _ = run(capsys, "events", "--db", db, "--type", "assault", "--country", "arm", "--format", "jsonl")
    (found,) = map(json.loads, out.splitlines())
    assert (found["event"], found["date"], found["sources"]) == ("ASSAULT", "2024-05-14", "the army")
    assert found["text"].startswith("Rebels shelled the town of Goris")

    _, out, _ = run(capsys, "events", "--db", db, "--near", "Oslo", "--within", "30km", "--format", "geojson")
    (feature,) = json.loads(out)["features"]
    assert feature["properties"]["event"] == "COERCE"
    assert feature["geometry"]["coordinates"] == pytest.approx([10.7, 59.9], abs=0.3)

    assert "protesters" in run(capsys, "events", "--db", db, "--text", "detain protester")[1]
    assert run(capsys, "events", "--db", db, "--text", "shelled", "--since", "2024-05-15", "--format", "jsonl")[1] == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["events", "--db", "none.db"], "none.db: no such database"),
        (["sql", "delete from events"], "refuses the statement"),
        (["sql", "select * from nothing_here"], "refuses the statement"),
        (["events", "--near", "Xyzzyville"], "no such place"),
        (["events", "--near", "95,10"], "latitude goes to 90"),
        (["events", "--within", "far"], "is no distance"),
        (["events", "--since", "soon"], "--since"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("dateline.db").close()
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_a_file_that_is_no_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.db").write_text("not a database, but long enough to be taken for one" * 50, encoding="utf-8")
    code, _, err = run(capsys, "events", "--db", str(tmp_path / "d.db"))
    assert code == 2
    assert "d.db" in err
    assert "cannot be opened" in err


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def _feed(site: Site) -> None:
    items = "".join(f"<item><title>T</title><link>{site.url}/{name}</link></item>" for name in ("a", "b", "gone"))
    site.pages["/feed"] = Page(f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>", etag='"1"')
    site.pages["/a"] = Page(page())
    site.pages["/b"] = Page(page("Police in Oslo detained nine protesters on Wednesday, the police chief said."))


def test_watching_adds_what_is_new_and_keeps_what_cannot_be_read(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    _feed(site)
    opml = tmp_path / "feeds.opml"
    opml.write_text(f"<opml version='2.0'><body><outline xmlUrl='{site.url}/feed'/></body></opml>", encoding="utf-8")
    db = str(tmp_path / "d.db")
    watched = ("watch", str(opml), "--db", db, "--once", "--rules-only", "--allow-private", "--delay", "0")

    code, _, err = run(capsys, *watched)
    assert code == 2  # for the page that is gone
    assert "1 feeds asked, 0 unchanged; 2 added, 1 refused" in err
    with open_store(db) as store:
        assert [document.id for document in store.documents()] == [f"{site.url}/a", f"{site.url}/b"]
        assert store.rejected() == [(f"{site.url}/gone", "answers 404 (not found); check the address")]

    code, _, err = run(capsys, *watched)
    assert code == 0
    assert "1 feeds asked, 1 unchanged; 0 added, 0 refused" in err
    code, _, err = run(capsys, "add", f"{site.url}/feed", "--db", db, "--rules-only", "--allow-private")
    assert "0 added, 2 known, 0 refused" in err
    site.pages["/gone"] = Page(page("Rebels released twelve hostages near the border on Friday, a mediator said."))
    code, _, err = run(capsys, "add", f"{site.url}/gone", "--db", db, "--rules-only", "--allow-private", "--delay", "0")
    assert "1 added, 0 known, 0 refused" in err
    with open_store(db) as store:
        assert store.rejected() == []


def test_this_machine_is_not_fetched_from_unless_allowed(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "code", f"{site.url}/a", "--rules-only")
    assert (code, out) == (2, "")
    assert "is on a private network or this machine; allow that with --allow-private" in err
    assert site.asked == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["feeds.txt"], "is no feed"),
        (["feeds.opml", "--every", "soon"], '--every is "soon"'),
        (["feeds.opml", "--every", "1s"], "10s at least"),
        (["feeds.opml", "--user-agent", "Büro"], "write it in ASCII"),
        (["feeds.opml", "--since", "soon"], "--since"),
    ],
)
def test_what_cannot_be_watched_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "watch", *arguments)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1


def test_a_watch_ends_well_when_it_is_stopped(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _feed(site)
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            os.kill(os.getpid(), signal.SIGTERM)  # as service managers stop a program; Ctrl-C raises the same

    monkeypatch.setattr("dateline.cli.watch.time", SimpleNamespace(sleep=sleep, monotonic=time.monotonic))
    arguments = [f"{site.url}/feed", "--db", str(tmp_path / "d.db"), "--rules-only", "--allow-private", "--delay", "0"]
    code, _, err = run(capsys, "watch", *arguments, "--every", "20m")
    assert code == 0
    assert err.splitlines()[-1] == "dateline: stopped; 2 added, 1 refused"
    assert 1000 < waits[0] <= 1200
    assert "0 added, 0 refused" in err  # the second round
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
