"""The `dateline` command."""

from __future__ import annotations

from dateline.cli.app import app, main

__all__ = ["app", "main"]
