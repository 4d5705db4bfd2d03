from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.read import check_published


@pytest.mark.parametrize(
    "value",
    ["2023-09-23", "2023-09-23T14:05", "2023-09-23T14:05:09Z", "2023-09-23 14:05:09.123+04:00", "2024-02-29"],
)
def test_iso_dates_and_date_times_pass(value: str) -> None:
    assert check_published(f" {value}\n") == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "23/09/2023",
        "2023-9-3",
        "2023-02-30",
        "2023-13-01",
        "20230923",
        "2023-09-23T25:00",
        "٢٠٢٣-٠٩-٢٣",
    ],
)
def test_other_forms_and_days_that_do_not_exist_are_refused_by_field_name(value: str) -> None:
    with pytest.raises(InputError, match="--published is"):
        check_published(value, field="--published")
