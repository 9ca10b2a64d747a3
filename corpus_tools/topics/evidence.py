"""Evidence: why an article has a topic, word by word; which words the dictionary may lack."""

from pathlib import Path

import pandas as pd

from corpus_tools.stats.counts import count_terms
from corpus_tools.stats.keyness import keyness
from corpus_tools.tables import columns, require
from corpus_tools.topics.coverage import paragraph_numbers
from corpus_tools.topics.dictionary import read_topics
from corpus_tools.topics.matching import read_hits, read_tokens
from corpus_tools.topics.scoring import Scoring, score_hits, tag_topics

LEAST = 5  # occurrences of a word that is proposed: below it keyness tests nothing


def explain_topic(
    tokens: pd.DataFrame,
    topics: str | Path,
    article_id: str,
    *,
    articles: pd.DataFrame | None = None,
    language: str = "zh",
    scoring: Scoring = Scoring(),  # noqa: B008 – a frozen value
) -> pd.DataFrame:
    """Return which words and rules gave `article_id` its topics: one row for each place, the highest score first.

    `tokens` are those of the whole corpus, because the idf is its own; the other arguments are those of `tag_topics`.
    The scores of a topic add up to its score in the article, so that its share can be worked out by hand. `start` and
    `end` count characters of the text, and of the joined headlines where `field` is ``title``.

    Raises ValueError when the tokens hold no such article.

    >>> from corpus_tools.tables import make_table
    >>> rows = [("县域", 0, 2), ("经济", 2, 4), ("与", 4, 5), ("教育", 5, 7)]
    >>> tokens = make_table("tokens", [{"article_id": "a", "term": t, "start": s, "end": e} for t, s, e in rows])
    >>> explain_topic(tokens, "seeds/lexicon/topics.toml", "a")[["label", "field", "term", "weight"]]
      label field  term  weight
    0  县域经济  lead  县域经济     3.0
    1    教育  lead    教育     3.0
    """
    tokens = read_tokens(tokens)
    known = set(tokens["article_id"])
    if article_id not in known:
        msg = f"no such article – {article_id!r} – the tokens hold {len(known)}, such as {sorted(known)[:3]}"
        raise ValueError(msg)
    hits = read_hits(tokens, articles, read_topics(topics, language))
    hits = score_hits(hits, len(known), scoring)
    rows = hits[hits["article_id"] == article_id].sort_values(
        ["score", "place", "topic"], ascending=[False, True, True], kind="stable", ignore_index=True
    )
    rows["sentence"] -= rows.groupby("field")["sentence"].transform("min").where(rows["field"] == "title", 0)
    return rows[columns("topic_evidence")]


def suggest_topic_words(
    tokens: pd.DataFrame, topics: str | Path, label: str, *, articles: pd.DataFrame, least: int = LEAST
) -> pd.DataFrame:
    """Return words that the topic `label` may lack: a ``keyness`` table of its paragraphs against all others.

    The paragraphs are those in which the topic comes first by two different words or more. Words that the dictionary
    has already, in any topic, are left out, and so is what is not more frequent in the topic's paragraphs.

    Limits: what is typical of the paragraphs need not belong to the topic: names of people and places come first on a
    small corpus. Read the list, take what names the matter, and give the list a new version.

    Raises ValueError for a topic that the file does not have, or when no paragraph speaks of it.
    """
    dictionary = read_topics(topics)
    if label not in set(dictionary.lists["label"]):
        msg = f"no such topic – {label!r} – there are {', '.join(dictionary.lists['label'])}"
        raise ValueError(msg)
    tokens, articles = read_tokens(tokens), require(articles, ("article_id", "text"), of="articles")
    cut = tokens.assign(article_id=paragraph_numbers(tokens, articles).astype("str"))
    main = tag_topics(cut, topics).main
    chosen = cut["article_id"].isin(main.loc[(main["label"] == label) & (main["matched"] > 1), "article_id"])
    if not chosen.any() or chosen.all():
        msg = f"nothing to compare – {label!r} leads in {'every' if len(cut) and chosen.all() else 'no'} paragraph – try a larger corpus"
        raise ValueError(msg)
    target, reference = (count_terms(part, by=None) for part in (tokens[chosen], tokens[~chosen]))
    scored = keyness(target, reference, least=least)
    wanted = (scored["log_ratio"] > 0) & ~scored["term"].isin(dictionary.words["term"])
    return scored[wanted].reset_index(drop=True)
