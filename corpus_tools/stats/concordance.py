"""Concordances: where a word stands, in its context, with the way back to the page."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa

from corpus_tools.stats.counts import Source, open_source
from corpus_tools.tables import require
from corpus_tools.text.characters import code_points
from corpus_tools.text.sentences import context, sentence_numbers

COLUMNS = {
    "article_id": "str", "start": "int64", "end": "int64", "left": "str", "node": "str", "right": "str",
    "paragraph": "int64", "line": "float64",
}  # fmt: skip

BATCH = 1_000  # articles that are taken out of files at a time


def concordance(
    articles: Source,
    node: str | re.Pattern,
    *,
    tokens: Source | None = None,
    lines: Source | None = None,
    width: int = 20,
) -> pd.DataFrame:
    r"""Return every place where `node` stands in `articles` (``article_id, text``): one row per place, in reading order.

    `articles`, `tokens` and `lines` are tables, or all three the same `Corpus`, of which only the articles that hold
    `node` come into memory. `node` is a string, taken literally, or a compiled pattern. It is looked for among characters; with `tokens` only
    where it begins and ends with a token (about a tenth of the hits among characters are parts of other words).
    `left` and `right` hold up to `width` characters of its sentence. `start` and `end` count characters of the
    article's text, `paragraph` its paragraphs from 0; `line` is the line of the source file, where `lines` of the
    parse is given (NaN without).

    >>> articles = pd.DataFrame({"article_id": ["a-01"], "text": ["会议闭幕。\n县域经济要强。"]})
    >>> concordance(articles, "经济")[["start", "left", "node", "right", "paragraph"]]
       start left node right  paragraph
    0      8   县域   经济   要强。          1
    """
    pattern = re.compile(re.escape(node)) if isinstance(node, str) else node
    if pattern.search(""):
        msg = f"a concordance needs something to find – {pattern.pattern!r} – it matches the empty string"
        raise ValueError(msg)
    rows = [row for article_id, text in _texts(articles, node) for row in _places(article_id, text, pattern, width)]
    found = pd.DataFrame(rows, columns=list(COLUMNS)[:-1])
    if tokens is not None:
        found = _on_tokens(found, _of_articles(tokens, "tokens", ["article_id", "start", "end"], found))
    known = None if lines is None else _of_articles(lines, "lines", ["article_id", "text_start", "line"], found)
    return found.assign(line=_source_line(found, known)).astype(COLUMNS)


def _texts(articles: Source, node: str | re.Pattern) -> Iterator[tuple[str, str]]:
    """Yield id and text of each article, in their order; of many, those that can hold `node`."""
    if isinstance(articles, pd.DataFrame):
        held = require(articles, ["article_id", "text"], of="articles")
        yield from zip(held["article_id"].tolist(), held["text"].tolist(), strict=True)
        return
    with open_source(articles, ["article_id", "text"], table="articles") as connection:
        query, asked = "SELECT article_id, text FROM source", None
        if isinstance(node, str):
            query, asked = f"{query} WHERE contains(text, $node)", {"node": node}
        found = connection.execute(query, asked)
        while batch := found.fetchmany(BATCH):
            yield from batch


def _of_articles(source: Source, table: str, wanted: list[str], found: pd.DataFrame) -> pd.DataFrame:
    """Return columns of a table; where it is in files, the rows of the articles that were found."""
    if isinstance(source, pd.DataFrame):
        return require(source, wanted, of=table)
    with open_source(source, wanted, table=table) as connection:
        connection.register("found", pa.table({"article_id": pa.array(found["article_id"].unique(), pa.string())}))
        names = ", ".join(f'"{name}"' for name in wanted)
        query = f"SELECT {names} FROM source WHERE article_id IN (SELECT article_id FROM found)"  # noqa: S608
        return connection.sql(query).to_arrow_table().to_pandas()


def _places(article_id: str, text: str, pattern: re.Pattern, width: int) -> list[tuple]:
    """Return the places of one article."""
    found = list(pattern.finditer(text))
    if not found:
        return []
    sentences = sentence_numbers(code_points(text))
    rows = []
    for start, end in (place.span() for place in found):
        left, right = context(text, sentences, (start, end), width)
        rows.append((article_id, start, end, left, text[start:end], right, text.count("\n", 0, start)))
    return rows


def _on_tokens(found: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the places that begin where a token begins and end where one ends."""
    begins = pd.MultiIndex.from_frame(found[["article_id", "start"]]).isin(
        pd.MultiIndex.from_frame(tokens[["article_id", "start"]])
    )
    ends = pd.MultiIndex.from_frame(found[["article_id", "end"]]).isin(
        pd.MultiIndex.from_frame(tokens[["article_id", "end"]])
    )
    return found[begins & ends].reset_index(drop=True)


def _source_line(found: pd.DataFrame, lines: pd.DataFrame | None) -> pd.Series:
    """Return for each place the line of the source on which it begins."""
    if lines is None or found.empty:
        return pd.Series(np.nan, index=found.index, dtype="float64")
    known = require(lines, ["article_id", "text_start", "line"], of="lines").dropna(subset=["text_start"])
    known = (
        known[["article_id", "text_start", "line"]]
        .astype({"text_start": "float64", "line": "float64"})
        .sort_values("text_start", kind="stable")
    )
    places = (
        found[["article_id", "start"]].astype({"start": "float64"}).reset_index().sort_values("start", kind="stable")
    )
    matched = pd.merge_asof(places, known, left_on="start", right_on="text_start", by="article_id")
    return matched.set_index("index")["line"].reindex(found.index)
