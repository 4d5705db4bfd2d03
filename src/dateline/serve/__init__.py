"""The server: an API and an app over a store, by one process."""

from dateline.serve.app import make_app
from dateline.serve.settings import Settings

__all__ = ["Settings", "make_app"]
