"""Statements: the statistics of a corpus made comparable – under one key, with their sign, and without what is aimed at."""

from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from corpus_tools.resources import read_rows
from corpus_tools.stats.counts import Source, open_source
from corpus_tools.tables import require

NEEDED: Final = (
    "article_id", "field", "start", "end", "stated", "kind", "value", "value_high", "unit", "direction", "indicator",
    "period", "place", "basis", "target", "context",
)  # fmt: skip
KEY: Final = ("indicator", "place", "kind", "basis", "unit")


def read_statements(source: Source) -> pd.DataFrame:
    """Return the statistics that state an indicator: one row per statistic, with `date` where the source knows it.

    `value` is below zero where the words say that it fell; `key` joins indicator, place, kind, basis and unit: what must be
    the same for two statistics to be of one thing. `source` is a table of quantities or a `Corpus`.
    """
    if isinstance(source, pd.DataFrame):
        rows = require(source, NEEDED)
    else:
        wanted = ", ".join(f'"{name}"' for name in (*NEEDED, "date"))
        with open_source(source, [*NEEDED, "date"], table="quantities") as connection:
            rows = connection.sql(f"SELECT {wanted} FROM source WHERE indicator <> ''").df()  # noqa: S608
    rows = rows[(rows["indicator"] != "") & rows["value"].notna()].reset_index(drop=True)
    falls = rows["direction"].isin(falling()) & (rows["value"] > 0)
    signs = np.where(falls, -1.0, 1.0)
    return rows.assign(value=rows["value"] * signs, value_high=rows["value_high"] * signs, key=keys_of(rows))


@cache
def falling() -> frozenset[str]:
    """Return the verbs that say of a number that it fell."""
    return frozenset(word for word, kind, *_ in read_rows("quantities/cues.tsv") if kind == "down")


def keys_of(rows: pd.DataFrame) -> pd.Series:
    """Return indicator, place, kind, basis and unit of each row as one readable key; what is empty is left out."""
    parts = rows[list(KEY)].fillna("").itertuples(index=False, name=None)
    return pd.Series([" · ".join(filter(None, part)) for part in parts], index=rows.index, dtype="str")
