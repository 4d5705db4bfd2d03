"""The app put together: routes, errors, static files, and what every request passes."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles

from dateline import __version__
from dateline.knowledge.outlines import load_outlines
from dateline.serve import pages
from dateline.serve.answers import Answers, Found
from dateline.serve.api import commitments, documents, events, incidents, parts, tokens
from dateline.serve.api.context import Coding, bearer
from dateline.serve.api.direct import DirectEvents
from dateline.serve.api.lists import FeatureCollection
from dateline.serve.guard import Guard
from dateline.serve.problems import ProblemDetails, add_handlers
from dateline.serve.settings import Settings
from dateline.store import open_store
from dateline.store.listed import ListedEvents
from dateline.store.revision import Revision
from dateline.store.store import Store

STATIC = Path(__file__).parent / "static"
DESCRIPTION = """Coded news in a store: documents, events, incidents, figures and commitments, each with its evidence.

Lists come in pages: give `cursor` the value of `next`. They can be had as JSON, GeoJSON or CSV (`Accept` or `format`).
Answers have an `ETag`. Errors are problem details (RFC 9457)."""


def make_app(settings: Settings) -> Guard:
    """Give the server for these settings, as an ASGI application; its `api` is what is behind the guard.

    Raises:
        InputError: the database cannot be opened.
    """
    store = open_store(settings.database, create=False)
    revision = Revision(store)
    listed = ListedEvents(store) if store.dialect == "sqlite" else None
    api = _api(settings, store, [revision] if listed is None else [revision, listed])
    direct = None if listed is None else DirectEvents(listed)
    answers = Answers(api, state=revision, in_thread=listed is None, direct=direct)
    return Guard(answers, settings=settings, store=store, api=api)


def _api(settings: Settings, store: Store, opened: Sequence[Revision | ListedEvents]) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=_warm_up, daemon=True).start()
        yield
        for one in opened:
            one.close()
        store.close()

    api = FastAPI(
        title="Dateline",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        separate_input_output_schemas=False,
    )
    api.state.store = store
    api.state.settings = settings
    api.state.found = Found()
    api.state.coding = Coding(rules_only=settings.rules_only)
    add_handlers(api)
    for module in (documents, events, incidents, commitments, parts, tokens):
        api.include_router(module.router, prefix="/v1", dependencies=[Depends(bearer)])
    for router in pages.routers():
        api.include_router(router, include_in_schema=False)
    leaflet = import_module("xstatic.pkg.leaflet")
    api.mount("/static/leaflet", StaticFiles(directory=leaflet.BASE_DIR))
    api.mount("/static", StaticFiles(directory=STATIC))
    _name_shared_schemas(api)
    return api


def _warm_up() -> None:
    """Load what the first page needs; it stays, so that the garbage collector need not look at it again and again."""
    load_outlines()
    gc.collect()
    gc.freeze()


def _name_shared_schemas(api: FastAPI) -> None:
    """Put the schemas that answers refer to by name into the OpenAPI document."""
    make = api.openapi

    def openapi() -> dict[str, object]:
        document = make()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for model in (ProblemDetails, FeatureCollection):
            schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(schema.pop("$defs", {}))
            schemas[model.__name__] = schema
        for path in document["paths"].values():
            for operation in path.values():
                answers = operation["responses"]
                if "422" in answers:  # FastAPI's own description of it is not what we send
                    answers["422"]["content"] = {
                        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
                    }
        schemas.pop("HTTPValidationError", None)
        schemas.pop("ValidationError", None)
        return document

    api.openapi = openapi  # type: ignore[method-assign]
