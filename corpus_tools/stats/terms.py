"""Terms: counts → how frequent, how evenly spread and how certain each term is."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy import sparse

from corpus_tools.stats.counts import Source, counts_in_parts
from corpus_tools.tables import columns, require

# Resampled ranks are kept for this many terms, which bounds memory; below it ranks are ties of rare words.
RANKED = 2_000

# Cells of one block of resampled counts: 8 million whole numbers are 64 MB.
BLOCK = 8_000_000

# With so many issues, whole issues are drawn anew: the articles of one issue speak of the same events, so that drawing
# them one by one gives intervals that are too narrow. With fewer, issues are too few to draw from, and articles are drawn.
MANY_ISSUES = 100

# Terms whose counts are resampled: the ranks of the first 2,000 among them are those among all, because a term beyond
# the first 20,000 is too rare to pass one of the 2,000.
RESAMPLED = 10 * RANKED

UNCHECKED = "unchecked"


class _Matrix(NamedTuple):
    """Counts as a sparse matrix of terms by groups, terms most frequent first."""

    terms: np.ndarray
    groups: pd.Index
    cells: sparse.csr_array


def score_terms(
    counts: Source,
    *,
    seed: int = 0,
    resamples: int = 1_000,
    level: float = 0.9,
    recounts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the terms of `counts` (``group, term, n``; a group is an article), scored: one row per term.

    Columns: `n`; `per_10k`, the rate per 10,000 counted terms; `articles`, the range: how many groups hold it; `dp`,
    Gries' deviation of proportions (0: spread as evenly as can be, 1: all in one small group); `largest_share`, the
    part of its occurrences that one group holds; `rank` by `n`, ties sharing the best; `rank_low` and `rank_high`, in
    which `level` of the ranks lie when groups are drawn anew with replacement (`resamples` times, `seed`); `sensitive`,
    the checks of `recounts` (see `recount_terms`) whose rank falls outside that interval, ``unchecked`` without them.
    Tokens are counted by article first, and so is a `Corpus`.

    What is drawn anew is articles, or whole issues where there are at least 100: ``terms.attrs["resampled"]`` says which,
    and of how many.

    Limits: the interval says what other articles of this kind would give, so with fewer than about ten articles it is
    itself uncertain; it is NaN for one group, and beyond the 2,000 most frequent terms. The rate counts what was
    counted: without stop words it is not comparable with a rate over running words.

    Sources: S. Th. Gries (2008), Dispersions and adjusted frequencies in corpora, IJCL 13(4), doi:10.1075/ijcl.13.4.02gri;
    B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, ch. 13 (percentile interval).

    >>> counts = pd.DataFrame({"group": ["a", "a", "b"], "term": ["县域", "经济", "县域"], "n": [3, 1, 2]})
    >>> score_terms(counts)[["term", "n", "articles", "dp", "largest_share", "rank"]].round(3)
      term  n  articles     dp  largest_share  rank
    0   县域  5         2  0.067            0.6     1
    1   经济  1         1  0.333            1.0     2
    """
    matrix = _matrix(counts)
    n = matrix.cells.sum(axis=1)
    drawn, units = _drawn(matrix)
    low, high = _rank_interval(drawn, seed, resamples, level)
    scored = {
        "term": pd.Series(matrix.terms, dtype="str"),
        "n": n,
        "per_10k": n / n.sum() * 10_000 if len(n) else n.astype(float),
        "articles": np.diff(matrix.cells.indptr).astype(np.int64),
        "dp": _dispersion(matrix.cells),
        "largest_share": _row_max(matrix.cells) / n,
        "rank": _ranks(n[:, None])[:, 0],
        "rank_low": _lengthened(low, len(n)),
        "rank_high": _lengthened(high, len(n)),
    }
    terms = pd.DataFrame(scored)
    scored_terms = terms.assign(sensitive=_failed_checks(terms, recounts))[columns("terms")]
    scored_terms.attrs["resampled"] = f"{drawn.shape[1]} {units}"
    return scored_terms


def _matrix(counts: Source) -> _Matrix:
    """Return the counts as a matrix whose order depends on nothing but its contents; tokens and a corpus by article."""
    if isinstance(counts, pd.DataFrame) and "n" in counts.columns:
        held = require(counts, ["group", "term", "n"], of="counts")[["group", "term", "n"]]
        parts = iter([pa.Table.from_pandas(held[held["n"] > 0], preserve_index=False)])
    else:
        parts = counts_in_parts(counts)
    terms: dict[str, int] = {}
    groups: dict[str, int] = {}
    coded = [(_codes(part["term"], terms), _codes(part["group"], groups), part["n"].to_numpy()) for part in parts]
    rows, columns_, n = (np.concatenate(arrays) for arrays in zip(*coded, strict=True))
    cells = sparse.csr_array((n.astype(np.int64), (rows, columns_)), shape=(len(terms), len(groups)))
    known = pd.DataFrame({"term": pd.Series(list(terms), dtype="str"), "n": cells.sum(axis=1)})
    order = known.sort_values(["n", "term"], ascending=[False, True]).index.to_numpy()
    names = pd.Series(list(groups)).sort_values()
    return _Matrix(known["term"].to_numpy()[order], pd.Index(names), cells[order][:, names.index.to_numpy()])


