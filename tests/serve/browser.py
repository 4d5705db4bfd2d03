"""A real browser for the tests: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps",
)  # fmt: skip


def chromium() -> str | None:
    """Give the path of a Chromium: of DATELINE_CHROMIUM, else the first on the PATH."""
    named = os.environ.get("DATELINE_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return named or next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def browsing(*, width: int = 1200, height: int = 800) -> Iterator[BrowserContext]:
    """Open a browser with an empty profile, for pages of this machine alone; skip the test where there is none."""
    path = chromium()
    if path is None:
        message = "no browser: install chromium (apt-get install chromium), or name one in DATELINE_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            Path(profile), executable_path=path, args=list(FLAGS),
            viewport={"width": width, "height": height},
        )  # fmt: skip
        context.set_default_timeout(30_000)
        yield context
        context.close()
