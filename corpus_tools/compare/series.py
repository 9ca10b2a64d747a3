"""Series: how often a term stands, how high a statistic is, how much agency copy is printed – by day, week, month, quarter, year.

A period without issues has no row: it is a gap and no zero.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import duckdb
import numpy as np
import pandas as pd

from corpus_tools.compare.intervals import LEVEL, clumping, rate_interval, share_interval
from corpus_tools.compare.periods import periods_of
from corpus_tools.compare.statements import read_statements
from corpus_tools.stats.counts import IS_TERM, Source, open_source
from corpus_tools.tables import columns, empty, make_table, require

PER: Final = 10_000  # tokens, of which a rate is


class Units(NamedTuple):
    """What is drawn at random: articles within a day, days within a longer period."""

    periods: pd.Series
    of: np.ndarray
    n: np.ndarray  # units by keys


def term_series(corpus: Source, terms: str | Iterable[str], *, by: str = "month", level: float = LEVEL) -> pd.DataFrame:
    """Return how often each of `terms` stands in each period: one row per term and period with issues.

    `rate` is per 10,000 counted tokens, `of` their number, `low` and `high` its interval: that of a Poisson count, widened by
    how much the term clumps in articles (by day) or days (by `week`, `month`, `quarter`, `year`). `corpus` is a `Corpus`, or
    a table of tokens or counts with a column `date` (``corpus.dated(tokens)``). In a corpus, a term that is no word of the
    lexicon is counted among the characters, also inside of other words.

    Limits: the interval says what other articles of the period would give, not whether the newspaper is the same: look at
    `of`, and at the pages at hand. Articles without a date are in no period.

    >>> tokens = pd.DataFrame({"article_id": "a", "date": "2024-01-13", "term": ["春茶", "上市"], "pos": "n"})
    >>> term_series(tokens, "春茶")[["key", "period", "n", "of", "rate"]].values.tolist()
    [['春茶', '2024-01', 1, 2, 5000.0]]
    """
    wanted = [terms] if isinstance(terms, str) else list(dict.fromkeys(terms))
    if "" in wanted:
        msg = f"no term – '' is among {wanted} – a term is a word or a string of characters"
        raise ValueError(msg)
    with open_source(corpus, ["date", "term"], table="counts") as connection:
        units = _count_terms(connection, wanted, by)
    absent = [place for place, n in enumerate(units["n"].sum(axis=0)) if not n] if len(units["of"]) else []
    if absent and not isinstance(corpus, pd.DataFrame):
        _count_strings(corpus, [wanted[place] for place in absent], units, absent)
    return _rates(wanted, Units(periods_of(units["date"], by), units["of"], units["n"]), level)


def quantity_series(
    corpus: Source,
    indicators: str | re.Pattern | Iterable[str],
    *,
    by: str = "month",
    place: str = "",
    stated: bool = False,
) -> pd.DataFrame:
    """Return what is stated of `indicators` in each period: one row per indicator and period with a statement.

    `rate` is the median of the values, `low` and `high` the least and the greatest, `n` how many statements there are and `of`
    from how many articles. A `key` is indicator, place, kind, basis and unit: what differs in one of them is another series.
    `indicators` are names as the table `quantities` has them, or a pattern that is searched for in them; `place` narrows
    them. Periods are those of the issues, or with `stated` those that the text speaks of (EDTF), whatever their length.
    What is aimed at or expected is left out. `corpus` is a `Corpus`, or quantities with a column `date`.

    Limits: whether two newspapers mean the same by a word is for the reader to judge; values are what the kit read.
    """
    rows = read_statements(corpus)
    chosen = rows[_named(rows["indicator"], indicators) & ~rows["target"].astype(bool)]
    chosen = chosen[chosen["place"].str.contains(place, regex=False)] if place else chosen
    if chosen.empty:
        return empty("series")
    period = chosen["period"] if stated else periods_of(chosen["date"], by)
    groups = chosen[period != ""].groupby(["key", period[period != ""].rename("spoken_of")])
    table = groups.agg(
        n=("value", "size"),
        of=("article_id", "nunique"),
        rate=("value", "median"),
        low=("value", "min"),
        high=("value", "max"),
    )
    return table.rename_axis(["key", "period"]).reset_index().astype({"key": "str", "period": "str"})[columns("series")]


def agency_series(corpus: Source, *, by: str = "month", of: str = "page", level: float = LEVEL) -> pd.DataFrame:
    """Return the share of articles that an agency sent (通稿): one row per value of `of` and period with issues.

    `of` is a column of the articles, such as `page`, `newspaper` or `kind`; "" takes all together. `n` of `of` articles have
    an `agency`. Limit: copy that is printed without its source is not seen; `find_reuse` shows what several papers share.
    """
    key = f'"{of}"' if of else "''"
    with open_source(corpus, ["date", "agency", *filter(None, [of])], table="articles") as connection:
        rows = connection.sql(
            f"SELECT date, {key} AS key, count(*) AS of, count(*) FILTER (agency <> '') AS n FROM source GROUP BY ALL ORDER BY ALL"  # noqa: S608
        ).df()
    rows = rows.assign(period=periods_of(rows["date"], by))
    found = [
        _shares(str(key), Units(part["period"], part["of"].to_numpy(), part["n"].to_numpy()[:, None]), level)
        for key, part in rows[rows["period"] != ""].groupby("key")
    ]
    return pd.concat([empty("series"), *found], ignore_index=True)


def mention_series(
    mentions: pd.DataFrame, articles: Source, names: str | Iterable[str], *, by: str = "month", of: str = "name"
) -> pd.DataFrame:
    """Return the share of articles that name a person or place: one row per name and period with issues.

    `n` of `of` articles name it, however often; `mentions` is what `find_mentions` gave of `articles`. `of` says which column
    of it the `names` are in: ``city`` and ``within`` take all places of a prefecture or province together. Limit: a name can be of several persons.
    """
    wanted = [names] if isinstance(names, str) else list(dict.fromkeys(names))
    named = require(mentions, ["article_id", of])[["article_id", of]].drop_duplicates()
    with open_source(articles, ["article_id", "date"], table="articles") as connection:
        rows = connection.sql("SELECT article_id, date FROM source ORDER BY article_id").df()
    rows = rows.assign(period=periods_of(rows["date"].fillna("").astype("str"), by))
    rows = rows[rows["period"] != ""]
    unit, parts = ["period", "article_id" if by == "day" else "date"], [empty("series")]
    for name in wanted if len(rows) else ():
        here = rows["article_id"].isin(set(named.loc[named[of] == name, "article_id"]))
        units = rows.assign(n=here).groupby(unit)["n"].agg(n="sum", of="size").reset_index()
        parts.append(_shares(name, Units(units["period"], units["of"].to_numpy(), units[["n"]].to_numpy()), LEVEL))
    return pd.concat(parts, ignore_index=True)


def _count_terms(
    connection: duckdb.DuckDBPyConnection, terms: Sequence[str], by: str
) -> dict[str, pd.Series | np.ndarray]:
    """Return date, number of tokens and number of each term of the units."""
    held = connection.sql("FROM source").columns
    unit = ("article_id" if "article_id" in held else '"group"') if by == "day" else "date"
    n, counted = ("n", "true") if "n" in held else ("1", IS_TERM)
    asked = ", ".join(f"coalesce(sum({n}) FILTER (term = $t{at}), 0) AS n{at}" for at in range(len(terms)))
    query = f"SELECT {unit} AS unit, min(date) AS date, sum({n}) AS of, {asked or 0} FROM source WHERE {counted} GROUP BY 1 ORDER BY 1"  # noqa: S608
    found = connection.sql(query, params={f"t{at}": term for at, term in enumerate(terms)}).df()
    n_of = found[[f"n{at}" for at in range(len(terms))]].to_numpy(np.int64, copy=True)
    return {
        "unit": found["unit"],
        "date": found["date"].fillna("").astype("str"),
        "of": found["of"].to_numpy(np.int64),
        "n": n_of,
    }


def _count_strings(corpus: Source, terms: Sequence[str], units: dict, places: Sequence[int]) -> None:
    """Put how often each string stands in the texts of each unit into the columns `places` of `units`."""
    unit = "article_id" if len(units["unit"]) and units["unit"].iloc[0] != units["date"].iloc[0] else "date"
    asked = ", ".join(
        f"sum((length(text) - length(replace(text, $t{at}, ''))) // length($t{at})) AS n{at}"
        for at in range(len(terms))
    )
    with open_source(corpus, ["text"], table="articles") as connection:
        query = f"SELECT {unit} AS unit, {asked} FROM source GROUP BY 1"  # noqa: S608
        found = connection.sql(query, params={f"t{at}": term for at, term in enumerate(terms)}).df().set_index("unit")
    units["n"][:, places] = found.reindex(units["unit"]).fillna(0).to_numpy(np.int64)


def _rates(keys: Sequence[str], units: Units, level: float) -> pd.DataFrame:
    """Return the series of rates per 10,000."""
    known = (units.periods != "").to_numpy()
    codes, periods = pd.factorize(units.periods[known], sort=True)
    of = np.bincount(codes, units.of[known], len(periods))
    parts = [empty("series")]
    for place, key in enumerate(keys if len(periods) else ()):
        n = np.bincount(codes, units.n[known, place], len(periods))
        low, high = rate_interval(n, of, clumping(units.n[known, place], units.of[known], codes), level)
        values = {"n": n, "of": of, "rate": PER * n / of, "low": PER * low, "high": PER * high}
        parts.append(_series(key, periods, values))
    return pd.concat(parts, ignore_index=True)


def _shares(key: str, units: Units, level: float) -> pd.DataFrame:
    """Return the series of one share."""
    codes, periods = pd.factorize(units.periods, sort=True)
    of, n = np.bincount(codes, units.of), np.bincount(codes, units.n[:, 0])
    low, high = share_interval(n / of, of, clumping(units.n[:, 0], units.of, codes, share=True), level)
    return _series(key, periods, {"n": n, "of": of, "rate": n / of, "low": low, "high": high})


def _series(key: str, periods: Sequence[str], values: dict[str, np.ndarray]) -> pd.DataFrame:
    """Return one series as a table."""
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    return make_table(
        "series", [{"key": key, "period": period, **row} for period, row in zip(periods, rows, strict=True)]
    )


def _named(names: pd.Series, wanted: str | re.Pattern | Iterable[str]) -> pd.Series:
    """Tell of each indicator whether it is wanted."""
    if isinstance(wanted, re.Pattern):
        return names.map(lambda name: wanted.search(name) is not None).astype(bool)
    return names.isin([wanted] if isinstance(wanted, str) else list(wanted))
