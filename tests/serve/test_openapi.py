"""What the API answers is what its OpenAPI document says, whatever is asked; and it never breaks."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.serve.conftest import Served


@pytest.fixture(scope="module")
def api_schema(served: Served) -> Any:
    return schemathesis.openapi.from_url(f"{served.address}/v1/openapi.json")


_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_every_operation_answers_as_described(api_schema: Any, served: Served) -> None:
    headers = {"Authorization": f"Bearer {served.tokens['admin']}"}
    operations = [found.ok() for found in api_schema.get_all_operations()]
    assert len(operations) > 15
    for operation in operations:
        for mode, examples in ((GenerationMode.POSITIVE, 3), (GenerationMode.NEGATIVE, 2)):
            cases = operation.as_strategy(generation_mode=mode)

            @settings(
                max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
            )  # fmt: skip
            @given(case=cases)
            def answers_as_described(case: Any) -> None:
                case.call_and_validate(headers=headers, checks=_CHECKS)

            answers_as_described()


def test_the_document_is_openapi_3_1_and_names_every_kind_of_thing(api_schema: Any) -> None:
    raw = api_schema.raw_schema
    assert raw["openapi"].startswith("3.1")
    for name in (
        "documents",
        "events",
        "incidents",
        "figures",
        "commitments",
        "entities",
        "places",
        "corrections",
        "code",
    ):
        assert f"/v1/{name}" in raw["paths"]
