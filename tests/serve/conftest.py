"""A store of the example stories, coded once, served on a free port of this machine."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from dateline import Coder, Document
from dateline.serve import Settings, make_app
from dateline.store import open_store
from dateline.store.tokens import SCOPES, create_token

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = (
    'Rebels <script>document.title="owned"</script> attacked <img src=x onerror="document.title=\'owned\'"> the town '
    "of Kupiansk on Monday, \u202eelbisivni\u202c officials said. \u2066Troops\u2069 withdrew from Lyman on Tuesday."
)


class Served:
    """A served store: its address, its file, and a token for each scope."""

    def __init__(self, address: str, database: Path, tokens: dict[str, str]) -> None:
        self.address = address
        self.database = database
        self.tokens = tokens


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve in a thread; give the address."""
    server = uvicorn.Server(uvicorn.Config(make_app(settings), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The example stories in a store, with a hostile one; and a token for each scope."""
    lines = (EXAMPLES / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [Document(**json.loads(line)) for line in lines]
    title = "<i>Title</i> \u202egnorts"
    documents.append(Document(id="hostile/<b>.txt", text=HOSTILE, title=title, published="2024-06-20"))
    database = tmp_path_factory.mktemp("serve") / "stories.db"
    coder = Coder(rules_only=True)
    with open_store(database) as store:
        for coded in coder.pipe(documents):
            store.add(coded, coder_version=coder.version)
        assert len(list(store.link())) == len(documents)
        with store.writing() as connection:
            tokens: dict[str, str] = {scope: create_token(connection, f"{scope}er", scope) for scope in SCOPES}
    return database, tokens


@pytest.fixture
def database(stories: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    """A copy of the store that a test may change."""
    return Path(shutil.copy(stories[0], tmp_path / "stories.db"))


@pytest.fixture
def tokens(stories: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return stories[1]


@pytest.fixture
def client(database: Path) -> Iterator[TestClient]:
    app = make_app(Settings(database=str(database), rate=0, rules_only=True))
    with TestClient(app, base_url="http://localhost") as opened:
        yield opened


@pytest.fixture(scope="session")
def reading(stories: tuple[Path, dict[str, str]]) -> Iterator[TestClient]:
    """A client for tests that change nothing."""
    app = make_app(Settings(database=str(stories[0]), rate=0, rules_only=True))
    with TestClient(app, base_url="http://localhost") as opened:
        yield opened


@pytest.fixture(scope="module")
def served(stories: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    copy = Path(shutil.copy(stories[0], tmp_path_factory.mktemp("served") / "stories.db"))
    with serving(Settings(database=str(copy), rate=0, rules_only=True)) as address:
        yield Served(address, copy, stories[1])
