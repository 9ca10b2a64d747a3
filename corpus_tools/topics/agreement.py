"""Agreement: Krippendorff's α for nominal codes, Wilson's interval for a share, an interval for a paired difference."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import norm


class Interval(NamedTuple):
    """A share with the ends of its interval."""

    value: float
    low: float
    high: float


def krippendorff_alpha(codes: pd.DataFrame) -> float:
    """Return Krippendorff's α for nominal codes: one row for each unit, one column for each coder, "" where one is missing.

    1 is perfect agreement, 0 what chance would give. Units with one code or none say nothing and are left out; NaN where
    nothing is left or only one code was ever used, because then chance explains everything.

    Source: K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, whose three nominal examples are tests.

    >>> round(krippendorff_alpha(pd.DataFrame({"meg": list("0100000010"), "owen": list("1110010000")})), 3)
    0.095
    """
    return _alpha(_tallies(codes))


def alpha_interval(codes: pd.DataFrame, *, level: float = 0.95, seed: int = 0, resamples: int = 1_000) -> Interval:
    """Return α with the percentile interval when units are drawn anew; resamples in which α is not defined are left out."""
    tallies = _tallies(codes)
    if not len(tallies):
        return Interval(float("nan"), float("nan"), float("nan"))
    rng = np.random.default_rng(seed)
    drawn = [_alpha(tallies[rng.integers(len(tallies), size=len(tallies))]) for _ in range(resamples)]
    known = np.array([alpha for alpha in drawn if not np.isnan(alpha)])
    ends = np.quantile(known, [(1 - level) / 2, (1 + level) / 2]) if len(known) else (np.nan, np.nan)
    return Interval(_alpha(tallies), float(ends[0]), float(ends[1]))


def _tallies(codes: pd.DataFrame) -> np.ndarray:
    """Return how often each code was given to each unit that has two codes or more."""
    long = codes.reset_index(drop=True).melt(ignore_index=False)["value"]
    said = long[long.notna() & (long.astype("str") != "")]
    table = pd.crosstab(said.index, said.to_numpy()).to_numpy()
    return table[table.sum(axis=1) > 1] if len(table) else np.zeros((0, 1), dtype=np.int64)


def _alpha(tallies: np.ndarray) -> float:
    """Return 1 − observed over expected disagreement."""
    coders = tallies.sum(axis=1)
    n = coders.sum()
    totals = tallies.sum(axis=0)
    expected = n * n - (totals * totals).sum()
    if expected == 0:
        return float("nan")
    observed = ((coders * coders - (tallies * tallies).sum(axis=1)) / (coders - 1)).sum()
    return float(1 - (n - 1) * observed / expected)


def wilson(hits: float, n: int, level: float = 0.95) -> Interval:
    """Return the share `hits` / `n` with Wilson's score interval; NaN for n = 0.

    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22(158).

    >>> tuple(round(end, 3) for end in wilson(8, 10))
    (0.8, 0.49, 0.943)
    """
    if n == 0:
        return Interval(float("nan"), float("nan"), float("nan"))
    z = float(norm.ppf((1 + level) / 2))
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(share, max(0.0, float(middle - reach)), min(1.0, float(middle + reach)))


def corrected_share(machine: float, differences: np.ndarray, total: int, level: float = 0.95) -> Interval:
    """Return the share of a topic, corrected by a coded sample: machine share + mean of hand − machine.

    `machine` is the share over all `total` articles, `differences` are hand − machine (−1, 0, 1; halves where two coders
    differ) over a simple random sample of them. Whatever the machine gets wrong, the estimate has no bias; the better the
    machine, the narrower the interval. That is the one of Bonett and Price for paired proportions (one observation added
    to each way to differ), drawn in by √(1 − n / total) because the sample is part of the whole.

    Sources: D. Hopkins and G. King (2010), A method of automated nonparametric content analysis for social science, AJPS
    54(1); N. TeBlunthuis, V. Hase and C.-H. Chan (2024), arXiv:2307.06483; D. Bonett and R. Price
    (2012), Adjusted Wald confidence interval for a difference of binomial proportions based on paired data, JEBS 37(4).

    >>> tuple(round(end, 3) for end in corrected_share(0.3, np.array([1] * 6 + [-1] * 2 + [0] * 92), 10_000))
    (0.34, 0.279, 0.399)
    """
    n = len(differences)
    if n == 0:
        return Interval(machine, float("nan"), float("nan"))
    z = float(norm.ppf((1 + level) / 2))
    total_difference, squares = float(differences.sum()), float((differences**2).sum())
    middle = machine + total_difference / (n + 2)
    variance = (squares + 2 - total_difference**2 / (n + 2)) / (n + 2) ** 2
    reach = z * np.sqrt(max(variance, 0.0) * max(1 - n / total, 0.0))
    value = machine + total_difference / n
    low, high = min(middle - reach, value), max(middle + reach, value)
    return Interval(*(float(np.clip(each, 0, 1)) for each in (value, low, high)))
