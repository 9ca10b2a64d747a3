"""Intervals: against the distributions that they come from, and by what they cover."""

import numpy as np
import pytest
from scipy.stats import poisson
from statsmodels.stats.proportion import proportion_confint

from corpus_tools.compare.intervals import clumping, rate_interval, share_interval


@pytest.mark.parametrize("n", [0, 1, 7, 40])
def test_a_rate_has_the_exact_interval(n):
    low, high = (float(end[0]) for end in rate_interval(np.array([n]), np.array([1])))
    assert poisson.cdf(n, high) == pytest.approx(0.025)
    assert low == 0 if n == 0 else poisson.sf(n - 1, low) == pytest.approx(0.025)


@pytest.mark.parametrize(("n", "of"), [(0, 10), (3, 10), (50, 100)])
def test_a_share_has_wilsons_interval(n, of):
    low, high = (float(end[0]) for end in share_interval(np.array([n / of]), np.array([of])))
    assert (low, high) == pytest.approx(proportion_confint(n, of, method="wilson"), abs=1e-9)


def test_counts_drawn_one_by_one_do_not_clump():
    rng = np.random.default_rng(0)
    of = rng.integers(50, 500, 3_000)
    assert clumping(rng.poisson(0.02 * of), of, np.arange(3_000) % 10) == pytest.approx(1, abs=0.1)
    assert clumping(3 * rng.poisson(0.02 * of), of, np.arange(3_000) % 10) == pytest.approx(3, rel=0.1)


def test_the_interval_of_clumped_counts_covers():
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(300):
        of = np.full(60, 200)
        n = rng.negative_binomial(1, 1 / (1 + 0.01 * of))  # mean 0.01 of tokens, and much clumped
        low, high = rate_interval(np.array([n.sum()]), np.array([of.sum()]), clumping(n, of, np.zeros(60, int)))
        hits += low[0] <= 0.01 <= high[0]
    assert hits >= 0.91 * 300


def test_one_unit_says_nothing_of_clumping():
    assert clumping(np.array([9]), np.array([10]), np.array([0])) == 1
    assert clumping(np.array([]), np.array([]), np.array([], dtype=int)) == 1
