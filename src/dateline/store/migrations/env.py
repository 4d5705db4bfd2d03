"""Where Alembic gets its connection: from `migrate`, or by `alembic -x db=URL` for those who work on the schema."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine

from dateline.store.schema import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    connection = create_engine(context.get_x_argument(as_dictionary=True)["db"]).connect()
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
