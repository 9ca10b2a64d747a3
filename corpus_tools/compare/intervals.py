"""Intervals of rates and shares whose observations come in articles or issues, not one by one."""

from typing import Final

import numpy as np
from scipy.stats import chi2, norm

LEVEL: Final = 0.95


def clumping(n: np.ndarray, of: np.ndarray, groups: np.ndarray, *, share: bool = False) -> float:
    """Return how much more counts vary between units than if each token were drawn alone: 1 at least.

    `n` of `of` were counted in each unit (an article, a day), `groups` are the numbers of the periods that the units lie
    in. A word that stands once in an article is likely to stand there again, so that the variance is so many times that
    of a Poisson (of a binomial, where `share`) distribution; Pearson's statistic over its degrees of freedom.

    >>> clumping(np.array([0, 0, 0, 8]), np.full(4, 100.0), np.zeros(4, int))
    8.0
    """
    held = of > 0
    n, of, groups = n[held], of[held], groups[held]
    size = int(groups.max(initial=-1)) + 1
    rate = np.bincount(groups, n, size) / np.maximum(np.bincount(groups, of, size), 1e-9)
    expected = rate[groups] * of
    spread = expected * (1 - rate[groups]) if share else expected
    free = len(n) - len(np.unique(groups))
    some = spread > 0
    return max(1.0, float(((n[some] - expected[some]) ** 2 / spread[some]).sum() / free)) if free > 0 else 1.0


def rate_interval(
    n: np.ndarray, of: np.ndarray, clumped: float = 1.0, level: float = LEVEL
) -> tuple[np.ndarray, np.ndarray]:
    """Return the interval of n / of: Garwood's exact one of a Poisson count, n taken for n / `clumped` observations.

    >>> [round(float(end[0]), 3) for end in rate_interval(np.array([10]), np.array([100]))]
    [0.048, 0.184]
    """
    seen, tail = n / clumped, (1 - level) / 2
    low = np.where(seen > 0, chi2.ppf(tail, np.maximum(2 * seen, 1e-9)) / 2, 0.0)
    high = chi2.ppf(1 - tail, 2 * seen + 2) / 2
    scale = clumped / of
    return low * scale, high * scale


def share_interval(
    share: np.ndarray, of: np.ndarray, clumped: float = 1.0, level: float = LEVEL
) -> tuple[np.ndarray, np.ndarray]:
    """Return Wilson's interval of a share that rests on `of` / `clumped` observations.

    >>> [round(float(end[0]), 3) for end in share_interval(np.array([0.1]), np.array([100]))]
    [0.055, 0.174]
    """
    seen, reach = of / clumped, norm.ppf((1 + level) / 2)
    middle = (share + reach**2 / (2 * seen)) / (1 + reach**2 / seen)
    half = reach / (1 + reach**2 / seen) * np.sqrt(share * (1 - share) / seen + reach**2 / (4 * seen**2))
    return np.clip(middle - half, 0, share), np.clip(middle + half, share, 1)
