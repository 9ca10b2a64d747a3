"""Free models: counts → topics that nobody named, for corpora that are large enough for them."""

import numpy as np
import pandas as pd

from corpus_tools.tables import columns, make_table
from corpus_tools.topics.factorisation import factorise
from corpus_tools.topics.lda import KINDS, fit_lda
from corpus_tools.topics.matrices import TermMatrix, content_matrix, tf_idf
from corpus_tools.topics.scoring import Scoring, Topics, weighted_intervals

MODELS = ("nmf", *KINDS)
# Below these sizes the same model fitted to four fifths of the articles finds other topics: top-10 lists of one issue agree
# to 0.40–0.53 (Jaccard), of 1,600 items to 0.66.
FEWEST_ARTICLES = 1_000
FEWEST_TOKENS = 100_000
FEWEST_EACH = 30  # articles for each topic
SHOWN = 20  # terms of a topic in the table
NAMING = 3  # terms that make its label
STAMP = "exploratory: "  # before every label of a model that was fitted to too little
DIGITS = 6  # of what comes out: below them processors may differ


def fit_topics(
    counts: pd.DataFrame,
    *,
    k: int,
    seed: int = 0,
    model: str = "nmf",
    words: pd.DataFrame | None = None,
    exploratory: bool = False,
) -> Topics:
    """Return `k` topics that a model finds in `counts` (``group, term, n``; a group is an article).

    `model` is ``nmf`` (non-negative factorisation of tf-idf: the most stable on news), ``lda``, or, led by `words`
    (``topic, label, term``, such as ``read_topics(path).words``), ``seeded`` or ``keyatm``; all but the first need the extra
    ``corpus-tools[topics]``. Terms are words of two characters in three articles or more, and in at most half of them.
    A topic is called after its three heaviest terms. In the tables `weight` adds up to 1 over all terms of a topic, `share`
    over the topics of an article, and `matched` counts the terms of the topic's top 20 that an article holds.

    Limits: a topic is a habit of words, not a subject that someone had in mind; look at `topic_stability` before its name
    is used, and choose k with `compare_topic_numbers`. Ordering and sign of topics mean nothing.

    Raises ValueError for a corpus that is too small, with its numbers, unless `exploratory`; then every label, and so
    every table and figure, says so.
    """
    if model not in MODELS or (model in KINDS[1:] and words is None):
        msg = f"no such model – {model!r} – there are {', '.join(MODELS)}; {' and '.join(KINDS[1:])} need words"
        raise ValueError(msg)
    matrix = content_matrix(counts)
    small = too_small(matrix, k)
    if small and not exploratory:
        msg = f"too small for a free model – {small} – use tag_topics, or exploratory=True, which is stamped on every label"
        raise ValueError(msg)
    by_article, by_term = fit_matrix(matrix, k, seed=seed, model=model, words=words)
    return _tables(matrix, by_article, by_term, STAMP if small else "")


def check_model_size(counts: pd.DataFrame, *, k: int) -> pd.DataFrame:
    """Return whether `counts` are enough for a free model of `k` topics: one row for each thing that is counted.

    What is below its least makes `fit_topics` refuse. The limits are where the same model, fitted to four fifths of the
    articles, still finds most of its topics again.
    """
    return _sizes(content_matrix(counts), k)


def _sizes(matrix: TermMatrix, k: int) -> pd.DataFrame:
    """Return the sizes that a free model asks for, and those of a matrix."""
    articles, tokens = len(matrix.groups), int(matrix.cells.sum())
    limits = (
        ("articles", articles, FEWEST_ARTICLES),
        ("tokens of content", tokens, FEWEST_TOKENS),
        (f"articles for {k} topics", articles, FEWEST_EACH * k),
    )
    rows = [{"what": what, "n": n, "least": least, "enough": n >= least} for what, n, least in limits]
    return make_table("model_size", rows)


def too_small(matrix: TermMatrix, k: int) -> str:
    """Return what of a corpus is below the documented size for `k` topics, with the numbers; nothing is ''."""
    sizes = _sizes(matrix, k)
    lacking = sizes[~sizes["enough"]]
    return ", ".join(
        f"{n:,} {what} of at least {least:,}"
        for what, n, least in zip(lacking["what"], lacking["n"], lacking["least"], strict=True)
    )


