"""Coverage: how much of a corpus the words of a dictionary reach, on how many of them that rests, what topics share."""

import numpy as np
import pandas as pd
from pandas.api.typing import DataFrameGroupBy

from corpus_tools.tables import make_table
from corpus_tools.topics.dictionary import TopicDictionary


def cover(dictionary: TopicDictionary, hits: pd.DataFrame, spoken: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return what each topic covers of the corpus."""
    coverage = dictionary.lists[["topic", "label", "words"]].copy()
    by_topic = hits[hits["field"] != "title"].groupby("topic")
    counts = {
        "matched": hits.groupby("topic")["term"].nunique(),
        "n": by_topic.size(),
        "articles": spoken.groupby("topic").size(),
    }
    for name, values in counts.items():
        coverage[name] = coverage["topic"].map(values).fillna(0).astype("int64")
    taken = coverage["topic"].map(by_topic["tokens"].sum()).fillna(0)
    return coverage.assign(token_share=taken / max(size, 1))


def overlap(words: pd.DataFrame, hits: pd.DataFrame, spoken: pd.DataFrame) -> pd.DataFrame:
    """Return, for each pair of topics with something in common: shared words, their matches, articles that speak of both."""
    places = hits.drop_duplicates(["place", "term"])
    found = words["term"].map(places["term"].value_counts()).fillna(0)
    shared = _pairs(words.assign(n=found), "term").agg(words=("term", "size"), n=("n", "sum"))
    both = _pairs(spoken, "article_id").agg(articles=("article_id", "size"))
    return shared.join(both, how="outer").fillna(0).astype("int64").sort_index().reset_index()


def _pairs(table: pd.DataFrame, common: str) -> DataFrameGroupBy:
    """Group what two topics have in common by the pair, each pair once."""
    pairs = table.merge(table[["topic", "label", common]], on=common, suffixes=("", "_other"))
    return pairs[pairs["topic"] < pairs["topic_other"]].groupby(["topic", "label", "topic_other", "label_other"])


def totals(hits: pd.DataFrame, spoken: pd.DataFrame, tokens: pd.DataFrame) -> dict[str, float]:
    """Return the share of tokens and of articles that any topic covers, and of articles with several topics."""
    articles = max(tokens["article_id"].nunique(), 1)
    body = hits[hits["field"] != "title"].drop_duplicates("place")
    return {
        "tokens_covered": float(body["tokens"].sum() / max(len(tokens), 1)),
        "articles_covered": hits["article_id"].nunique() / articles,
        "articles_with_several": int((spoken["article_id"].value_counts() > 1).sum()) / articles,
    }


def support(
    hits: pd.DataFrame, main: pd.DataFrame, tokens: pd.DataFrame, articles: pd.DataFrame | None
) -> pd.DataFrame:
    """Return which part of tokens, paragraphs and articles has a topic that rests on 1, 2, 3, 5 and 10 different words."""
    held = main["matched"].where(main["topic"] > 0, 0)
    units = {"articles": (held, pd.Series(1, index=held.index)), "tokens": (held, main["tokens"])}
    if articles is not None and "text" in articles.columns:
        matched = _paragraph_words(hits, tokens, articles)
        units["paragraphs"] = (matched, pd.Series(1, index=matched.index))
    rows = [
        {"unit": unit, "least": least, "n": int(sizes[words > 0].sum()), "covered": (covered := int(sizes[words >= least].sum())), "share": covered / max(int(sizes.sum()), 1)}
        for unit, (words, sizes) in units.items()
        for least in (1, 2, 3, 5, 10)
    ]  # fmt: skip
    return make_table("topic_support", rows)


def _paragraph_words(hits: pd.DataFrame, tokens: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Return for each paragraph the number of different words of its leading topic."""
    every = paragraph_numbers(tokens, articles).value_counts()
    body = hits[hits["field"] != "title"]
    numbers = paragraph_numbers(body, articles)
    by_topic = body.groupby([numbers, body["topic"]]).agg(score=("score", "sum"), words=("term", "nunique"))
    best = by_topic.sort_values("score", kind="stable").groupby(level=0)["words"].last()
    return best.reindex(every.index).fillna(0).astype("int64")


def paragraph_numbers(places: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Return for each place (``article_id, start``) a number that stands for its paragraph, in the order of `articles`."""
    lengths = articles["text"].str.len().to_numpy(np.int64) + 1
    begins = np.cumsum(lengths) - lengths
    breaks = np.flatnonzero(np.frombuffer("\0".join(articles["text"]).encode("utf-32-le"), np.uint32) == ord("\n"))
    codes = pd.Index(articles["article_id"]).get_indexer(places["article_id"])
    at = begins[codes] + places["start"].to_numpy(np.int64)
    numbers = np.where(codes < 0, -1, np.searchsorted(breaks, at) + codes)
    return pd.Series(numbers, index=places.index, name="paragraph")
