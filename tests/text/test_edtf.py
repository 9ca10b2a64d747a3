"""EDTF values: the years that they name, and whether they lie ahead."""

from datetime import date

import pytest

from corpus_tools.text.edtf import is_to_come, years_in_turn, years_of


@pytest.mark.parametrize(
    ("value", "count", "years"),
    [("2021/2023", 3, ["2021", "2022", "2023"]), ("2021/2023", 2, []), ("2023", 1, []), ("2021-01/2021-03", 3, [])],
)
def test_years_are_dealt_only_where_they_fit(value, count, years):
    assert years_in_turn(value, count) == years


@pytest.mark.parametrize(
    ("value", "years"), [("2023", [2023]), ("2019-03/2021-05", [2019, 2021]), ("2020/..", [2020]), ("", [])]
)
def test_years_named(value, years):
    assert list(years_of(value)) == years


@pytest.mark.parametrize(
    ("value", "to_come"), [("2025", True), ("2024-01-12", False), ("2024-03", True), ("", False), ("2023/..", False)]
)
def test_what_lies_after_the_issue(value, to_come):
    assert is_to_come(value, date(2024, 1, 13)) is to_come
