"""Periods: their names, their order, and that no year has a hole."""

from datetime import date, timedelta

import pandas as pd
import pytest

from corpus_tools.compare.periods import FORMS, length_of, name_of, number_of, periods_of

DAYS = pd.Series([(date(2019, 12, 1) + timedelta(day)).isoformat() for day in range(2600)])


@pytest.mark.parametrize("by", FORMS)
def test_periods_follow_each_other_without_a_hole(by):
    periods = list(dict.fromkeys(periods_of(DAYS, by)))
    numbers = [number_of(period) for period in periods]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert [name_of(number, by) for number in numbers] == periods == sorted(periods)
    assert {length_of(period) for period in periods} == {by}


def test_a_period_that_there_is_not():
    with pytest.raises(ValueError, match="no such period – 'decade' – there are day, week, month, quarter, year"):
        periods_of(DAYS, "decade")
