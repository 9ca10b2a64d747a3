"""Propagation: what the dictionary is sure of teaches a naive Bayes classifier, which reads the rest."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from corpus_tools.tables import columns, make_table
from corpus_tools.topics.matrices import term_matrix, tf_idf
from corpus_tools.topics.scoring import Topics

SURE_MARGIN, SURE_WORDS = 0.25, 3  # of 200 coded articles, the topic of all 102 that led by so much was acceptable
FEWEST = 3  # articles of a topic to learn from, and folds of the cross-check
SMOOTHING = 1.0


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
    counts: pd.DataFrame, topics: Topics, *, margin: float = SURE_MARGIN, words: int = SURE_WORDS, seed: int = 0
) -> Propagation:
    """Return a topic for every article: the dictionary's where it is sure, a classifier's for the others.

    `counts` are the terms of each article (`count_terms`), `topics` the result of `tag_topics`. Sure is an article whose
    topic leads by `margin` and rests on `words` different words. From these a complement naive Bayes classifier learns
    the words of each topic, with log counts, idf and length normalised; the others take the topic that it finds most
    likely. `lead` is the distance of the two best in its score; below that of the weakest tenth of the right answers in
    the cross-check the dictionary's topic, or none, is kept. `source` says where a topic comes from.

    Limits: topics with fewer than three sure articles are not learnt. What the dictionary always misses, the classifier
    has never seen: it widens the lists, it does not correct them. `check` compares with the dictionary, not with readers.

    Source: J. Rennie et al. (2003), Tackling the poor assumptions of naive Bayes text classifiers, ICML.

    Raises ValueError when fewer than two topics have enough sure articles.
    """
    matrix = term_matrix(counts)
    main = topics.main.set_index("article_id").reindex(matrix.groups)
    given = main["topic"].fillna(0).to_numpy(np.int64)
    sure = (given > 0) & (main["margin"] >= margin).to_numpy() & (main["matched"] >= words).to_numpy()
    learnt = [topic for topic in np.unique(given[sure]) if np.sum(given[sure] == topic) >= FEWEST]
    if len(learnt) < 2:
        msg = f"too little to learn from – {len(learnt)} topics with {FEWEST} sure articles – there are {int(sure.sum())} sure of {len(given)}"
        raise ValueError(msg)
    taught = sure & np.isin(given, learnt)
    features = tf_idf(matrix.cells)
    answers, leads = _cross_check(features[taught], given[taught], seed)
    likely, lead = _classify(features[taught], given[taught], features)
    floor = np.quantile(leads[answers == given[taught]], 0.1) if (answers == given[taught]).any() else np.inf
    use = ~sure & (lead >= floor)
    names = dict(zip(topics.articles["topic"], topics.articles["label"], strict=True))
    names[0] = next(iter(topics.shares.loc[topics.shares["topic"] == 0, "label"]), "")
    topic = np.where(use, likely, given)
    source = np.select([sure, use, given > 0], ["dictionary", "classifier", "unsure"], "none")
    table = pd.DataFrame({"article_id": matrix.groups, "topic": topic, "source": source, "lead": lead}).assign(
        label=[names[each] for each in topic]
    )
    articles = table[columns("topic_propagated")].astype({"article_id": "str", "label": "str", "source": "str"})
    return Propagation(articles, _check(answers, given[taught], names))


def _classify(taught: sparse.csr_array, given: np.ndarray, asked: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the most likely topic of each row of `asked` by complement naive Bayes, and its lead over the second."""
    topics, place = np.unique(given, return_inverse=True)
    member = sparse.csr_array((np.ones(len(place)), (place, np.arange(len(place)))), shape=(len(topics), len(place)))
    sums = (member @ taught).toarray()
    others = sums.sum(axis=0) - sums + SMOOTHING * sums.sum() / sums.size
    weights = np.log(others / others.sum(axis=1, keepdims=True))
    weights /= np.abs(weights).sum(axis=1, keepdims=True)
    scores = -(asked @ weights.T) * weights.shape[1]
    ordered = np.sort(scores, axis=1)
    return topics[scores.argmax(axis=1)], ordered[:, -1] - ordered[:, -2]


def _cross_check(features: sparse.csr_array, given: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
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
