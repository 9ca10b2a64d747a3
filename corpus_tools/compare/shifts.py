"""Word shifts: which words make two texts differ, and how much of the difference each is."""

import numpy as np
import pandas as pd

from corpus_tools.stats.counts import Source, count_terms
from corpus_tools.tables import columns, require


def word_shift(before: Source, after: Source) -> pd.DataFrame:
    """Return the part that each word has in the difference of two groups: one row per word, the largest part first.

    Each is counts (``term, n``), tokens or a `Corpus`. The difference is the Jensen–Shannon divergence of the two
    distributions of words; a word's `contribution` is its part of it, above zero where the group after has more of it, below
    where the group before has. The sizes of all parts add up to 1.

    Limits: a word of one article counts like one of many: read it beside `compare_issues`. Both must leave out the same stop words.

    Source: R. J. Gallagher et al. (2021), Generalized word shift graphs, EPJ Data Science 10:4.

    >>> before, after = (pd.DataFrame({"term": ["春茶", "水库"], "n": n}) for n in ([3, 1], [1, 3]))
    >>> word_shift(before, after)[["term", "contribution"]].values.tolist()
    [['春茶', -0.5], ['水库', 0.5]]
    """
    sums = [_sums(group).rename(name) for group, name in ((before, "n_before"), (after, "n_after"))]
    table = pd.concat(sums, axis=1).fillna(0).astype("int64").rename_axis("term").reset_index().astype({"term": "str"})
    totals = table[["n_before", "n_after"]].sum()
    if (totals == 0).any():
        msg = f"nothing to compare – no counts in {totals.index[totals == 0].tolist()} – both groups need some"
        raise ValueError(msg)
    p, q = (table[name].to_numpy() / totals[name] for name in ("n_before", "n_after"))
    parts = (_half(p, (p + q) / 2) + _half(q, (p + q) / 2)) / 2
    whole = parts.sum()
    table = table.assign(contribution=np.sign(q - p) * (parts / whole if whole else parts))
    order = table.assign(size=-table["contribution"].abs()).sort_values(["size", "term"], ignore_index=True)
    return order[columns("word_shift")]


def _sums(group: Source) -> pd.Series:
    """Return the total of each term."""
    counts = group if isinstance(group, pd.DataFrame) and "n" in group else count_terms(group, by=None)
    return require(counts, ["term", "n"]).groupby("term")["n"].sum()


def _half(p: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Return what each word brings to the divergence of one group from the middle of both."""
    return np.where(p > 0, p * np.log2(np.divide(p, middle, out=np.ones_like(p), where=p > 0)), 0.0)
