"""Pictures of the app's pages, for the manual: the example stories in a store, served, each page opened in Chromium.

python benchmarks/screenshots.py --out docs/images
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXT = (
    "El Obeid, Sudan – The army said on Tuesday that rebels had shelled a market in El Obeid, killing at least 18. "
    "The rebels denied shelling the market. Saudi mediators said both sides agreed to open a road for aid by May 25."
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        database = str(Path(folder) / "stories.db")
        dateline("add", str(EXAMPLES / "stories.jsonl"), "--db", database)
        token = dateline("token", "create", "analyst", "--scope", "write", "--db", database).strip()
        arguments = [sys.executable, "-m", "dateline", "serve", "--db", database, "--port", "0"]
        server = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
        try:
            assert server.stderr is not None
            address = server.stderr.readline().split(" at ")[1].strip().rstrip("/")
            with sync_playwright() as playwright:
                context = playwright.chromium.launch_persistent_context(
                    Path(folder) / "profile", executable_path=options.chromium, args=FLAGS,
                    viewport={"width": 1200, "height": 800}, color_scheme="light",
                )  # fmt: skip
                context.add_cookies([{"name": "dateline_token", "value": token, "url": address}])
                take(context.new_page(), address, options.out)
                context.close()
        finally:
            server.terminate()
            server.wait(10)


def take(page: Page, address: str, out: Path) -> None:
    """Open each page and take its picture."""
    incident = ask(address, "/v1/incidents?disputed=true&reports=2")["id"]
    document = ask(address, "/v1/documents?id=obeid-2")["key"]
    for name, path in (
        ("situation", "/?country=SDN"),
        ("incident", f"/incidents/{incident}"),
        ("document", f"/documents/{document}"),
        ("ledger", "/ledger"),
        ("actors", "/actors"),
    ):
        page.goto(address + path)
        if name == "situation":
            page.wait_for_selector("#map[data-shown] .leaflet-marker-icon")
            time.sleep(1)
        page.screenshot(path=out / f"{name}.png")
    page.goto(f"{address}/try")
    page.get_by_label("A news text").fill(TEXT)
    page.get_by_label("Published").fill("2024-05-14")
    page.get_by_role("button", name="Code it").click(timeout=120_000)
    page.wait_for_selector(".entry", timeout=120_000)
    page.screenshot(path=out / "try.png")


def ask(address: str, path: str) -> Any:
    """Give the first item of a list."""
    with urllib.request.urlopen(address + path) as answer:
        return json.load(answer)["items"][0]


def dateline(*arguments: str) -> str:
    """Run the program; give what it prints."""
    done = subprocess.run([sys.executable, "-m", "dateline", *arguments], check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    main()
