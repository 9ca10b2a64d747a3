"""Indicators whose value, period or target moved: what one group states of them, and what the other."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from corpus_tools.compare.evidence import Place
from corpus_tools.compare.groups import Sides
from corpus_tools.compare.statements import read_statements
from corpus_tools.corpus.opening import Corpus

STATED: Final = ["value", "value_high", "period", "target"]
ALIKE: Final = 1 / 3  # of the pairs of characters of two sentences: less is another company, county or contest
LATEST: Final = ["period", "article_id", "start"]


def compare_indicators(corpus: Corpus, sides: Sides) -> pd.DataFrame:
    """Return the indicators that moved: rows of `changes`, their values before and after.

    Two statements are of one indicator where indicator, place, kind, basis of comparison and unit are the same. What both
    groups state alike (value, period and target) is no change, nor is a sentence that is printed again with the same value.
    Of the rest, values of one period are set against each other, and else those of the latest period of each group. An
    indicator of which one group states several values for the same period names more than one thing, and is left out; so is one
    without a place, or with the same value, whose two sentences share less than a third of their pairs of characters, and a value against an aim of another period.

    `what` is `indicator` where the value differs, else `indicator_target` where it is aimed at on one side only, else
    `indicator_period`. Limit: two newspapers can mean different things by one word.
    """
    rows = read_statements(corpus).fillna({"value_high": float("inf"), "period": ""})
    known = sides.articles[["article_id", "after"]].drop_duplicates()
    stated = rows.merge(known, on="article_id").sort_values([*LATEST, "field"], ignore_index=True)
    found = [
        _moved(key, part[~part["after"]], part[part["after"]])
        for key, part in stated.groupby("key", sort=True)
        if part["after"].nunique() == 2
    ]
    return pd.DataFrame([row for row in found if row])


def _moved(key: str, before: pd.DataFrame, after: pd.DataFrame) -> dict[str, object] | None:
    """Return the row of one indicator, None where nothing moved or where it is not one thing."""
    news = [_without(side, other) for side, other in ((before, after), (after, before))]
    if any(side.empty or _is_several(side) for side in news):
        return None
    old, new = _pair(*news)
    same = old["value"] == new["value"] and old["value_high"] == new["value_high"]
    if (same or not old["place"]) and _likeness(old["context"], new["context"]) < ALIKE:
        return None
    aims = bool(old["target"]) != bool(new["target"])
    if aims and old["period"] != new["period"] and old["value"] != new["value"]:
        return None
    what = ("indicator_target" if aims else "indicator_period") if same else "indicator"
    places = {f"places_{name}": [_place(row)] for name, row in (("before", old), ("after", new))}
    values = {"before": old["value"], "after": new["value"], "difference": new["value"] - old["value"]}
    return {"what": what, "key": key, **values, "low": float("nan"), "high": float("nan"), "q": float("nan"), **places}


def _without(side: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return the statements of a side that the other does not make, nor makes in the same sentence."""
    alike = _rows(side, STATED).isin(set(_rows(other, STATED)))
    again = _rows(side, ["value", "value_high", "context"]).isin(set(_rows(other, ["value", "value_high", "context"])))
    return side[~(alike | again).to_numpy()]


def _is_several(side: pd.DataFrame) -> bool:
    """Tell whether a side states several values for one period."""
    return len(side[["period", "target", "value"]].drop_duplicates()) > len(
        side[["period", "target"]].drop_duplicates()
    )


def _pair(before: pd.DataFrame, after: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the two statements that are set against each other: of the latest period of both, or the latest of each."""
    shared = sorted(set(before["period"]) & set(after["period"]))
    sides = [side[side["period"] == shared[-1]] if shared else side for side in (before, after)]
    return sides[0].iloc[-1], sides[1].iloc[-1]


def _likeness(one: str, other: str) -> float:
    """Return the share of pairs of neighbouring characters that two sentences have in common (Jaccard)."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    return len(pairs[0] & pairs[1]) / max(len(pairs[0] | pairs[1]), 1)


def _rows(table: pd.DataFrame, names: Iterable[str]) -> pd.Series:
    """Return some columns as one of tuples."""
    return pd.Series(list(table[list(names)].itertuples(index=False, name=None)), dtype=object)


def _place(row: pd.Series) -> Place:
    """Return where a statement stands."""
    return Place(row["article_id"], row["field"], int(row["start"]), int(row["end"]))
