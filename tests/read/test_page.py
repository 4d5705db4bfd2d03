"""Text of HTML that is no page."""

from __future__ import annotations

import pytest

from dateline.read.page import all_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>The <b>bridge</b> is\nclosed.</p><!-- no --><p>R&nbsp;&amp; D</p>", "The bridge is closed.\nR & D"),
        ("Dear all,<br>it is <i>over</i>.<script>x()</script> Bye", "Dear all,\nit is over. Bye"),
        ("<table><tr><td>A</td> <td>B</td></tr><tr><td>C</td></tr></table>", "A B\nC"),
        ("<html><head><title>T</title><style>p{}</style></head><body><div>One<div>Two</div>Three</div></body></html>",
         "One\nTwo\nThree"),
        ("", ""),
    ],
)  # fmt: skip
def test_blocks_are_lines(markup: str, text: str) -> None:
    assert all_text(markup) == text
