"""Likelihood: how far a two-by-two table is from what independence would give."""

import numpy as np
import pandas as pd
from scipy.special import xlogy
from scipy.stats import chi2, false_discovery_control

SURE = 0.05  # the usual bound on the false-discovery rate


def log_likelihood(both: pd.Series, row: pd.Series, column: pd.Series, total: float) -> pd.Series:
    """Return G² of each table with the cell `both`, its row and column sums and the grand total.

    Source: T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence, CL 19(1).

    >>> log_likelihood(pd.Series([10.0]), 100.0, pd.Series([12.0]), 1000.0).round(3).tolist()
    [36.555]
    """
    observed = np.stack(np.broadcast_arrays(both, row - both, column - both, total - row - column + both))
    expected = np.stack(
        np.broadcast_arrays(
            row * column / total,
            row * (total - column) / total,
            (total - row) * column / total,
            (total - row) * (total - column) / total,
        )
    )
    return pd.Series(2 * (xlogy(observed, observed) - xlogy(observed, expected)).sum(axis=0)).clip(lower=0)


def with_p_and_q(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` with `p` of its column `g2` (chi-square, one degree of freedom) and the Benjamini–Hochberg `q`."""
    p = chi2.sf(table["g2"], df=1)
    return table.assign(p=p, q=false_discovery(pd.Series(p)))


def false_discovery(p: pd.Series) -> np.ndarray:
    """Return the false-discovery rate (Benjamini and Hochberg 1995) of each of the tests; NaN stays NaN."""
    q, known = np.full(len(p), np.nan), p.notna().to_numpy()
    if known.any():
        q[known] = false_discovery_control(p[known])
    return q
