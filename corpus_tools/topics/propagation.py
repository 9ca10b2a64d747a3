"""Propagation: what the dictionary is sure of teaches a naive Bayes classifier, which reads the rest."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from corpus_tools.arguments import of_stated_types
from corpus_tools.tables import columns, make_table
from corpus_tools.topics.matrices import term_matrix, tf_idf
from corpus_tools.topics.scoring import Topics

SURE_MARGIN, SURE_WORDS = 0.25, 3  # of 200 coded articles, the topic of all 102 that led by so much was acceptable
FEWEST = 3  # articles of a topic to learn from, and folds of the cross-check
SMOOTHING = 1.0


@of_stated_types
@dataclass(frozen=True)
class Propagation:
    """What was propagated: `articles` (table ``topic_propagated``, one row for each article) and how well it can be trusted.

    `check` (table ``topic_check``) has one row for each topic that was learnt and one for all: the articles that the
    dictionary is sure of are read by a classifier that has not seen them, and compared with the dictionary.
    """

    articles: pd.DataFrame
    check: pd.DataFrame

    def _repr_html_(self) -> str:
        """Return the cross-check."""
        return self.check.to_html(index=False, float_format="{:.2f}".format)


def propagate_topics(
    counts: pd.DataFrame,
    topics: Topics,
    *,
    margin: float = SURE_MARGIN,
    words: int = SURE_WORDS,
    vectors: pd.DataFrame | None = None,
    seed: int = 0,
) -> Propagation:
    """Return a topic for every article: the dictionary's where it is sure, a classifier's for the others.

    `counts` are the terms of each article (`count_terms`), `topics` the result of `tag_topics`. Sure is an article whose
    topic leads by `margin` and rests on `words` different words (1 for headlines). From these a complement naive Bayes
    classifier learns the words of each topic, with log counts, idf and length normalised; the others take the topic that
    it finds most likely. With `vectors` (`embed_texts`) a ridge classifier learns from these instead. `lead` is the
    distance of the two best in its score; below that of the weakest tenth of the right answers in the cross-check the
    dictionary's topic, or none, is kept. `source` says where a topic comes from.

    Limits: topics with fewer than three sure articles are not learnt. What the dictionary always misses, the classifier
    has never seen: it widens the lists, it does not correct them. On 200 coded articles of newspapers it changed the share
    of right ones by less than 0.02; it is for headlines and short items. `check` compares with the dictionary, not with
    readers.

    Source: J. Rennie et al. (2003), Tackling the poor assumptions of naive Bayes text classifiers, ICML.

    Raises ValueError when fewer than two topics have enough sure articles, or `vectors` lack an article.
    """
    matrix = term_matrix(counts)
    features = tf_idf(matrix.cells) if vectors is None else _rows_of(vectors, matrix.groups)
    main = topics.main.set_index("article_id").reindex(matrix.groups)
    given = main["topic"].fillna(0).to_numpy(np.int64)
    sure = (given > 0) & (main["margin"] >= margin).to_numpy() & (main["matched"] >= words).to_numpy()
    taught = sure & np.isin(given, _learnable(given[sure]))
    answers, leads = _cross_check(features[taught], given[taught], seed)
    likely, lead = _classify(features[taught], given[taught], features)
    right = answers == given[taught]
    use = ~sure & (lead >= (np.quantile(leads[right], 0.1) if right.any() else np.inf))
    names = {0: next(iter(topics.shares.loc[topics.shares["topic"] == 0, "label"]), "")}
    names |= dict(zip(topics.articles["topic"], topics.articles["label"], strict=True))
    topic = np.where(use, likely, given)
    source = np.select([sure, use, given > 0], ["dictionary", "classifier", "unsure"], "none")
    table = pd.DataFrame({"article_id": matrix.groups, "topic": topic, "source": source, "lead": lead})
    table["label"] = [names[each] for each in topic]
    articles = table[columns("topic_propagated")].astype({"article_id": "str", "label": "str", "source": "str"})
    return Propagation(articles, _check(answers, given[taught], names))


def _learnable(given: np.ndarray) -> np.ndarray:
    """Return the topics that have enough sure articles to learn from."""
    topics, n = np.unique(given, return_counts=True)
    if np.sum(n >= FEWEST) < 2:
        msg = f"too little to learn from – {int(np.sum(n >= FEWEST))} topics with {FEWEST} sure articles – {len(given)} are sure"
        raise ValueError(msg)
    return topics[n >= FEWEST]


def _rows_of(vectors: pd.DataFrame, groups: np.ndarray) -> np.ndarray:
    """Return the vectors of `groups`, in their order."""
    missing = [group for group in groups if group not in vectors.index]
    if missing:
        msg = f"articles without a vector – {missing[:3]} – there are {len(vectors)} vectors"
        raise ValueError(msg)
    return vectors.loc[groups].to_numpy()


def _classify(
    taught: sparse.csr_array | np.ndarray, given: np.ndarray, asked: sparse.csr_array | np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the most likely topic of each row of `asked`, and its lead over the second: Bayes for terms, ridge for vectors."""
    topics, place = np.unique(given, return_inverse=True)
    member = np.eye(len(topics))[place]
    scores = _ridge(taught, member, asked) if isinstance(taught, np.ndarray) else _bayes(taught, member, asked)
    ordered = np.sort(scores, axis=1)
    return topics[scores.argmax(axis=1)], ordered[:, -1] - ordered[:, -2]


def _bayes(taught: sparse.csr_array, member: np.ndarray, asked: sparse.csr_array) -> np.ndarray:
    """Return the scores of complement naive Bayes: how unlike the articles of all other topics a row is."""
    sums = np.asarray(taught.T @ member).T
    others = sums.sum(axis=0) - sums + SMOOTHING * sums.sum() / sums.size
    weights = np.log(others / others.sum(axis=1, keepdims=True))
    weights /= np.abs(weights).sum(axis=1, keepdims=True)
    return -(asked @ weights.T) * weights.shape[1]


def _ridge(taught: np.ndarray, member: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Return the scores of a ridge regression on membership, each topic against the others."""
    middle, share = taught.mean(axis=0), member.mean(axis=0)
    centred = taught - middle
    gram = centred.T @ centred + SMOOTHING * np.eye(taught.shape[1])
    return (asked - middle) @ np.linalg.solve(gram, centred.T @ (member - share)) + share


def _cross_check(
    features: sparse.csr_array | np.ndarray, given: np.ndarray, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each sure article the topic that a classifier finds which has not seen it, and its lead."""
    order = np.random.default_rng(seed).permutation(len(given))
    fold = np.empty(len(given), dtype=np.int64)
    fold[order[np.argsort(given[order], kind="stable")]] = np.arange(len(given)) % FEWEST
    answers, leads = np.zeros(len(given), dtype=np.int64), np.zeros(len(given))
    for number in range(FEWEST):
        held = fold == number
        answers[held], leads[held] = _classify(features[~held], given[~held], features[held])
    return answers, leads


def _check(answers: np.ndarray, given: np.ndarray, names: dict[int, str]) -> pd.DataFrame:
    """Return how the classifier agrees with the dictionary on articles that it has not seen."""
    rows = [
        {"topic": topic, "label": names[topic], "sure": int(held.sum()), "recall": float(right[held].mean()), "precision": float(right[found].mean()) if (found := answers == topic).any() else float("nan")}
        for topic in np.unique(given)
        for held, right in [(given == topic, answers == given)]
    ]  # fmt: skip
    share = float((answers == given).mean())
    return make_table(
        "topic_check", [*rows, {"topic": 0, "label": "", "sure": len(given), "recall": share, "precision": share}]
    )
