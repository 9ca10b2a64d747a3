"""What changed: two groups of issues → one table of what differs, each row with the places behind it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse

from corpus_tools.compare.evidence import MOST, Place, quote
from corpus_tools.compare.groups import Group, Sides, read_sides
from corpus_tools.compare.imprints import compare_names, compare_style
from corpus_tools.compare.indicators import compare_indicators
from corpus_tools.compare.rates import NOTHING, compare_rates
from corpus_tools.compare.topic_shares import TopicShares, read_topic_shares
from corpus_tools.compare.vocabulary import compare_phrases, compare_terms
from corpus_tools.corpus.opening import Corpus
from corpus_tools.stats.association import false_discovery
from corpus_tools.tables import columns, make_table
from corpus_tools.topics.scoring import Topics

RESAMPLES: Final = 1_000
LEVEL: Final = 0.95


def compare_issues(
    corpus: Corpus,
    before: Group,
    after: Group,
    *,
    topics: TopicShares | Topics | str | Path | None = None,
    match: Sequence[str] = (),
    seed: int = 0,
) -> pd.DataFrame:
    """Return what differs between two groups of articles: one row of `changes` per thing that differs.

    A group is issues (an id or a pattern such as ``湖南日报-2024-*``), a newspaper, a day, month, year or span of them
    (``2024-01/2024-03``, ``../2024-02``), a page, a column, several of these, a mapping as in `Corpus.select`, or a `Corpus` that was
    selected. `match` (``["page", "kind"]``) compares like with like: see `read_sides`. `topics` is what `tag_topics` gave, or the
    file of a dictionary, or what `read_topic_shares` made of it, in either language.

    `what` says what differs: `term` (rate per 10,000 tokens) or `term_of_one_article`; `phrase` (提法: share of articles; its
    evidence is where it was last seen before, first seen after); `topic` (share of tokens); `indicator`, `indicator_period`,
    `indicator_target` (its value); `person`, `institution`, `place` of bylines and datelines (share of articles); `style`. A term
    or name with 0 before is new, with 0 after gone. `difference` is after minus before, `low` and `high` its 95 % interval,
    `q` the false-discovery rate among things of its kind. Beside what is surely different the strongest of the rest
    are listed, with their q: with one issue on each side hardly anything can be sure.

    What varies is the article, or the day where both groups have eight. Intervals of topics are a bootstrap over these (`seed`).

    Limits: a rate differs for many reasons, the mixture of pages and kinds among them (`match`); texts that stand
    twice in a group count twice (see `articles_once`); what the parser or the dictionary does not see changes nothing here.
    """
    sides = read_sides(corpus, before, after, match)
    parts = [compare_terms(corpus, sides), compare_phrases(corpus, sides)]
    if topics is not None:
        shares = topics if isinstance(topics, TopicShares) else read_topic_shares(corpus, topics)
        parts.append(compare_topics(shares, sides, seed))
    parts += [compare_indicators(corpus, sides), compare_names(sides), compare_style(sides)]
    rows = [row for part in parts for row in part.to_dict("records")]
    quoted = {name: quote(_places(rows, name), corpus) for name in ("before", "after")}
    kept = columns("changes")[:-2]
    table = [
        {name: row[name] for name in kept} | {f"evidence_{name}": lines.get(at, "") for name, lines in quoted.items()}
        for at, row in enumerate(rows)
    ]
    return make_table("changes", table)


def compare_topics(found: TopicShares, sides: Sides, seed: int = 0) -> pd.DataFrame:
    """Return the topics whose share differs: rows of `changes`, with bootstrap intervals, the largest rise first."""
    places = pd.Index(found.articles["article_id"]).get_indexer(sides.articles["article_id"])
    shares = np.where(places[:, None] >= 0, found.shares[places], 0.0)
    weights = (sides.articles["weight"] * sides.articles["tokens"]).to_numpy(np.float64)
    codes, units = pd.factorize(pd.MultiIndex.from_frame(sides.articles[["after", "unit"]]), sort=True)
    later = units.get_level_values(0).to_numpy(bool)
    of = np.bincount(codes, weights)
    n = np.stack([np.bincount(codes, weights * column) for column in shares.T], axis=1)
    table = compare_rates(sparse.csr_array(n), of, later)
    low, high = _bootstrap(n, of, later, seed)
    table = table.assign(what="topic", key=found.labels, low=low, high=high, q=false_discovery(table["p"]))
    heads = {
        f"places_{name}": _heads(shares, weights, sides, later=side)
        for name, side in (("before", False), ("after", True))
    }
    table = table.assign(**heads)[table["difference"].abs() > NOTHING]
    return table.sort_values(["difference", "key"], ascending=[False, True])


def _bootstrap(n: np.ndarray, of: np.ndarray, after: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the percentile interval of the difference when the units of each side are drawn anew; NaN of one unit."""
    rng = np.random.default_rng(seed)
    means = []
    for side in (~after, after):
        units = int(side.sum())
        if units < 2:
            return np.full(n.shape[1], np.nan), np.full(n.shape[1], np.nan)
        draws = rng.multinomial(units, np.full(units, 1 / units), size=RESAMPLES)
        means.append((draws @ n[side]) / np.maximum(draws @ of[side], 1e-9)[:, None])
    low, high = np.quantile(means[1] - means[0], [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high


def _heads(shares: np.ndarray, weights: np.ndarray, sides: Sides, *, later: bool) -> list[list[Place]]:
    """Return for each topic the headlines of the articles of a side that bring most of it."""
    rows = sides.articles.reset_index(drop=True)
    here = np.flatnonzero((rows["after"] == later).to_numpy())
    brought = shares[here] * weights[here, None]
    order = np.argsort(-brought, axis=0, kind="stable")[:MOST]
    ids, titles = rows["article_id"].to_numpy()[here], rows["title"].to_numpy()[here]
    return [
        [Place(ids[at], "title", 0, len(titles[at])) for at in column if brought[at, topic] > 0 and titles[at]]
        for topic, column in enumerate(order.T)
    ]


def _places(rows: list[dict], side: str) -> dict[int, list[Place]]:
    """Return the places of each row on one side."""
    found = {at: row.get(f"places_{side}") for at, row in enumerate(rows)}
    return {at: places for at, places in found.items() if isinstance(places, list) and places}
