"""Topics of a whole corpus, some months in memory at a time; their shares in one period after another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.compare.intervals import LEVEL, clumping, share_interval
from corpus_tools.compare.periods import periods_of
from corpus_tools.corpus.opening import Corpus
from corpus_tools.tables import empty, make_table
from corpus_tools.topics.dictionary import read_topics
from corpus_tools.topics.matching import read_hits
from corpus_tools.topics.scoring import NONE, Scoring, Topics, score_hits, share_articles

AT_ONCE: Final = 100  # issues or pages whose tokens are in memory
KEPT: Final = ["article_id", "topic", "label", "term", "weight", "field"]  # of a hit, what its score needs


class TopicShares(NamedTuple):
    """The share of each topic in each article: `articles` (article_id, date, tokens) by `labels`."""

    articles: pd.DataFrame
    labels: tuple[str, ...]
    shares: np.ndarray


def topic_series(
    corpus: Corpus, topics: Topics | str | Path, *, by: str = "month", language: str = "zh", level: float = LEVEL
) -> pd.DataFrame:
    """Return the part of each topic in each period: one row per topic and period with issues.

    `topics` is what `tag_topics` gave, or the file of a dictionary, by which a corpus of any size is then tagged some months
    at a time. `rate` is the share of the tokens (shares of the articles, weighted by their length), `n` the number of articles
    whose first topic it is, `of` that of all articles; the interval widens with how unevenly the topic stands in articles (by
    day) or in days (by `week`, `month`, `quarter`, `year`). The shares of all topics and of none add up to 1.

    Limit: a dictionary sees what it lists, in 2022 as in 2025; a topic that changes its words falls in the series and nowhere else.
    """
    found = read_topic_shares(corpus, topics, language=language)
    period = periods_of(found.articles["date"], by)
    known = (period != "").to_numpy()
    codes, periods = pd.factorize(period[known], sort=True)
    tokens, first = found.articles["tokens"].to_numpy(np.float64)[known], _first(found)[known]
    unit = np.arange(known.sum()) if by == "day" else pd.factorize(found.articles["date"][known])[0]
    of, articles = np.bincount(codes, tokens), np.bincount(codes)
    parts = [empty("series")]
    for place, label in enumerate(found.labels if len(periods) else ()):
        weighted = tokens * found.shares[known, place]
        rate = np.bincount(codes, weighted, len(periods)) / of
        drawn = _by_unit(unit, codes, weighted, tokens)
        low, high = share_interval(rate, of, clumping(*drawn, share=True), level)
        n = np.bincount(codes[first == place], minlength=len(periods))
        rows = zip(periods, n, articles, rate, low, high, strict=True)
        names = ("period", "n", "of", "rate", "low", "high")
        parts.append(make_table("series", [{"key": label, **dict(zip(names, row, strict=True))} for row in rows]))
    return pd.concat(parts, ignore_index=True)


def read_topic_shares(
    corpus: Corpus, topics: Topics | str | Path, *, language: str = "zh", scoring: Scoring | None = None
) -> TopicShares:
    """Return the share of each topic in each article, 0 for all of an article below the floor."""
    if isinstance(topics, Topics):
        shares, main = topics.articles, topics.main
    else:
        shares, main = _tag(corpus, topics, language, scoring or Scoring())
    dates = corpus.sql("SELECT article_id, date FROM articles ORDER BY date, article_id")
    held = dates.merge(main[["article_id", "topic", "tokens"]], on="article_id")
    labels = shares[["topic", "label"]].drop_duplicates().sort_values("topic")
    wide = shares.pivot_table(index="article_id", columns="topic", values="share", observed=True)
    found = wide.reindex(index=held["article_id"], columns=labels["topic"]).to_numpy()
    given = (held["topic"] > 0).to_numpy()
    articles = held.drop(columns="topic").astype({"article_id": "str", "date": "str"})
    every = np.column_stack([~given, found * given[:, None]])
    return TopicShares(articles, (NONE[language], *labels["label"]), every)


def _tag(corpus: Corpus, topics: str | Path, language: str, scoring: Scoring) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `Topics.articles` and `Topics.main` of a corpus, its tokens read some months at a time."""
    dictionary = read_topics(topics, language)
    hits, lengths = [], []
    for part in _parts(corpus):
        tokens = part.tokens
        hits.append(read_hits(tokens, part.articles, dictionary)[KEPT])
        lengths.append(tokens.groupby("article_id", sort=False).size())
    sizes = pd.concat([pd.Series(dtype="int64"), *lengths]).rename_axis("article_id").astype("int64")
    found = pd.concat(hits, ignore_index=True) if hits else pd.DataFrame(columns=KEPT)
    scored = score_hits(found, len(sizes), scoring)
    return share_articles(scored, dictionary, sizes, none=NONE[language], floor=scoring.floor)


def _parts(corpus: Corpus) -> Iterator[Corpus]:
    """Yield the corpus in parts of whole months, each of `AT_ONCE` issues or pages or one month more."""
    of_month: dict[str, list[str]] = {}
    for page in corpus.pages:
        of_month.setdefault(page.imprint["date"][:7], []).append(page.issue_id)
    part: list[str] = []
    for _, issues in sorted(of_month.items()):
        part += issues
        if len(part) >= AT_ONCE:
            yield corpus.select(issues=part)
            part = []
    if part:
        yield corpus.select(issues=part)


def _first(found: TopicShares) -> np.ndarray:
    """Return the place of the label with the largest share of each article."""
    return found.shares.argmax(axis=1) if found.shares.size else np.zeros(0, np.int64)


def _by_unit(
    unit: np.ndarray, codes: np.ndarray, weighted: np.ndarray, tokens: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the sums of each unit, and the period that it lies in."""
    groups = np.zeros(int(unit.max(initial=-1)) + 1, np.int64)
    groups[unit] = codes
    return np.bincount(unit, weighted), np.bincount(unit, tokens), groups
