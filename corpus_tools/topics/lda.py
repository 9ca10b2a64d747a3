"""Latent Dirichlet allocation, free or led by seed words: the one place that knows the library, an extra."""

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import numpy as np

from corpus_tools.topics.matrices import TermMatrix

KINDS = ("lda", "seeded", "keyatm")
ROUNDS = 1_000  # of Gibbs sampling


def fit_lda(
    matrix: TermMatrix, k: int, *, kind: str, seed: int, words: Sequence[tuple[str, Sequence[str]]] = ()
) -> tuple[np.ndarray, np.ndarray]:
    """Return shares of topics by article and of terms by topic (rows add up to 1), for `k` topics.

    `kind` is ``lda``, or with the `words` of each topic ``seeded`` (SeededLDA) or ``keyatm``; then the topics of `words`
    come first and the rest of `k` are free. One thread, so that a seed gives the same numbers.

    Raises ValueError when the library of the extra ``corpus-tools[topics]`` is not installed.
    """
    topica = _library()
    texts = [
        np.repeat(matrix.terms[row.indices], row.data.astype(np.int64)).tolist()
        for row in (matrix.cells[[number]] for number in range(len(matrix.groups)))
    ]
    known = set(matrix.terms)
    seeds = {label: [term for term in terms if term in known] for label, terms in words}
    if kind == "lda":
        model = topica.LDA(k, seed=seed, num_threads=1)
    elif kind == "seeded":
        model = topica.SeededLDA(seeds, residual=k - len(seeds), seed=seed, num_threads=1)
    else:
        model = topica.KeyATM(
            {label: terms for label, terms in seeds.items() if terms}, num_topics=k, seed=seed, num_threads=1
        )
    model.fit(texts, iters=ROUNDS)
    by_term = np.zeros((k, len(matrix.terms)))
    place = {term: number for number, term in enumerate(matrix.terms)}
    by_term[:, [place[term] for term in model.vocabulary]] = np.asarray(model.topic_word)
    return np.asarray(model.doc_topic), by_term


def _library() -> ModuleType:
    """Return the library, or say how to get it."""
    try:
        return import_module("topica")
    except ImportError as error:
        msg = "LDA needs an extra – topica is not installed – pip install 'corpus-tools[topics]', or model='nmf'"
        raise ValueError(msg) from error
