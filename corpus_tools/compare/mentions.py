"""Mentions: which persons and places the articles name, each with its sentence."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

import pandas as pd

from corpus_tools.compare.divisions import LAST, roll_up, with_former
from corpus_tools.compare.persons import LONGEST_TITLE, find_persons, titled
from corpus_tools.quantities.localities import find_localities
from corpus_tools.rules import Rules
from corpus_tools.stats.counts import Source, open_source
from corpus_tools.tables import empty, make_table, require
from corpus_tools.text.characters import code_points
from corpus_tools.text.numerals import fold
from corpus_tools.text.sentences import context, sentence_numbers

WIDTH: Final = 60  # characters of the sentence on each side
REMEMBERED: Final = 10_000  # places whose divisions are kept
BATCH: Final = 500  # articles that are taken out of files at a time


def find_mentions(articles: Source, *, kind: str = "", rules: Rules = Rules()) -> pd.DataFrame:
    """Return the persons and places that articles name: one row per mention, in reading order, with its sentence.

    `articles` is a table or a `Corpus`; `kind` is ``person`` or ``place``, both where it is empty. A person is found by
    `find_persons`, with `role` as printed before the name (省委书记); a place by the list of divisions and countries, `name` in full,
    and former divisions. `within` is the province that it lay in in the year of the issue (`date`; the last year of the table, 2024, where there is none), `city`
    the prefecture as it was called then, `city_id` its code, which outlasts names. `probability` is that of the model for a person, 1 for a place that the list has.

    Limits: a name can be of several persons, and a person have several names: count them by article and read the sentences. Villages
    and streets are found only behind a place that is listed; a county whose name several prefectures had is in none.

    >>> rows = pd.DataFrame({"article_id": ["a"], "text": ["海口市市长张一山说，今年要修三条路。"]})
    >>> find_mentions(rows)[["kind", "name", "role", "within", "city"]].values.tolist()
    [['place', '海口市', '', '海南省', '海口市'], ['person', '张一山', '海口市市长', '', '']]
    """
    if kind not in ("", *FINDERS):
        msg = f"no such kind of mention – {kind!r} – there are {', '.join(FINDERS)}"
        raise ValueError(msg)
    finders = [find for name, find in FINDERS.items() if kind in ("", name)]
    parts = [
        make_table("mentions", [row for article in batch for row in _of_article(article, finders, rules)])
        for batch in _batches(articles)
    ]
    return pd.concat(parts, ignore_index=True) if parts else make_table("mentions", [])


def count_mentions(
    mentions: pd.DataFrame, articles: pd.DataFrame | None = None, *, kind: str = "person", by: str = "name"
) -> pd.DataFrame:
    """Return how often each person, or place, is named: one row per name, those of most articles first.

    Places are rolled up `by` ``city`` or ``within`` (province). With `articles` (``article_id, date``) also the first and the
    last day; `role` is the one printed most often, `sentence` that of the first mention: no name without its sentence.
    `mention_series` counts by day, month or year.
    """
    rows = require(mentions, ["article_id", "kind", by, "role", "context"])
    rows = rows[(rows["kind"] == kind) & (rows[by] != "")]
    known = empty("articles") if articles is None else require(articles, ["article_id", "date"], of="articles")
    dates = dict(zip(known["article_id"], known["date"], strict=True))
    days = rows["article_id"].map(lambda each: dates.get(each, "")).astype("str")
    groups = rows.assign(name=rows[by], day=days).groupby("name", sort=True)
    found = [
        {
            "kind": kind,
            "name": str(name),
            "n": len(part),
            "articles": part["article_id"].nunique(),
            "role": _most(part["role"]),
            "first": part["day"].min(),
            "last": part["day"].max(),
            "sentence": part["context"].iloc[0],
        }
        for name, part in groups
    ]
    table = make_table("mention_counts", found)
    return table.sort_values(["articles", "n", "name"], ascending=[False, False, True], ignore_index=True)


def _batches(articles: Source) -> Iterator[list[tuple[str, str, str]]]:
    """Yield id, text and date of some articles at a time, in their order."""
    with open_source(articles, ["article_id", "text"], table="articles") as connection:
        date = "date" if "date" in connection.sql("FROM source").columns else "''"
        found = connection.execute(f"SELECT article_id, coalesce(text, ''), coalesce({date}, '') FROM source")  # noqa: S608
        while batch := found.fetchmany(BATCH):
            yield batch


def _of_article(article: tuple[str, str, str], finders: list[Callable], rules: Rules) -> list[dict[str, object]]:
    """Return the mentions of one article, in reading order; what is part of a person's name is no place."""
    article_id, text, date = article
    sentences, taken, found = sentence_numbers(code_points(text)), set(), {}
    for find in finders:
        found |= {span: one for span, one in find(text, date, rules) if taken.isdisjoint(range(*span))}
        taken = {at for span in found for at in range(*span)}
    rows = []
    for (start, end), one in sorted(found.items()):
        left, right = context(text, sentences, (start, end), WIDTH)
        rows.append({"article_id": article_id, "field": "text", "start": start, "end": end, "stated": text[start:end],
                     "context": f"{left}{text[start:end]}{right}", **one})  # fmt: skip
    return rows


def _persons(text: str, _: str, rules: Rules) -> Iterator[tuple[tuple[int, int], dict[str, object]]]:
    """Yield the persons of a text with their places in it."""
    for one in find_persons(text, rules=rules):
        role = role_before(text, one.start)
        yield (
            (one.start, one.end),
            {"kind": "person", "name": one.name, "role": role, "probability": one.probability},
        )


def _places(text: str, date: str, rules: Rules) -> Iterator[tuple[tuple[int, int], dict[str, object]]]:
    """Yield the places of a text, rolled up by the divisions of the year."""
    all_rules, year = with_former(rules), int(date[:4]) if date[:4].isdigit() else LAST
    for one in find_localities(fold(text, all_rules), 0, len(text), all_rules):
        if one.name:
            within, city, city_id = _rolled_up(one.name, one.province, year)
            above = {"within": within, "city": city, "city_id": city_id}
            yield (one.start, one.end), {"kind": "place", "name": one.name, "probability": 1.0, **above}


@lru_cache(maxsize=REMEMBERED)
def _rolled_up(name: str, within: str, year: int) -> tuple[str, str, str]:
    """Return what a place is part of; news names the same ones again and again."""
    return roll_up(name, within, year)


FINDERS: Final = {"person": _persons, "place": _places}


def role_before(text: str, start: int) -> str:
    """Return the role or title that is printed right before a name; "" where there is none.

    >>> role_before("昨天，省委副书记张一山说", 8)
    '省委副书记'
    """
    found = titled().search(text[max(0, start - LONGEST_TITLE) : start])
    return found.group("role") if found else ""


def _most(values: pd.Series) -> str:
    """Return what stands most often, the first of those alike; "" where nothing does."""
    counts = values[values != ""].value_counts()
    return "" if counts.empty else min(counts.index[counts == counts.iloc[0]])
