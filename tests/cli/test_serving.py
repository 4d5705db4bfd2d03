"""Tokens, pictures and the assistant's server from the command line."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dateline.cli import main
from dateline.store import IncidentQuery, open_store
from tests.link.told import told

OTHER_WORDS = "Three civilians died when Agdam came under fire from Azerbaijani troops."


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "dateline.db"
    with open_store(path) as store:
        store.add(told("a", dead=3), coder_version="1")
        store.add(told("b", OTHER_WORDS, dead=5, source="Yerevan"), coder_version="1")
        assert len(list(store.link())) == 2
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    said = capsys.readouterr()
    return int(stopped.value.code or 0), said.out, said.err


def test_a_token_is_shown_once_and_kept_as_a_hash(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, token, _ = run(capsys, "token", "create", "desk", "--scope", "write", "--db", str(database))
    assert code == 0
    assert token.strip().encode() not in database.read_bytes()
    assert run(capsys, "token", "create", "desk", "--db", str(database))[0] == 2
    listed = run(capsys, "token", "list", "--db", str(database))[1]
    assert listed.split("\t")[:2] == ["desk", "write"]
    assert run(capsys, "token", "revoke", "desk", "--db", str(database))[0] == 0
    assert run(capsys, "token", "revoke", "desk", "--db", str(database))[0] == 2
    assert len(run(capsys, "token", "list", "--db", str(database))[1].strip().split("\t")) == 4


def test_others_are_not_served_before_there_is_a_token(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = run(capsys, "serve", "--db", str(database), "--host", "0.0.0.0")
    assert code == 2
    assert "dateline token create" in said


def test_answers_are_sent_without_delay(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[int] = []

    def accept_one(_server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        async def ask() -> None:
            connected = asyncio.Event()

            class Seen(asyncio.Protocol):
                def connection_made(self, transport: asyncio.BaseTransport) -> None:
                    accepted = transport.get_extra_info("socket")
                    met.append(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                    connected.set()

            server = await asyncio.get_running_loop().create_server(Seen, sock=sockets[0])
            _, writer = await asyncio.open_connection(*sockets[0].getsockname())
            await connected.wait()
            writer.close()
            server.close()

        asyncio.run(ask())

    monkeypatch.setattr(uvicorn.Server, "run", accept_one)
    assert run(capsys, "serve", "--db", str(database), "--port", "0")[0] == 0
    assert met == [1]


@pytest.mark.parametrize("picture", ["timeline", "map", "figures"])
def test_a_picture_is_well_formed_svg(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], picture: str
) -> None:
    with open_store(database) as store:
        [row] = store.incidents(IncidentQuery())
    out = tmp_path / "x.svg"
    which = ["--incident", row.id] if picture == "figures" else []
    code, _, said = run(capsys, "plot", picture, "--db", str(database), "--out", str(out), *which)
    assert code == 0, said
    root = ET.parse(out).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    drawn = {"timeline": "column", "map": "marker", "figures": "report"}[picture]
    assert any(drawn in (element.get("class") or "") for element in root.iter())


@pytest.mark.parametrize("which", [[], ["--incident", "none"]])
def test_figures_need_an_incident(database: Path, capsys: pytest.CaptureFixture[str], which: list[str]) -> None:
    code, _, said = run(capsys, "plot", "figures", "--db", str(database), *which)
    assert code == 2
    assert "incident" in said


def test_an_assistant_searches_and_gets_evidence(database: Path) -> None:
    mcp = pytest.importorskip("mcp", reason="no mcp: pip install 'dateline[mcp]'")

    async def ask() -> tuple[set[str], list[Any], Any]:
        arguments = ["-m", "dateline", "mcp", "--db", str(database)]
        parameters = mcp.StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
        async with mcp.Client(parameters) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            found = (await client.call_tool("search_incidents", {"country": "AZE"})).structured_content["items"]
            whole = (await client.call_tool("get_incident", {"id": found[0]["id"]})).structured_content
            evidence = whole["mentions"][0]["evidence"]
            text = (await client.call_tool("get_evidence", {"document": evidence["document"]})).structured_content
            events = (await client.call_tool("search_events", {"text": "Agdam"})).structured_content["items"]
            wrong = await client.call_tool("get_incident", {"id": "none"})
            assert wrong.is_error
            assert evidence["text"] in text["text"]
            return tools, events, whole

    tools, events, whole = asyncio.run(ask())
    assert {"search_incidents", "get_incident", "search_events", "search_documents", "get_evidence"} <= tools
    assert len(events) == 2
    assert whole["support"]["reports"] >= 1
