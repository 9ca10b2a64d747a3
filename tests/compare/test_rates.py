"""Rates of two groups: against permutations, by what the intervals cover, and what one unit cannot show."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.stats import hypergeom

from corpus_tools.compare.rates import compare_rates
from corpus_tools.stats.association import false_discovery


def drawn(rng, units, rate=0.02):
    """Counts that clump, and the sizes of the units."""
    of = rng.integers(100, 600, units).astype(float)
    return rng.negative_binomial(1, 1 / (1 + rate * of)).astype(float), of


def compared(n, of, after):
    return compare_rates(
        sparse.csr_array(np.asarray(n, float)[:, None]), np.asarray(of, float), np.asarray(after, bool)
    ).iloc[0]


def test_the_chance_is_that_of_the_permutations():
    rng = np.random.default_rng(0)
    n, of = drawn(rng, 60)
    after = np.arange(60) < 24
    n[after] *= 1.5
    residual = n - n.sum() / of.sum() * of
    shuffled = [residual[rng.permutation(60) < 24].sum() for _ in range(4_000)]
    expected = np.mean(np.abs(shuffled) >= abs(residual[after].sum()))
    assert compared(n, of, after)["p"] == pytest.approx(expected, abs=0.03)


def test_where_nothing_differs_one_in_twenty_is_below_five_per_cent_and_intervals_cover():
    rng = np.random.default_rng(1)
    rows = [compared(*drawn(rng, 80), np.arange(80) < 40) for _ in range(400)]
    table = pd.DataFrame(rows)
    assert 0.02 <= (table["p"] < 0.05).mean() <= 0.08
    assert ((table["low"] <= 0) & (table["high"] >= 0)).mean() >= 0.92


def test_a_real_difference_is_found():
    rng = np.random.default_rng(2)
    n, of = drawn(rng, 80)
    more, size = drawn(rng, 80, rate=0.08)
    assert compared([*n, *more], [*of, *size], np.arange(160) >= 80)["p"] < 1e-4


def test_a_key_of_one_unit_is_never_significant():
    assert compared([0] * 10 + [500] + [0] * 9, [100] * 20, np.arange(20) >= 10)["p"] > 0.3


def test_one_unit_a_side_has_neither_interval_nor_chance():
    row = compared([1, 3], [10, 10], [False, True])
    assert (row["before"], row["after"], round(row["difference"], 9)) == (0.1, 0.3, 0.2)
    assert row[["low", "high", "p"]].isna().all()


def test_false_discovery_leaves_what_was_not_tested():
    assert false_discovery(pd.Series([0.01, np.nan, 0.04])).tolist() == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    assert np.isnan(false_discovery(pd.Series([np.nan]))).all()


def test_few_units_on_one_side_make_chance_likelier_than_a_normal_distribution_says():
    """A key of four articles, three of which lie on the side with 20 of 300: as the hypergeometric distribution has it, twice."""
    n = np.zeros(300)
    n[[0, 1, 2, 150]] = 1
    expected = hypergeom.sf(2, 300, 4, 20)
    assert expected / 3 < compared(n, np.ones(300), np.arange(300) < 20)["p"] < 6 * expected