def fit_matrix(
    matrix: TermMatrix, k: int, *, seed: int, model: str = "nmf", words: pd.DataFrame | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares of topics by article and of terms by topic; rows add up to 1.

    Raises ValueError when there are fewer articles or terms than topics.
    """
    if not 1 < k <= min(matrix.cells.shape):
        msg = f"k topics need as many articles and terms – k={k} – there are {matrix.cells.shape[0]} articles and {matrix.cells.shape[1]} terms"
        raise ValueError(msg)
    if model == "nmf":
        factors = factorise(tf_idf(matrix.cells), k, seed)
    else:
        seeds = (
            [] if words is None else [(label, list(part["term"])) for label, part in words.groupby("label", sort=False)]
        )
        factors = fit_lda(matrix, k, kind=model, seed=seed, words=seeds)
    w, h = factors
    heavy = h.sum(axis=1)
    by_article = w * heavy if model == "nmf" else w
    return _rows_to_one(by_article).round(DIGITS), _rows_to_one(h).round(DIGITS + 2)


def top_terms(by_term: np.ndarray, n: int) -> np.ndarray:
    """Return the places of the `n` heaviest terms of each topic, the heaviest first, ties in the order of terms."""
    return np.argsort(-by_term, axis=1, kind="stable")[:, :n]


def _rows_to_one(table: np.ndarray) -> np.ndarray:
    """Return `table` with rows that add up to 1."""
    return table / np.maximum(table.sum(axis=1, keepdims=True), 1e-300)


def _tables(matrix: TermMatrix, by_article: np.ndarray, by_term: np.ndarray, stamp: str) -> Topics:
    """Return the tables of a fitted model."""
    top = top_terms(by_term, SHOWN)
    labels = [stamp + "·".join(matrix.terms[places[:NAMING]]) for places in top]
    rows = [
        {
            "topic": number,
            "label": label,
            "rank": rank,
            "term": matrix.terms[place],
            "weight": by_term[number - 1, place],
        }
        for number, (label, places) in enumerate(zip(labels, top, strict=True), 1)
        for rank, place in enumerate(places, 1)
    ]
    holds = (matrix.cells > 0).astype(np.int64)
    matched = np.column_stack([holds[:, places].sum(axis=1) for places in top])
    articles = _article_rows(matrix.groups, by_article, matched, labels)
    lengths = np.asarray(matrix.cells.sum(axis=1))
    first = articles.loc[articles.groupby("article_id", sort=False)["share"].idxmax()]
    main = first.assign(tokens=lengths.astype(np.int64))[columns("topic_main")].reset_index(drop=True)
    shares = pd.DataFrame({"topic": np.arange(len(labels)) + 1, "label": labels})
    low, high = weighted_intervals(by_article, lengths, Scoring())
    shares = shares.assign(share=lengths @ by_article / lengths.sum(), low=low, high=high, matched=SHOWN)
    shares["articles"] = shares["topic"].map(main["topic"].value_counts()).fillna(0).astype("int64")
    return Topics(
        terms=make_table("topic_terms", rows),
        articles=articles,
        main=main,
        shares=shares[columns("topic_shares")].astype({"label": "str"}),
        totals={"exploratory": 1.0} if stamp else {},
    )


def _article_rows(groups: np.ndarray, by_article: np.ndarray, matched: np.ndarray, labels: list[str]) -> pd.DataFrame:
    """Return one row for each topic of each article."""
    size = len(labels)
    second, first = np.sort(by_article, axis=1)[:, -2:].T
    leads = np.arange(size) == by_article.argmax(axis=1)[:, None]
    other = np.where(leads, second[:, None], first[:, None])
    table = {
        "topic": np.tile(np.arange(1, size + 1), len(groups)),
        "label": pd.Series(labels * len(groups), dtype="str"),
        "article_id": pd.Series(np.repeat(groups, size), dtype="str"),
        "share": by_article.ravel(),
        "matched": matched.ravel(),
        "margin": (by_article - other).ravel(),
    }
    return pd.DataFrame(table)[columns("topic_articles")]
