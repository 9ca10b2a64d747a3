"""Rates of two groups of articles, compared by what varies: the article or the issue, not the token."""

from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import norm, pearson3
from scipy.stats import t as student

from corpus_tools.compare.intervals import LEVEL

NOTHING: Final = 1e-12  # a difference below that is rounding
COLUMNS: Final = ("before", "after", "difference", "low", "high", "p")


def compare_rates(n: sparse.csr_array, of: np.ndarray, after: np.ndarray, level: float = LEVEL) -> pd.DataFrame:
    """Return how each key stands in two groups of units: one row per column of `n`.

    `n` holds the counts of each unit (an article, a day) and key, `of` what they are counted in, `after` to which group a
    unit belongs. `before` and `after` are the rates; the interval of their difference is that of two ratio estimates
    (Cochran 1977, ch. 6), no narrower than that of tokens drawn one by one, and NaN where a group has one unit. `p` is that of the
    difference if the units were dealt out at random: mean, variance and skewness of the permutations are exact, their
    distribution is taken for Student's or a Pearson III, whichever makes chance likelier. A key of one unit can
    thus never be significant, however often it stands there.

    >>> n = sparse.csr_array(np.array([[0], [0], [9], [0]]))
    >>> compare_rates(n, np.full(4, 10.0), np.array([False, False, True, True]))[["before", "after"]].values.tolist()
    [[0.0, 0.45]]
    """
    sums = [_sums(n[side], of[side]) for side in (~after, after)]
    rates = [counted / size if size else np.zeros(n.shape[1]) for counted, size, _, _ in sums]
    difference = rates[1] - rates[0]
    variances = [_variance(each, rate) for each, rate in zip(sums, rates, strict=True)]
    reach = norm.ppf((1 + level) / 2) * np.sqrt(variances[0] + variances[1])
    low, high = difference - reach, difference + reach
    values = (*rates, difference, low, high, _chance(n, of, after))
    return pd.DataFrame(dict(zip(COLUMNS, values, strict=True)))


def _sums(n: sparse.csr_array, of: np.ndarray) -> tuple[np.ndarray, float, sparse.csr_array, np.ndarray]:
    """Return what a group adds up to, and its parts."""
    return np.asarray(n.sum(axis=0), np.float64), float(of.sum()), n, of


def _variance(group: tuple[np.ndarray, float, sparse.csr_array, np.ndarray], rate: np.ndarray) -> np.ndarray:
    """Return the variance of the rates of a group; NaN of one unit."""
    counted, size, n, of = group
    units = len(of)
    if units < 2:
        return np.full(len(rate), np.nan)
    linear = units / (units - 1) * _residuals(n, of, rate) / size**2
    return np.maximum(linear, np.maximum(counted, 0.5) * (1 - rate).clip(0, 1) / size**2)


def _residuals(n: sparse.csr_array, of: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Return for each key the sum over the units of (n − rate · of)²."""
    squares = np.asarray(n.multiply(n).sum(axis=0), np.float64)
    return np.maximum(squares - 2 * rate * (n.T @ of) + rate**2 * (of**2).sum(), 0)


def _chance(n: sparse.csr_array, of: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return the probability of a difference as large if the units were dealt out at random."""
    units, later = len(of), int(after.sum())
    if units < 3 or later in (0, units):
        return np.full(n.shape[1], np.nan)
    rate = np.asarray(n.sum(axis=0), np.float64) / of.sum()
    excess = n[after].T @ np.ones(later) - rate * of[after].sum()
    squares = _residuals(n, of, rate)
    spread = np.sqrt(later * (units - later) / (units * (units - 1)) * squares)
    z = np.divide(excess, spread, out=np.zeros_like(excess), where=spread > 0)
    lean = (units - 2 * later) / later / (units - later) * units * (units - 1) / (units - 2)
    skew = lean * np.divide(_cubes(n, of, rate) * spread, squares**2, out=np.zeros_like(z), where=squares > 0)
    return np.maximum(2 * student.sf(np.abs(z), units - 2), _leaning(z, skew))


def _cubes(n: sparse.csr_array, of: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Return for each key the sum over the units of (n − rate · of)³."""
    squares = n.multiply(n)
    cubes = np.asarray(squares.multiply(n).sum(axis=0), np.float64)
    return cubes - 3 * rate * (squares.T @ of) + 3 * rate**2 * (n.T @ of**2) - rate**3 * (of**3).sum()


def _leaning(z: np.ndarray, skew: np.ndarray) -> np.ndarray:
    """Return twice the tail beyond z of a Pearson III distribution: where few units are dealt to one side, chance leans to it."""
    side = np.where(z < 0, -1.0, 1.0)
    return np.minimum(2 * pearson3.sf(side * z, side * skew), 1.0)
