"""The table that a figure shows → what can be said of it in words: counts, the largest, how many hold; one function for each kind of figure.

Each takes the table that is attached to the Axes and returns facts by name, for the sentences of ``resources/plots/alt_text.tsv``.
A fact that there is not (`None`, an empty text or list) leaves its sentence out.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from corpus_tools.stats.association import SURE

NAMED: Final = 3  # things that a sentence lists
HALF: Final = 0.5

Facts = Mapping[str, object]


class Key(NamedTuple):
    """A word that stands in ``labels.tsv`` by this key: it is said in the language of the sentence."""

    key: str


class Amount(NamedTuple):
    """A large number, said as it is read aloud in the language of the sentence."""

    value: float


def of_page(table: pd.DataFrame) -> Facts:
    """Return how many articles and lines a page has, which articles stand in pieces, and the longest."""
    ordered = table.sort_values("start")["article"]
    runs = ordered[ordered.ne(ordered.shift())].value_counts()
    sizes = (table["end"] - table["start"]).groupby(table["article"]).sum()
    return {
        "rows": table["article"].nunique(),
        "lines": len(table),
        "characters": int(sizes.sum()),
        "pieces": int((runs > 1).sum()),
        "longest": sizes.idxmax(),
        "share": _percent(sizes.max() / sizes.sum()),
    }


def of_ledger(table: pd.DataFrame) -> Facts:
    """Return the characters of all articles, of the longest and the shortest, and the share of body text."""
    counts = table.drop(columns=["article", "article_id"])
    sums = counts.sum(axis=1)
    return {
        "rows": len(table),
        "characters": int(sums.sum()),
        "longest": table["article"][sums.idxmax()],
        "most": int(sums.max()),
        "least": int(sums.min()),
        "body": _percent(counts["body"].sum() / sums.sum()) if "body" in counts else None,
    }


def of_profile(table: pd.DataFrame) -> Facts:
    """Return the most frequent parts of speech and the most frequent length."""
    lengths = table.set_index("pos")
    sums = lengths.sum(axis=1)
    return {
        "rows": len(table),
        "first": Key(sums.index[0]),
        "share": _percent(sums.iloc[0] / 100),
        "second": Key(sums.index[1]) if len(sums) > 1 else None,
        "second_share": _percent(sums.iloc[1] / 100) if len(sums) > 1 else None,
        "length": Key(f"length_{lengths.sum().idxmax()}"),
        "length_share": _percent(lengths.sum().max() / 100),
    }


def of_ranking(table: pd.DataFrame) -> Facts:
    """Return the first terms, how many stay among those shown in the resamples, and how many hang on the segmentation."""
    known = table["rank_high"].notna()
    checked = table["sensitive"].ne("unchecked")
    return {
        "rows": len(table),
        "first": _named(table["term"]),
        "stay": int((table["rank_high"] <= len(table)).sum()) if known.any() else None,
        "sensitive": int((checked & table["sensitive"].ne("")).sum()) if checked.any() else None,
        "articles": int(table["articles"].max()),
        "widest": table["term"][table["articles"].idxmax()],
    }


def of_frequency_dispersion(table: pd.DataFrame) -> Facts:
    """Return how many terms there are, how many are one article's, the most frequent and the most evenly spread."""
    return {
        "rows": len(table),
        "single": int((table["largest_share"] > HALF).sum()),
        "first": table["term"][table["per_10k"].idxmax()],
        "rate": _number(table["per_10k"].max()),
        "even": table["term"][table["dp"].idxmin()],
        "even_dp": f"{table['dp'].min():.2f}",
        "worst": table["term"][table["dp"].idxmax()],
        "worst_dp": f"{table['dp'].max():.2f}",
    }


def of_dispersion(table: pd.DataFrame) -> Facts:
    """Return how often the terms stand, which is most frequent and which stands in most articles."""
    spread = table.groupby("term", sort=False)["article_id"].nunique()
    counts = table["term"].value_counts()
    return {
        "rows": table["term"].nunique(),
        "n": len(table),
        "first": counts.index[0],
        "most": int(counts.iloc[0]),
        "widest": spread.idxmax(),
        "articles": int(spread.max()),
        "narrow": _named(spread.index[spread == 1]),
    }


def of_cloud(table: pd.DataFrame) -> Facts:
    """Return the largest words and how many are one article's."""
    return {
        "rows": len(table),
        "first": _named(table["term"]),
        "single": int((table["largest_share"] > HALF).sum()),
    }


def of_keyness(table: pd.DataFrame) -> Facts:
    """Return the key terms of either side, and how many are significant with an interval that does not reach zero."""
    clear = (table["log_ratio_low"] > 0) | (table["log_ratio_high"] < 0)
    ordered = table.sort_values("g2", ascending=False, kind="stable")
    return {
        "rows": len(table),
        "target": _named(ordered["term"][ordered["log_ratio"] > 0]),
        "reference": _named(ordered["term"][ordered["log_ratio"] < 0]),
        "sure": int(((table["q"] < SURE) & clear).sum()),
    }


