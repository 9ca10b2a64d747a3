"""Contrasts and change points: by hand, refused where there is too little, silent where nothing changed."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_ind

import corpus_tools as ct


def series(rates, key="春茶"):
    return pd.DataFrame({"key": key, "period": [f"{1900 + at}" for at in range(len(rates))], "rate": rates})


def noise(seed, count=40):
    return np.random.default_rng(seed).normal(5, 1, count)


def test_a_contrast_is_welchs_where_periods_are_independent():
    rates = np.tile([4.0, 6.0], 20) + np.repeat(
        [0.0, 3.0], 20
    )  # each period against the one before: no positive correlation
    row = ct.contrast(series(rates), "1920").iloc[0]
    interval = ttest_ind(rates[20:], rates[:20], equal_var=False).confidence_interval()
    assert row[["n_before", "n_after", "before", "after", "difference"]].tolist() == [20, 20, 5.0, 8.0, 3.0]
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))


def test_periods_that_hang_together_count_for_less():
    slow = np.cumsum(np.random.default_rng(0).normal(size=60))
    wide, narrow = (
        ct.contrast(series(rates), "1930").iloc[0] for rates in (slow, np.random.default_rng(1).permutation(slow))
    )
    assert wide["high"] - wide["low"] > 1.5 * (narrow["high"] - narrow["low"])


@pytest.mark.parametrize(("at", "said"), [("1914", "14 before 1914, 26 after"), ("1933", "33 before 1933, 7 after")])
def test_too_few_periods_are_refused_with_the_numbers(at, said):
    with pytest.raises(ValueError, match=f"too few periods for a contrast – 春茶: {said} – 15 and 8 are needed"):
        ct.contrast(series(noise(0)), at)


def test_a_step_is_found_where_it_is():
    rates = np.concatenate([noise(0, 30), noise(1, 30) + 3, noise(2, 30)])
    found = ct.change_points(series(rates))
    assert found["period"].tolist() == ["1930", "1960"]
    assert found["before"].tolist() == pytest.approx([rates[:30].mean(), rates[30:60].mean()])
    assert found["after"].tolist() == pytest.approx([rates[30:60].mean(), rates[60:].mean()])


def test_of_forty_series_without_a_step_none_or_one_has_one():
    found = ct.change_points(pd.concat([series(noise(seed), f"{seed}") for seed in range(40)]))
    assert len(set(found["key"])) <= 1


@pytest.mark.parametrize("rates", [[], [1.0], [2.0] * 30, [1.0] * 15])
def test_too_short_or_level_has_none(rates):
    assert ct.change_points(series(rates)).empty
