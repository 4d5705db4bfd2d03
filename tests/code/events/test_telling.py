"""The notation of these tests notices what it is meant to notice."""

from __future__ import annotations

import pytest

from dateline import Coder
from tests.code.events.telling import differences

TEXT = "Syrian jets bombed a market in Idlib on Monday."
TRUE = "ASSAULT aerial: SYR MIL > - @ Idlib on 2024-03-11 | actual"


@pytest.mark.parametrize(
    "told",
    [
        TRUE,
        "ASSAULT aerial",
        "ASSAULT *",
        "ASSAULT *: ? ?",
        "ASSAULT *: ?",
        "ASSAULT * @ Idlib",
        "ASSAULT * on 2024-03-11",
    ],
)
def test_what_was_coded_agrees(coder: Coder, told: str) -> None:
    assert not differences(coder.code(TEXT, published="2024-03-14"), [told])


@pytest.mark.parametrize(
    "told",
    [
        [],
        [TRUE, TRUE],
        ["COERCE *"],
        ["ASSAULT"],
        ["ASSAULT drone"],
        ["ASSAULT aerial: TUR MIL"],
        ["ASSAULT aerial: SYR REB"],
        ["ASSAULT aerial: -"],
        ["ASSAULT aerial: SYR MIL + ? ?"],
        ["ASSAULT aerial: SYR MIL > SYR CVL"],
        ["ASSAULT aerial @ Aleppo"],
        ["ASSAULT aerial @ -"],
        ["ASSAULT aerial on 2024-03"],
        ["ASSAULT aerial on -"],
        ["ASSAULT aerial | negated"],
    ],
)
def test_what_was_not_coded_differs(coder: Coder, told: list[str]) -> None:
    assert differences(coder.code(TEXT, published="2024-03-14"), told)


def test_a_line_outside_the_notation_is_refused(coder: Coder) -> None:
    with pytest.raises(ValueError, match="not in the notation"):
        differences(coder.code(TEXT), ["assault by Syria"])
