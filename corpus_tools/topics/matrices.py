"""Matrices: counts → articles by terms, and their tf-idf."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from corpus_tools.tables import require
from corpus_tools.tokens.lexicon import is_word

RAREST = 3  # articles that hold a term: a rarer one joins no two articles
COMMONEST = 0.5  # share of the articles that hold a term: a more common one parts none


class TermMatrix(NamedTuple):
    """Articles by terms: counts as a sparse matrix, both in the order of their names."""

    groups: np.ndarray
    terms: np.ndarray
    cells: sparse.csr_array


def term_matrix(counts: pd.DataFrame) -> TermMatrix:
    """Return counts (``group, term, n``) as a sparse matrix whose order depends on nothing but its contents."""
    some = require(counts, ("group", "term", "n"), of="counts")
    some = some[some["n"] > 0]
    rows, groups = pd.factorize(some["group"].to_numpy(object), sort=True)
    places, terms = pd.factorize(some["term"].to_numpy(object), sort=True)
    cells = sparse.csr_array((some["n"].to_numpy(np.float64), (rows, places)), shape=(len(groups), len(terms)))
    cells.sum_duplicates()
    return TermMatrix(groups, terms, cells)


def content_matrix(counts: pd.DataFrame) -> TermMatrix:
    """Return the matrix of the terms that can part topics: words of two characters, neither rare nor everywhere."""
    matrix = term_matrix(counts)
    held = np.bincount(matrix.cells.indices, minlength=len(matrix.terms))
    words = np.array([len(term) > 1 and is_word(term) for term in matrix.terms], dtype=bool)
    kept = words & (held >= RAREST) & (held <= COMMONEST * len(matrix.groups))
    return TermMatrix(matrix.groups, matrix.terms[kept], matrix.cells[:, np.flatnonzero(kept)])


def tf_idf(cells: sparse.csr_array) -> sparse.csr_array:
    """Return log(1 + count) × log(articles / articles with the term), each article of length 1."""
    features = cells.copy()
    held = np.bincount(features.indices, minlength=cells.shape[1])
    idf = np.log(cells.shape[0] / np.maximum(held, 1))
    features.data = np.log1p(features.data) * idf[features.indices]
    lengths = np.sqrt(np.asarray(features.multiply(features).sum(axis=1)))
    features.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(features.indptr))
    return features