def of_network(table: pd.DataFrame) -> Facts:
    """Return terms, ties and parts of a network, its strongest tie and the term with most ties."""
    network = nx.Graph(list(zip(table["node"], table["term"], strict=True)))
    parts = sorted((len(part) for part in nx.connected_components(network)), reverse=True)
    hub = max(sorted(network), key=network.degree)
    return {
        "ties": len(table),
        "rows": len(network),
        "parts": len(parts),
        "largest": parts[0],
        "hub": hub,
        "degree": network.degree[hub],
        "one": table["node"].iloc[0],
        "other": table["term"].iloc[0],
    }


def of_topic_map(table: pd.DataFrame) -> Facts:
    """Return the articles and topics of a map, how many articles have a topic of half, and the largest topic."""
    largest = table.groupby("article_id")["share"].max()
    means = table.groupby("label", sort=False)["share"].mean()
    return {
        "rows": len(largest),
        "topics": int((means > 0).sum()),
        "clear": int((largest >= HALF).sum()),
        "none": int((largest == 0).sum()) or None,
        "first": means.idxmax(),
        "share": _percent(means.max()),
    }


def of_topic_shares(table: pd.DataFrame) -> Facts:
    """Return the largest topics with their shares, and how many articles touch the largest."""
    spoken = table[table["share"] > 0]
    return {
        "rows": len(table),
        "spoken": len(spoken),
        "first": spoken["label"].iloc[0],
        "share": _percent(spoken["share"].iloc[0]),
        "articles": int(spoken["articles"].iloc[0]),
        "next": _named(spoken["label"].iloc[1:]),
    }


def of_topic_terms(table: pd.DataFrame) -> Facts:
    """Return how many topics rest on one word for half of their weight, and the first words of the first topic."""
    ordered = table.sort_values(["topic", "rank"], kind="stable")
    first = ordered[ordered["topic"] == ordered["topic"].iloc[0]]
    return {
        "rows": ordered["topic"].nunique(),
        "single": int((ordered.groupby("topic")["weight"].max() >= HALF).sum()),
        "first": first["label"].iloc[0],
        "words": _named(first["term"]),
    }


def of_corrected_shares(table: pd.DataFrame) -> Facts:
    """Return the largest corrected share, and how many shares of the machine alone lie outside the interval."""
    outside = (table["machine"] < table["low"]) | (table["machine"] > table["high"])
    return {
        "rows": len(table),
        "first": table["label"].iloc[0],
        "share": _percent(table["share"].iloc[0]),
        "outside": int(outside.sum()),
    }


def of_stability(table: pd.DataFrame) -> Facts:
    """Return the steadiest and the least steady topic."""
    return {
        "rows": len(table),
        "first": table["label"].iloc[0],
        "most": f"{table['stability'].iloc[0]:.2f}",
        "last": table["label"].iloc[-1],
        "least": f"{table['stability'].iloc[-1]:.2f}",
    }


def of_topic_numbers(table: pd.DataFrame) -> Facts:
    """Return the numbers of topics that were tried, and at which of them stability and coherence are highest."""
    return {
        "low": int(table["k"].min()),
        "high": int(table["k"].max()),
        "stable": int(table["k"][table["stability"].idxmax()]) if table["stability"].notna().any() else None,
        "coherent": int(table["k"][table["coherence"].idxmax()]) if table["coherence"].notna().any() else None,
    }


def of_growth(table: pd.DataFrame) -> Facts:
    """Return how many rates are measured and aimed at, the largest of either, and how many fell."""
    measured, aims = table[~table["target"]], table[table["target"]]
    return {
        "rows": len(table),
        "measured": len(measured),
        "aims": len(aims),
        "falls": int((measured["value"] < 0).sum()) or None,
        **_largest(measured, "first"),
        **_largest(aims, "aim"),
        "periods": measured["period"][measured["period"].ne("")].nunique() or None,
    }


def of_money(table: pd.DataFrame) -> Facts:
    """Return how many sums are stated as fact and as plan, and the largest and the smallest."""
    most, least = table.loc[table["value"].idxmax()], table.loc[table["value"].idxmin()]
    return {
        "rows": len(table),
        "aims": int(table["target"].sum()),
        "most": Amount(float(most["value"])),
        "unit": Key(most["unit"]),
        "first": most["indicator"],
        "least": Amount(float(least["value"])),
        "least_unit": Key(least["unit"]),
        "units": table["unit"].nunique(),
    }