def _codes(column: pa.ChunkedArray, known: dict[str, int]) -> np.ndarray:
    """Return the number of each value, adding those that are new to `known`."""
    chunks = [chunk.dictionary_encode() for chunk in column.chunks]
    places = [
        np.array([known.setdefault(name, len(known)) for name in chunk.dictionary.to_pylist()], np.int32)
        for chunk in chunks
    ]
    return np.concatenate(
        [np.zeros(0, np.int32), *(place[chunk.indices.to_numpy()] for place, chunk in zip(places, chunks, strict=True))]
    )


def _drawn(matrix: _Matrix) -> tuple[sparse.csr_array, str]:
    """Return the counts of the more frequent terms by what is drawn anew, issues or articles, and which it is."""
    cells = matrix.cells[:RESAMPLED]
    issues, names = pd.factorize(matrix.groups.astype("str").str.replace(r"-\d+$", "", regex=True))
    if len(names) < MANY_ISSUES or len(names) == len(matrix.groups):
        return cells, "articles"
    ones = np.ones(len(issues), dtype=np.int64)
    member = sparse.csr_array((ones, (np.arange(len(issues)), issues)), shape=(len(issues), len(names)))
    return sparse.csr_array(cells @ member), "issues"


def _lengthened(values: np.ndarray, size: int) -> np.ndarray:
    """Return values for the first terms as values for all: NaN for the rest."""
    return np.append(values, np.full(size - len(values), np.nan))


def _dispersion(cells: sparse.csr_array) -> np.ndarray:
    """Return Gries' DP of each row: half the sum of |share of the term in a group − share of the corpus in it|."""
    expected = cells.sum(axis=0) / max(cells.sum(), 1)
    # Some rows at a time, so that memory does not grow with the table; no row needs another.
    edges = np.unique(np.searchsorted(cells.indptr, np.arange(0, cells.nnz + BLOCK, BLOCK)).clip(max=cells.shape[0]))
    return np.concatenate([np.zeros(0), *(_dispersion_of(cells[a:b], expected) for a, b in pairwise(edges.tolist()))])


def _dispersion_of(cells: sparse.csr_array, expected: np.ndarray) -> np.ndarray:
    """Return the DP of some rows, given the share of the corpus that each group has."""
    rows = np.repeat(np.arange(cells.shape[0]), np.diff(cells.indptr))
    observed = cells.data / cells.sum(axis=1)[rows]
    here = expected[cells.indices]
    absent = 1 - np.bincount(rows, here, minlength=cells.shape[0])
    return (np.bincount(rows, np.abs(observed - here), minlength=cells.shape[0]) + absent) / 2


def _row_max(cells: sparse.csr_array) -> np.ndarray:
    """Return the largest count of each row."""
    return np.maximum.reduceat(cells.data, cells.indptr[:-1]) if cells.nnz else np.zeros(0)


def _ranks(counts: np.ndarray) -> np.ndarray:
    """Return the rank of each row in each column, largest first; ties share the best rank."""
    ranks = np.empty(counts.shape, dtype=np.int64)
    for column in range(counts.shape[1]):
        below = np.cumsum(np.bincount(counts[:, column]))
        ranks[:, column] = 1 + len(counts) - below[counts[:, column]]
    return ranks


def _rank_interval(cells: sparse.csr_array, seed: int, resamples: int, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the percentile interval of each term's rank when groups are drawn with replacement."""
    terms, groups = cells.shape
    low, high = np.full((2, terms), np.nan)
    if groups < 2 or resamples < 1:
        return low, high
    # A part of the draws at a time: the generator gives the same draws, and memory does not grow with the groups.
    rng, chance, block = np.random.default_rng(seed), np.full(groups, 1 / groups), max(1, BLOCK // max(terms, groups))
    parts = []
    for first in range(0, resamples, block):
        draws = rng.multinomial(groups, chance, size=min(block, resamples - first))
        parts.append(_ranks(cells @ draws.T)[:RANKED])
    tails = [(1 - level) / 2, (1 + level) / 2]
    interval = np.quantile(np.hstack(parts), tails, axis=1, method="inverted_cdf")
    low[:RANKED], high[:RANKED] = interval
    return low, high


def _failed_checks(terms: pd.DataFrame, recounts: pd.DataFrame | None) -> pd.Series:
    """Return for each term the checks that its rank did not survive, joined by a comma."""
    if recounts is None:
        return pd.Series(UNCHECKED, index=terms.index, dtype="str")
    low, high = terms["rank_low"].fillna(terms["rank"]), terms["rank_high"].fillna(terms["rank"])
    failed = pd.Series("", index=terms.index, dtype="str")
    for check, counts in require(recounts, ["check", "term", "n"], of="recounts").groupby("check"):
        n = counts.groupby("term")["n"].sum()
        ranks = terms["term"].map(n.rank(ascending=False, method="min")).fillna(np.inf)
        failed = failed.where(ranks.between(low, high), failed + f", {check}")
    return failed.str.removeprefix(", ")
