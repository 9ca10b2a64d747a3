"""Stability: whether a free model finds the same topics in four fifths of the articles; coherence, exclusivity, choice of k."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from corpus_tools.tables import make_table
from corpus_tools.text.progress import progress
from corpus_tools.topics.matrices import TermMatrix, content_matrix
from corpus_tools.topics.models import NAMING, STAMP, fit_matrix, too_small, top_terms

TOP = 10  # terms that stand for a topic
PART = 0.8  # of the articles in a subsample
RUNS = 10


def topic_stability(
    counts: pd.DataFrame, *, k: int, seed: int = 0, model: str = "nmf", runs: int = RUNS
) -> pd.DataFrame:
    """Return how well each topic of `fit_topics` stands: one row for each topic.

    The model is fitted to `runs` subsamples of 80 % of the articles and its topics are matched with those of the whole
    (Hungarian method); `stability` is the mean Jaccard index of the ten heaviest terms, `lowest` the least of the runs.
    Other seeds say nothing here: factorisation gives the same for any. `coherence` is the mean normalised pointwise mutual
    information of the ten terms, by the articles that hold both (−1 to 1), `exclusivity` the mean part of a term's weight
    that this topic has. Half of the terms anew (0.33) is a topic to be named with care.

    Sources: D. Greene, D. O'Callaghan and P. Cunningham (2014), How many topics?, ECML PKDD; G. Bouma (2009), Normalized
    (pointwise) mutual information, GSCL; J. Bischof and E. Airoldi (2012), Summarizing topical content, ICML.

    Raises ValueError as `fit_topics` does for k; a small corpus is measured, and its labels say so.
    """
    matrix = content_matrix(counts)
    _, whole = fit_matrix(matrix, k, seed=seed, model=model)
    found = _subsamples(matrix, k, whole, seed=seed, model=model, runs=runs)
    top = top_terms(whole, TOP)
    stamp = STAMP if too_small(matrix, k) else ""
    rows = [
        {
            "topic": number + 1,
            "label": stamp + "·".join(matrix.terms[top[number][:NAMING]]),
            "stability": found[:, number].mean() if runs else float("nan"),
            "lowest": found[:, number].min() if runs else float("nan"),
            "coherence": coherence(matrix, top[number]),
            "exclusivity": float(np.mean(whole[number, top[number]] / whole[:, top[number]].sum(axis=0))),
        }
        for number in range(k)
    ]
    return make_table("topic_stability", rows)


def compare_topic_numbers(
    counts: pd.DataFrame, ks: Sequence[int], *, seed: int = 0, model: str = "nmf", runs: int = RUNS
) -> pd.DataFrame:
    """Return the means of `topic_stability` for each number of topics in `ks`: one row for each.

    Take the number where stability is high and its weakest topics still stand, then the one that answers the question;
    no measure knows what the topics are for. `enough` tells whether `fit_topics` would fit so many without `exploratory`.
    """
    matrix = content_matrix(counts)
    rows = []
    for k in ks:
        each = topic_stability(counts, k=k, seed=seed, model=model, runs=runs)
        means = each[["stability", "coherence", "exclusivity"]].mean().to_dict()
        rows.append({"k": k, **means, "weakest": each["stability"].min(), "enough": not too_small(matrix, k)})
    return make_table("topic_numbers", rows)


def coherence(matrix: TermMatrix, places: np.ndarray) -> float:
    """Return the mean normalised pointwise mutual information of the terms at `places`, over articles that hold both.

    Two terms that never meet count −1; two that are in every article 0.
    """
    holds = (matrix.cells[:, places] > 0).astype(np.float64).toarray()
    both = holds.T @ holds / len(holds)
    single = np.diag(both)
    pairs = np.triu_indices(len(places), 1)
    joint, product = both[pairs], np.outer(single, single)[pairs]
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.log(joint / product) / -np.log(joint)
    return float(np.where(joint == 0, -1.0, np.where(joint == 1, 0.0, npmi)).mean())


def _subsamples(matrix: TermMatrix, k: int, whole: np.ndarray, *, seed: int, model: str, runs: int) -> np.ndarray:
    """Return for each run and topic the Jaccard index of its ten terms with those of its match."""
    rng = np.random.default_rng(seed)
    size = len(matrix.groups)
    found = np.zeros((runs, k))
    for run in progress(range(runs), "fitting", unit="run", total=runs):
        rows = np.sort(rng.choice(size, size=max(k, round(PART * size)), replace=False))
        part = TermMatrix(matrix.groups[rows], matrix.terms, matrix.cells[rows])
        _, by_term = fit_matrix(part, k, seed=seed, model=model)
        found[run] = matched_jaccard(top_terms(whole, TOP), top_terms(by_term, TOP))
    return found


def matched_jaccard(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Return for each list of `ours` the Jaccard index with the list of `theirs` that it is matched with, each once.

    >>> matched_jaccard(np.array([[1, 2], [3, 4]]), np.array([[4, 3], [1, 9]])).round(2).tolist()
    [0.33, 1.0]
    """
    common = np.array([[len(np.intersect1d(a, b)) for b in theirs] for a in ours])
    jaccard = common / (ours.shape[1] + theirs.shape[1] - common)
    rows, matches = linear_sum_assignment(-jaccard)
    return jaccard[rows, matches]
