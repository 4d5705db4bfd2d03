"""The app's pages: rendered here, enlivened by small scripts, usable without them."""

from __future__ import annotations

from fastapi import APIRouter

from dateline.serve.pages.frame import error_page, wants_page


def routers() -> list[APIRouter]:
    """Give the routes of all pages."""
    from dateline.serve.pages import actors, documents, incidents, ledger, session, situation, tryit

    return [module.router for module in (situation, incidents, documents, ledger, actors, tryit, session)]


__all__ = ["error_page", "routers", "wants_page"]
