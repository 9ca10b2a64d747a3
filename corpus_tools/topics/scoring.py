"""Scores: matches → the share of each topic in each article, the topic an article is given, and what that rests on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from pyarrow import csv

from corpus_tools.arguments import of_stated_types
from corpus_tools.tables import columns, empty, make_table
from corpus_tools.text.segmenters import dictionary_path
from corpus_tools.topics.coverage import cover, overlap, support, totals
from corpus_tools.topics.dictionary import TopicDictionary, read_topics
from corpus_tools.topics.matching import read_hits, read_tokens

THRESHOLD = 0.2  # share from which an article is said to speak of a topic: at most five topics can reach it
SHORT = 20  # tokens: a shorter item is taken for one of this length, so that a single word does not make a topic of it
SHORT_LIST = 50  # words: a shorter list is taken for one of this length, for the same reason
NONE = {"zh": "无", "en": "none"}  # label of the topic 0


@of_stated_types
@dataclass(frozen=True)
class Scoring:
    """How words are counted, and below what an article has no topic.

    Attributes
    ----------
    title, lead : float
        How often a word in the headline, and one in the first two sentences, counts: a reporter puts the matter there.
    small : int
        Below this number of articles the idf of the corpus says little, and jieba's list is used.
    floor : float
        Below this score of its first topic an article has none: per root of the number of tokens, and per root of the
        number of words that a list of the dictionary has on average. Roots, because the number of different words of a
        text grows about with that of its length (Heaps' law), and the number of those that are listed with that of the
        list. Fewer than 20 tokens count as 20, fewer than 50 words as 50. One article in fifty that has a topic stays below.
    seed, resamples, level
        Of the bootstrap of the shares over articles.
    """

    title: float = 3.0
    lead: float = 3.0
    small: int = 50
    floor: float = 0.035
    seed: int = 0
    resamples: int = 1_000
    level: float = 0.95

    def __post_init__(self) -> None:
        """Refuse a bootstrap that draws nothing."""
        if self.resamples < 1:
            msg = f"shares are drawn anew at least once – resamples={self.resamples} – such as 1000"
            raise ValueError(msg)


@of_stated_types
@dataclass(frozen=True)
class Topics:
    """Topics of a corpus, as tables.

    `terms` has one row for each term of a topic that occurs: its weight is the share of the topic's score that it
    brings. `articles` has one row for each topic of each article; its shares add up to 1, or to 0 where nothing
    matched. `main` has one row for each article: the topic it is given, or none (topic 0). `shares` has one row for
    each topic: its part of the corpus, with the interval when articles are drawn anew. `coverage` has one row for each
    topic: words in the dictionary, those that matched, matches, share of all tokens, articles that reach the threshold.
    `overlap` has one row for each pair of topics with words or articles in common. `support` says how much of the
    corpus has a topic that rests on so many different words. `lists` says where each list of words comes from.
    `totals` hold the share of tokens and of articles that any topic covers, and of articles with several. `inputs` has
    the SHA-256 of the file of the dictionary, by its name.
    """

    terms: pd.DataFrame
    articles: pd.DataFrame
    coverage: pd.DataFrame = field(default_factory=pd.DataFrame)
    overlap: pd.DataFrame = field(default_factory=pd.DataFrame)
    totals: Mapping[str, float] = field(default_factory=dict)
    main: pd.DataFrame = field(default_factory=lambda: empty("topic_main"))
    shares: pd.DataFrame = field(default_factory=lambda: empty("topic_shares"))
    support: pd.DataFrame = field(default_factory=lambda: empty("topic_support"))
    lists: pd.DataFrame = field(default_factory=lambda: empty("topic_lists"))
    inputs: Mapping[str, str] = field(default_factory=dict)

    def _repr_html_(self) -> str:
        """Return the coverage as a table, with the totals above it."""
        said = ", ".join(f"{name.replace('_', ' ')} {share:.1%}" for name, share in self.totals.items())
        return f"<p>{said}</p>{self.coverage.to_html(index=False, float_format='{:.3f}'.format)}"


def tag_topics(
    tokens: pd.DataFrame,
    topics: str | Path,
    *,
    articles: pd.DataFrame | None = None,
    language: str = "zh",
    threshold: float = THRESHOLD,
    scoring: Scoring = Scoring(),
) -> Topics:
    """Return the topics of `tokens` by the dictionary in the file `topics` (see ``seeds/lexicon/topics.toml``).

    A word that stands n times in an article scores weight × log(1 + n) × idf; the share of a topic is its score over
    that of all. A word in the first two sentences or in the headline counts three times (`scoring`);
    headlines come from `articles` (``article_id, title``, and ``text`` for the paragraphs). The idf is that of the
    corpus, log((1 + N) / (1 + df)) + 1, and that of jieba's list below 50 articles; it is divided by its mean over the
    words found, so that a score is in units of the weights. A word matches one token or several neighbours of one
    sentence that make it up, the longest first; a token counts for one word, and a word for every topic that has it.
    Rules count like words.

    An article is given its first topic in `Topics.main`, or none where too little of it speaks of any (`Scoring.floor`).
    `matched` says on how many different words the topic rests, `margin` by how much it leads: below 0.1 two readers would
    differ as well.

    Nothing is learnt from the text, so a topic without words is not seen, and a word in an unexpected sense counts.
    Correct the shares by a sample that was coded by hand (`sample_for_coding`, `score_coding`).

    Raises SeedError when the file is not such a dictionary.

    Examples
    --------
    >>> from corpus_tools.tables import make_table
    >>> rows = [("县域", 0, 2), ("经济", 2, 4), ("与", 4, 5), ("教育", 5, 7)]
    >>> tokens = make_table("tokens", [{"article_id": "a", "term": t, "start": s, "end": e} for t, s, e in rows])
    >>> tag_topics(tokens, "seeds/lexicon/topics.toml").articles.query("share > 0")[["label", "matched"]]
      label  matched
    0  县域经济        1
    9    教育        1
    """
    dictionary = read_topics(topics, language)
    tokens = read_tokens(tokens)
    lengths = tokens.groupby("article_id", sort=False).size()
    hits = score_hits(read_hits(tokens, articles, dictionary), len(lengths), scoring)
    shares, main = share_articles(hits, dictionary, lengths, none=NONE[language], floor=scoring.floor)
    spoken = shares[shares["share"] >= threshold]
    return Topics(
        terms=_rank_terms(hits),
        articles=shares,
        coverage=cover(dictionary, hits, spoken, len(tokens)),
        overlap=overlap(dictionary.words, hits, spoken),
        totals=totals(hits, spoken, tokens),
        main=main,
        shares=_corpus_shares(shares, main, hits, scoring).replace({"label": {"": NONE[language]}}),
        support=support(hits, main, tokens, articles),
        lists=dictionary.lists,
        inputs={Path(topics).name: hashlib.sha256(Path(topics).read_bytes()).hexdigest()},
    )


@cache
def shipped_idf() -> Mapping[str, float]:
    """Return the inverse document frequencies that come with jieba, by word."""
    layout = csv.ReadOptions(column_names=["term", "idf"])
    path = dictionary_path().with_name("analyse") / "idf.txt"
    table = csv.read_csv(path, layout, csv.ParseOptions(delimiter=" ", quote_char=False))
    return dict(zip(table["term"].to_pylist(), table["idf"].to_pylist(), strict=True))


@cache
def _usual_idf() -> float:
    """Return the median of jieba's list, which stands for a word that it does not have."""
    return float(np.median(list(shipped_idf().values())))


def score_hits(hits: pd.DataFrame, size: int, scoring: Scoring) -> pd.DataFrame:
    """Return `hits` with `idf`, and with `score`: the score of each word in its article, shared by its places."""
    if size < scoring.small:
        idf = hits["term"].map(shipped_idf()).astype("float64").fillna(_usual_idf() if len(hits) else 0.0)
    else:
        held = hits.groupby("term")["article_id"].transform("nunique")
        idf = np.log((1 + size) / (1 + held)) + 1
    mean = float(idf.groupby(hits["term"]).first().mean()) if len(hits) else 1.0
    idf = idf / mean
    times = hits["field"].map({"title": scoring.title, "lead": scoring.lead}).fillna(1.0).astype("float64")
    n = times.groupby([hits["article_id"], hits["topic"], hits["term"]]).transform("sum")
    return hits.assign(idf=idf, score=hits["weight"] * np.log1p(n) * idf * times / n)


def share_articles(
    hits: pd.DataFrame, dictionary: TopicDictionary, lengths: pd.Series, *, none: str, floor: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `Topics.articles` and `Topics.main` from scored hits and the number of tokens of each article."""
    shares = _shares(hits, dictionary, lengths.index)
    listed = max(float(dictionary.lists["words"].mean()), SHORT_LIST)
    return shares, _main(shares, hits, lengths, none, floor * np.sqrt(listed))


def _shares(hits: pd.DataFrame, dictionary: TopicDictionary, ids: pd.Index) -> pd.DataFrame:
    """Return the share of every topic in every article, the words that decided, and its lead over the others."""
    grid = dictionary.labels.merge(pd.DataFrame({"article_id": ids}), how="cross")
    sums = hits.groupby(["topic", "article_id"], as_index=False).agg(
        score=("score", "sum"), matched=("term", "nunique")
    )
    table = grid.merge(sums, how="left", on=["topic", "article_id"]).fillna({"score": 0.0, "matched": 0})
    table["share"] = (table["score"] / table.groupby("article_id")["score"].transform("sum")).fillna(0.0)
    ordered = table.sort_values(["article_id", "topic"], ignore_index=True).astype({"matched": "int64"})
    ordered["margin"] = ordered["share"] - best_other(ordered)
    return ordered[columns("topic_articles")].astype({"article_id": "str"})


def best_other(shares: pd.DataFrame) -> np.ndarray:
    """Return for each row the largest share that another topic has in its article."""
    if shares.empty:
        return np.zeros(0)
    wide = shares["share"].to_numpy().reshape(-1, shares["topic"].nunique())
    if wide.shape[1] == 1:
        return np.zeros(len(shares))
    first, second = np.sort(wide, axis=1)[:, [-1, -2]].T
    leads = np.arange(wide.shape[1]) == wide.argmax(axis=1)[:, None]
    return np.where(leads, second[:, None], first[:, None]).ravel()


def _main(shares: pd.DataFrame, hits: pd.DataFrame, lengths: pd.Series, none: str, floor: float) -> pd.DataFrame:
    """Return the topic that each article is given."""
    first = shares.loc[shares.groupby("article_id", sort=False)["share"].idxmax()] if len(shares) else shares
    scores = hits.groupby(["article_id", "topic"])["score"].sum()
    reached = scores.reindex(pd.MultiIndex.from_frame(first[["article_id", "topic"]])).fillna(0.0).to_numpy()
    tokens = first["article_id"].map(lengths).astype("int64")
    sure = (reached > 0) & (reached / np.sqrt(tokens.clip(lower=SHORT)) >= floor)
    main = first.assign(topic=first["topic"].where(sure, 0), label=first["label"].where(sure, none), tokens=tokens)
    return main[columns("topic_main")].reset_index(drop=True)


def _rank_terms(hits: pd.DataFrame) -> pd.DataFrame:
    """Return the terms of each topic, by the share of the topic's score that each brings."""
    sums = hits.groupby(["topic", "label", "term"], as_index=False)["score"].sum().rename(columns={"score": "weight"})
    sums["weight"] /= sums.groupby("topic")["weight"].transform("sum")
    ordered = sums.sort_values(["topic", "weight", "term"], ascending=[True, False, True])
    ranked = ordered.assign(rank=ordered.groupby("topic").cumcount() + 1)
    return make_table("topic_terms", ranked[columns("topic_terms")].to_dict("records"))


def _corpus_shares(shares: pd.DataFrame, main: pd.DataFrame, hits: pd.DataFrame, scoring: Scoring) -> pd.DataFrame:
    """Return the part of the corpus that each topic takes, none first, with article-bootstrap intervals."""
    if shares.empty:
        return empty("topic_shares")
    labels = shares[["topic", "label"]].drop_duplicates()
    lengths, given = main["tokens"].to_numpy(np.float64), main["topic"].to_numpy() > 0
    wide = shares["share"].to_numpy().reshape(len(main), -1) * given[:, None]
    parts = np.column_stack([~given, wide])
    low, high = weighted_intervals(parts, lengths, scoring)
    table = pd.DataFrame({"topic": [0, *labels["topic"]], "label": ["", *labels["label"]]})
    table["articles"] = table["topic"].map(main["topic"].value_counts()).fillna(0).astype("int64")
    table = table.assign(share=lengths @ parts / lengths.sum(), low=low, high=high)
    table["matched"] = table["topic"].map(hits.groupby("topic")["term"].nunique()).fillna(0).astype("int64")
    return table.astype({"label": "str"})[columns("topic_shares")]


def weighted_intervals(parts: np.ndarray, weights: np.ndarray, scoring: Scoring) -> tuple[np.ndarray, np.ndarray]:
    """Return the percentile interval of the weighted mean of each column when rows are drawn with replacement."""
    if len(parts) < 2:
        return np.full((2, parts.shape[1]), np.nan)[0], np.full(parts.shape[1], np.nan)
    generator = np.random.default_rng(scoring.seed)
    draws = generator.multinomial(len(parts), np.full(len(parts), 1 / len(parts)), size=scoring.resamples)
    means = (draws @ (parts * weights[:, None])) / (draws @ weights)[:, None]
    tails = [(1 - scoring.level) / 2, (1 + scoring.level) / 2]
    low, high = np.quantile(means, tails, axis=0)
    return low, high
