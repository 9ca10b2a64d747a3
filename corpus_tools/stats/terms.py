"""Terms: counts → how frequent, how evenly spread and how certain each term is."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy import sparse

from corpus_tools.stats.counts import Source, counts_in_parts
from corpus_tools.tables import columns, require

# Resampled ranks are kept for this many terms, which bounds memory; below it ranks are ties of rare words.
RANKED = 2_000

# Cells of one block of resampled counts: 4 million whole numbers are 32 MB, and there are three such blocks at a time.
BLOCK = 4_000_000

# With so many issues, whole issues are drawn anew: the articles of one issue speak of the same events, so that drawing
# them one by one gives intervals that are too narrow. With fewer, issues are too few to draw from, and articles are drawn.
MANY_ISSUES = 100

# Terms whose counts are resampled: the ranks of the first 2,000 among them are those among all, because a term beyond
# the first 20,000 is too rare to pass one of the 2,000.
RESAMPLED = 10 * RANKED

UNCHECKED = "unchecked"


class _Sums(NamedTuple):
    """What a first reading of the counts gives: terms, most frequent first, and groups, by name, each with its sums.

    `term_places` and `group_places` say which number a term and a group has among them, by that in which it was met.
    """

    terms: np.ndarray
    n: np.ndarray
    articles: np.ndarray
    largest: np.ndarray
    groups: pd.Series
    sizes: np.ndarray
    term_places: dict[str, int]
    group_places: dict[str, int]


class _Cells(NamedTuple):
    """Counts of terms in groups, both by their numbers; each pair once."""

    terms: np.ndarray
    groups: np.ndarray
    n: np.ndarray


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
    sums = _sums(counts)
    dispersion, drawn, units = _spread(counts, sums)
    n = sums.n
    low, high = _rank_interval(drawn, seed, resamples, level)
    scored = {
        "term": pd.Series(sums.terms, dtype="str"),
        "n": n,
        "per_10k": n / n.sum() * 10_000 if len(n) else n.astype(float),
        "articles": sums.articles,
        "dp": dispersion,
        "largest_share": sums.largest / n,
        "rank": _ranks(n[:, None])[:, 0],
        "rank_low": _lengthened(low, len(n)),
        "rank_high": _lengthened(high, len(n)),
    }
    terms = pd.DataFrame(scored)
    scored_terms = terms.assign(sensitive=_failed_checks(terms, recounts))[columns("terms")]
    scored_terms.attrs["resampled"] = f"{drawn.shape[1]} {units}"
    return scored_terms


def _parts(counts: Source) -> Iterator[pa.Table]:
    """Yield counts in parts of whole groups; tokens and a corpus are counted by article."""
    if not (isinstance(counts, pd.DataFrame) and "n" in counts.columns):
        yield from counts_in_parts(counts)
        return
    held = require(counts, ["group", "term", "n"], of="counts")[["group", "term", "n"]]
    yield pa.Table.from_pandas(held[held["n"] > 0], preserve_index=False)


def _sums(counts: Source) -> _Sums:
    """Return the sums of each term and of each group; the order of both depends on nothing but the contents."""
    terms: dict[str, int] = {}
    groups: dict[str, int] = {}
    n, articles, largest, sizes = (np.zeros(0, np.int64) for _ in range(4))
    for part in _parts(counts):
        cells = _cells(part, terms, groups)
        n, articles, largest = (_lengthened(one, len(terms), 0) for one in (n, articles, largest))
        sizes = _lengthened(sizes, len(groups), 0)
        np.add.at(n, cells.terms, cells.n)
        np.add.at(articles, cells.terms, 1)
        np.maximum.at(largest, cells.terms, cells.n)
        np.add.at(sizes, cells.groups, cells.n)
    known = pd.DataFrame({"term": pd.Series(list(terms), dtype="str"), "n": n})
    order = known.sort_values(["n", "term"], ascending=[False, True]).index.to_numpy()
    names = pd.Series(list(groups), dtype="str").sort_values()
    by_name = names.index.to_numpy()
    return _Sums(
        *(known["term"].to_numpy()[order], n[order], articles[order], largest[order]),
        *(names, sizes[by_name], _places(terms, order), _places(groups, by_name)),
    )


def _places(known: dict[str, int], order: np.ndarray) -> dict[str, int]:
    """Return the place of each name in an order of the numbers that it has."""
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return dict(zip(known, places.tolist(), strict=True))


def _cells(part: pa.Table, terms: dict[str, int], groups: dict[str, int]) -> _Cells:
    """Return the counts of one part, by the numbers of terms and groups, to which new ones are added."""
    rows, columns_ = _codes(part["term"], terms), _codes(part["group"], groups)
    shape = (len(terms), len(groups))
    cells = (
        sparse.coo_array((part["n"].to_numpy().astype(np.int64), (columns_, rows)), shape=shape[::-1]).tocsr().tocoo()
    )
    return _Cells(cells.coords[1], cells.coords[0], cells.data)


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


def _spread(counts: Source, sums: _Sums) -> tuple[np.ndarray, sparse.csr_array, str]:
    """Return how evenly each term is spread, the counts of the more frequent by what is drawn anew, and what that is.

    The spread is Gries' DP: half the sum of |share of the term in a group − share of the corpus in it|. The counts are
    read a second time, so that they need not be in memory at once.
    """
    unit_of, units = _units(sums.groups)
    expected = sums.sizes / max(sums.sizes.sum(), 1)
    apart, present = np.zeros((2, len(sums.n)))
    shape, drawn = (min(RESAMPLED, len(sums.n)), unit_of.max(initial=-1) + 1), []
    for part in _parts(counts):
        cells = _cells(part, sums.term_places, sums.group_places)
        here = expected[cells.groups]
        apart += np.bincount(cells.terms, np.abs(cells.n / sums.n[cells.terms] - here), minlength=len(sums.n))
        present += np.bincount(cells.terms, here, minlength=len(sums.n))
        often = cells.terms < RESAMPLED
        kept = (cells.terms[often], unit_of[cells.groups[often]], cells.n[often])
        drawn.append(_Cells(*(values.astype(np.int32) for values in kept)))
    return (apart + (1 - present)) / 2, _joined(drawn, shape), units


def _joined(parts: list[_Cells], shape: tuple[int, int]) -> sparse.csr_array:
    """Return the cells of several parts as a matrix of terms by units; those of one unit are added up."""
    terms, units, n = (np.concatenate(values) for values in zip(*parts, strict=True))
    parts.clear()
    return sparse.csr_array((n, (terms, units)), shape=shape)


def _units(groups: pd.Series) -> tuple[np.ndarray, str]:
    """Return the number of what each group is drawn anew with, itself or its issue, and which of the two it is."""
    issues, names = pd.factorize(groups.str.replace(r"-\d+$", "", regex=True))
    if len(names) < MANY_ISSUES or len(names) == len(groups):
        return np.arange(len(groups)), "articles"
    return issues, "issues"


def _lengthened(values: np.ndarray, size: int, rest: float = np.nan) -> np.ndarray:
    """Return values for the first of so many as values for all, with `rest` for the others."""
    return np.append(values, np.full(size - len(values), rest, values.dtype))


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