def of_statistics(table: pd.DataFrame) -> Facts:
    """Return how many statistics of how many articles a table has, and how many state indicator, period and place."""
    return {
        "rows": len(table),
        "articles": table["article_id"].nunique(),
        "aims": int(table["target"].sum()),
        "indicator": int(table["indicator"].ne("").sum()),
        "period": int(table["period"].ne("").sum()),
        "place": int(table["place"].ne("").sum()),
    }


def of_changes(table: pd.DataFrame) -> Facts:
    """Return how many things rose and fell, how many surely, and the largest difference either way."""
    rises, falls = table[table["difference"] > 0], table[table["difference"] < 0]
    return {
        "rows": len(table),
        "what": Key(f"alt_{table['what'].iloc[0]}"),
        "rose": len(rises),
        "fell": len(falls),
        "sure": int((table["q"] < SURE).sum()),
        "riser": rises["key"][rises["difference"].idxmax()] if len(rises) else None,
        "faller": falls["key"][falls["difference"].idxmin()] if len(falls) else None,
    }


def of_moved(table: pd.DataFrame) -> Facts:
    """Return how many indicators moved in value, period and target, and the first."""
    kinds = table["what"].value_counts()
    return {
        "rows": len(table),
        "values": int(kinds.get("indicator", 0)),
        "periods": int(kinds.get("indicator_period", 0)),
        "aims": int(kinds.get("indicator_target", 0)),
        "first": _named(table["key"]),
    }


def of_word_shift(table: pd.DataFrame) -> Facts:
    """Return the words that weigh most on either side, and the part of the difference that those shown make."""
    return {
        "rows": len(table),
        "after": _named(table["term"][table["contribution"] > 0]),
        "before": _named(table["term"][table["contribution"] < 0]),
        "share": _percent(table["contribution"].abs().sum()),
    }


def of_series(table: pd.DataFrame) -> Facts:
    """Return keys and periods of series, the key with the highest rate, and when that is."""
    peak = table.loc[table["rate"].idxmax()] if table["rate"].notna().any() else None
    return {
        "rows": table["key"].nunique(),
        "periods": table["period"].nunique(),
        "low": table["period"].min(),
        "high": table["period"].max(),
        "first": None if peak is None else peak["key"],
        "when": None if peak is None else peak["period"],
        "names": _named(table["key"].drop_duplicates()),
    }


def of_calendar(table: pd.DataFrame) -> Facts:
    """Return how many days of how many newspapers are at hand, from when to when, and on which day most pages."""
    most = table.loc[table["pages"].idxmax()]
    return {
        "days": table["date"].nunique(),
        "newspapers": table["newspaper"].nunique(),
        "pages": int(table["pages"].sum()),
        "low": table["date"].min(),
        "high": table["date"].max(),
        "when": most["date"],
        "most": int(most["pages"]),
    }


def of_reuse(table: pd.DataFrame) -> Facts:
    """Return how many pairs share text, of which kind, and how much the nearest pair shares."""
    kinds = table["kind"].value_counts()
    return {
        "rows": len(table),
        "articles": len({*table["article_id"], *table["other_id"]}),
        "same": int(kinds.get("same", 0)),
        "part": int(kinds.get("reuse", 0)),
        "formula": int(kinds.get("formula", 0)),
        "most": _percent(table["containment"].max()),
    }


def of_own(table: pd.DataFrame) -> Facts:
    """Return the size of a table that a reader drew."""
    return {"rows": len(table), "columns": _named(map(str, table.columns))}


FACTS: Final[Mapping[str, Callable[[pd.DataFrame], Facts]]] = {
    function.__name__.removeprefix("of_"): function
    for function in (
        of_page, of_ledger, of_profile, of_ranking, of_frequency_dispersion, of_dispersion, of_cloud, of_keyness,
        of_network, of_topic_map, of_topic_shares, of_topic_terms, of_corrected_shares, of_stability, of_topic_numbers, of_growth,
        of_money, of_statistics, of_changes, of_moved, of_word_shift, of_series, of_calendar, of_reuse, of_own,
    )
} | {"topic_corrected": of_corrected_shares}  # fmt: skip


def _named(things: object) -> list[str]:
    """Return the first few of some things."""
    return list(things)[:NAMED]


def _percent(share: float) -> str:
    """Return a share in per cent, a digit after the point where it is small."""
    return f"{share:.1%}" if share < 0.1 else f"{share:.0%}"


def _number(value: float) -> str:
    """Return a number with one digit after the point."""
    return f"{value:,.1f}"


def _largest(rates: pd.DataFrame, name: str) -> dict[str, str | None]:
    """Return indicator and words of the largest of some rates."""
    if rates.empty or np.isnan(rates["value"].max()):
        return {name: None, f"{name}_stated": None}
    row = rates.loc[rates["value"].idxmax()]
    return {name: row["indicator"], f"{name}_stated": f"{row['value']:g}%"}
