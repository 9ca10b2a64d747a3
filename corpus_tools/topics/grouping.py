"""Grouping: topics → the groups that they belong to; articles → the pages, sections or newspapers that they stand in."""

import pandas as pd

from corpus_tools.tables import columns, require
from corpus_tools.topics.scoring import Topics, best_other


def group_topics(topics: Topics) -> pd.DataFrame:
    """Return the shares of groups in each article: a ``topic_articles`` table with the groups of the dictionary as topics.

    A group's share is the sum of its topics', `matched` the sum of their words (one of two topics counts twice), `margin`
    its lead over the other groups. A topic without a group is one of its own.

    >>> from corpus_tools.tables import make_table
    >>> from corpus_tools.topics.scoring import tag_topics
    >>> rows = [{"article_id": "a", "term": term, "start": at, "end": at + 2} for at, term in ((0, "县域"), (3, "教育"))]
    >>> group_topics(tag_topics(make_table("tokens", rows), "seeds/lexicon/topics.toml")).query("share > 0")["label"].tolist()
    ['经济', '社会']
    """
    articles = require(topics.articles, ("topic", "article_id", "share", "matched"), of="topic_articles")
    lists = require(topics.lists, ("topic", "label", "parent"))
    if unlisted := sorted(set(articles["topic"]) - set(lists["topic"])):
        msg = f"topics that are in no list – {unlisted[:3]} – the lists hold {lists['topic'].tolist()[:3]}"
        raise ValueError(msg)
    names = lists["parent"].where(lists["parent"] != "", lists["label"])
    numbers, labels = pd.factorize(names)
    place = pd.Series(numbers + 1, index=lists["topic"])
    grouped = articles.assign(topic=articles["topic"].map(place).astype("int64"))
    table = grouped.groupby(["article_id", "topic"], as_index=False)[["share", "matched"]].sum()
    table = table.assign(label=pd.Series([labels[each - 1] for each in table["topic"]], dtype="str"))
    return table.assign(margin=table["share"] - best_other(table))[columns("topic_articles")]


def pool_topics(topics: Topics, places: pd.Series) -> pd.DataFrame:
    """Return the shares of topics in each page, or whatever `places` names: a ``topic_articles`` table with these as articles.

    `places` says for each article (its index) where it stands: a page, a section, a newspaper; articles without one, or
    ``""``, are left out. The share of a topic is that of its articles, weighted by their length; an article without a topic
    counts with nothing, so that shares may add up to less than 1. `matched` is the largest of the articles: at least so many
    different words.

    Raises ValueError when no article has a place.
    """
    table = require(topics.articles, columns("topic_articles"), of="topic_articles")
    main = topics.main.set_index("article_id")
    place = table["article_id"].map(places).fillna("").astype("str")
    kept = table.assign(article_id=place)[place != ""]
    if kept.empty:
        msg = f"no article has a place – {len(places)} places – the topics hold {len(main)} articles, such as {list(main.index[:3])}"
        raise ValueError(msg)
    ids = table["article_id"][place != ""]
    tokens = ids.map(main["tokens"]).astype("float64")
    given = ids.map(main["topic"]).to_numpy() > 0
    rows = kept.assign(tokens=tokens, share=kept["share"] * tokens * given)
    sums = rows.groupby(["article_id", "topic", "label"], as_index=False).agg(
        share=("share", "sum"), matched=("matched", "max"), tokens=("tokens", "sum")
    )
    pooled = sums.assign(share=(sums["share"] / sums["tokens"].clip(lower=1)))
    return pooled.assign(margin=pooled["share"] - best_other(pooled))[columns("topic_articles")]
