"""Mentions: which persons and places the articles name, each with its sentence."""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from corpus_tools.compare.persons import LONGEST_TITLE, find_persons, titled
from corpus_tools.quantities.localities import find_localities
from corpus_tools.rules import Rules
from corpus_tools.stats.counts import Source, open_source
from corpus_tools.tables import make_table, require
from corpus_tools.text.characters import code_points
from corpus_tools.text.numerals import fold
from corpus_tools.text.sentences import context, sentence_numbers

WIDTH: Final = 60  # characters of the sentence on each side
BATCH: Final = 500  # articles that are taken out of files at a time


def find_mentions(articles: Source, *, rules: Rules = Rules()) -> pd.DataFrame:
    """Return the persons and places that articles name: one row per mention, in reading order, with its sentence.

    `articles` is a table or a `Corpus`. A person is found by `find_persons`, with `role` as printed before the name (省委书记); a
    place by the list of divisions and countries, `name` in full and `within` the province or country it lies in, as the rules have
    them. `probability` is that of the model for a person, 1 for a place that the list has.

    Limits: a name can be of several persons, and a person have several names: count them by article and read the sentences. Villages
    and streets are found only behind a place that is listed; what was renamed is called as the list has it.

    >>> rows = pd.DataFrame({"article_id": ["a"], "text": ["海口市市长张一山说，今年要修三条路。"]})
    >>> find_mentions(rows)[["kind", "name", "role", "within"]].values.tolist()
    [['place', '海口市', '', '海南省'], ['person', '张一山', '海口市市长', '']]
    """
    rows = [row for article_id, text in _texts(articles) for row in _of_article(article_id, text or "", rules)]
    return make_table("mentions", rows)


def count_mentions(
    mentions: pd.DataFrame, articles: pd.DataFrame | None = None, *, kind: str = "person"
) -> pd.DataFrame:
    """Return how often each person, or place, is named: one row per name, those of most articles first.

    With `articles` (``article_id, date``) also the first and the last day; `role` is the one printed most often, `sentence` that of the
    first mention: no name without its sentence.
    """
    rows = require(mentions, ["article_id", "kind", "name", "role", "context"])
    rows = rows[rows["kind"] == kind]
    dates = {} if articles is None else dict(zip(articles["article_id"], articles["date"], strict=True))
    found = [
        {
            "kind": kind,
            "name": str(name),
            "n": len(part),
            "articles": part["article_id"].nunique(),
            "role": _most(part["role"]),
            "first": min((dates.get(each, "") for each in part["article_id"]), default=""),
            "last": max((dates.get(each, "") for each in part["article_id"]), default=""),
            "sentence": part["context"].iloc[0],
        }
        for name, part in rows.groupby("name")
    ]
    table = make_table("mention_counts", found)
    return table.sort_values(["articles", "n", "name"], ascending=[False, False, True], ignore_index=True)


def _texts(articles: Source) -> Iterator[tuple[str, str]]:
    """Yield id and text of each article, in their order."""
    with open_source(articles, ["article_id", "text"], table="articles") as connection:
        found = connection.execute("SELECT article_id, text FROM source")
        while batch := found.fetchmany(BATCH):
            yield from batch


def _of_article(article_id: str, text: str, rules: Rules) -> list[dict[str, object]]:
    """Return the mentions of one article, in reading order."""
    persons = [
        {
            "kind": "person",
            "name": one.name,
            "role": role_before(text, one.start),
            "probability": one.probability,
            "span": (one.start, one.end),
        }
        for one in find_persons(text, rules=rules)
    ]
    taken = {at for one in persons for at in range(*one["span"])}
    places = [
        {"kind": "place", "name": one.name, "within": one.province, "probability": 1.0, "span": (one.start, one.end)}
        for one in find_localities(fold(text, rules), 0, len(text), rules)
        if one.name and taken.isdisjoint(range(one.start, one.end))
    ]
    sentences = sentence_numbers(code_points(text))
    rows = []
    for one in sorted([*persons, *places], key=lambda each: each["span"]):
        start, end = one.pop("span")
        left, right = context(text, sentences, (start, end), WIDTH)
        rows.append({"article_id": article_id, "field": "text", "start": start, "end": end, "stated": text[start:end],
                     "context": f"{left}{text[start:end]}{right}", **one})  # fmt: skip
    return rows


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
