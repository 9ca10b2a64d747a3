"""Repeated text: which articles share passages, and which passages."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from corpus_tools.compare.shingles import Shingles, shingles
from corpus_tools.stats.counts import Source, connect, open_source
from corpus_tools.tables import columns, make_table, require

SAME: Final = 0.9  # containment from which two articles are one text
REUSE: Final = 0.5  # containment from which one has taken much of the other
FORMULA: Final = (
    50  # articles: a passage that more texts than this share is a formula of the genre, not taken from one another
)
LEAST: Final = 8  # shingles that an article must have: below that it is a caption or a headline
BATCH: Final = 1_000  # articles that are taken out of files at a time
MOST: Final = (
    30_000_000  # shingles that are joined: of a corpus with more, every second (fourth …) by hash stands for all
)


def find_reuse(articles: Source, *, least: float = REUSE, formula: int = FORMULA) -> pd.DataFrame:
    """Return the pairs of articles that share text: one row per pair, the earlier article first, closest pairs first.

    `articles` (``article_id, text``) is a table or a `Corpus`. What is compared is shingles, runs of twelve characters
    without signs and blanks. `containment` is the number of `shared` ones over the number that the smaller article has, so
    that an excerpt is found in the whole (the Jaccard index misses it). Passages that more than `formula` different texts
    share count neither way: weather, titles of office, sign-offs. `kind`: ``same`` from 0.9, ``reuse`` from `least`;
    ``formula`` where a pair reaches `least` only with such passages. Copies of one text count as one text.

    Limits: a text that was rewritten sentence by sentence is not found; articles of fewer than 19 characters are passed over.
    Above 30 million shingles a part of them, chosen by hash, stands for all; `containment` is then an estimate.

    >>> text = "春茶上市以来，临川县的茶农每天清早上山采摘新茶，傍晚送到镇上的茶厂。"
    >>> rows = pd.DataFrame({"article_id": ["a", "b"], "text": [text + "今年的价格比去年好。", text]})
    >>> find_reuse(rows)
      article_id other_id  containment  shared  kind
    0          a        b          1.0      20  same
    """
    ids, sets = _read(articles)
    keys = _copies(sets)
    firsts = np.flatnonzero(keys == np.arange(len(keys)))
    firsts = firsts[[len(sets[each]) >= LEAST for each in firsts]]
    with connect() as connection:
        _lay_out(connection, firsts, sets)
        pairs = _join(connection, formula)
        formulas = connection.sql(f"SELECT hash FROM common WHERE n > {formula}").fetchnumpy()["hash"]  # noqa: S608
    found = [*_same(keys, sets), *_judged(pairs, sets, np.sort(formulas), least)]
    table = make_table("reuse", [_named(row, ids) for row in _spread(found, keys)])
    return table.sort_values(
        ["containment", "article_id", "other_id"], ascending=[False, True, True], ignore_index=True
    )


def find_passages(articles: Source, reuse: pd.DataFrame, *, least: int = 24) -> pd.DataFrame:
    """Return the passages that the pairs of `reuse` share: one row per passage of at least `least` characters, longest first.

    ``text[start:end]`` of the one article and ``other_start, other_end`` of the other are equal but for signs and blanks.
    """
    pairs = require(reuse, ["article_id", "other_id"])[["article_id", "other_id"]]
    wanted = {each for name in pairs for each in pairs[name]}
    texts = {article_id: text for article_id, text in _texts(articles) if article_id in wanted}
    cut = {article_id: shingles(text) for article_id, text in texts.items()}
    rows = [
        {"article_id": one, "other_id": other, **spans, "text": texts[one][spans["start"] : spans["end"]]}
        for one, other in pairs.itertuples(index=False)
        for spans in _runs(cut[one], cut[other])
        if spans["end"] - spans["start"] >= least
    ]
    table = make_table("passages", rows)
    lengths = (table["start"] - table["end"]).rename("length")
    return table.iloc[lengths.sort_values(kind="stable").index].reset_index(drop=True)[columns("passages")]


def leave_out_repeats(table: pd.DataFrame, reuse: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `table` (by ``article_id`` or ``group``) without articles that repeat one before them.

    Of each pair of kind ``same`` the second article is left out, so that a text that was printed twice counts once.
    """
    key = "article_id" if "article_id" in require(table, []).columns else "group"
    pairs = require(reuse, ["other_id", "kind"])
    return require(table, [key])[lambda rows: ~rows[key].isin(pairs.loc[pairs["kind"] == "same", "other_id"])]


def _texts(articles: Source) -> Iterator[tuple[str, str]]:
    """Yield id and text of each article, in their order."""
    with open_source(articles, ["article_id", "text"], table="articles") as connection:
        found = connection.execute("SELECT article_id, text FROM source")
        while batch := found.fetchmany(BATCH):
            yield from batch


def _read(articles: Source) -> tuple[list[str], list[np.ndarray]]:
    """Return the ids of the articles and the set of shingles of each, sorted."""
    ids, sets, total, every = [], [], 0, 1
    for article_id, text in _texts(articles):
        ids.append(article_id)
        sets.append(_thinned(np.unique(shingles(text or "").hashes), every))
        total += len(sets[-1])
        if total > MOST:
            every *= 2
            sets = [_thinned(one, every) for one in sets]
            total = sum(map(len, sets))
    return ids, sets


def _thinned(hashes: np.ndarray, every: int) -> np.ndarray:
    """Return the hashes that stand for all where only one of `every` is kept."""
    return hashes if every == 1 else hashes[hashes % np.uint64(every) == 0]


def _copies(sets: list[np.ndarray]) -> np.ndarray:
    """Return for each article the first that has the same shingles."""
    first: dict[bytes, int] = {}
    return np.array([first.setdefault(one.tobytes(), at) for at, one in enumerate(sets)], dtype=np.int64)


def _lay_out(connection: duckdb.DuckDBPyConnection, firsts: np.ndarray, sets: list[np.ndarray]) -> None:
    """Make the tables of all shingles that two texts or more have, and of how many have each."""
    sizes = [len(sets[each]) for each in firsts]
    hashes = np.concatenate([np.zeros(0, np.uint64), *(sets[each] for each in firsts)])
    connection.register("held", pa.table({"text": np.repeat(firsts.astype(np.int32), sizes), "hash": hashes}))
    connection.execute("CREATE TABLE common AS SELECT hash, count(*) AS n FROM held GROUP BY hash HAVING n > 1")
    connection.execute("CREATE TABLE shared AS SELECT text, hash, n FROM held JOIN common USING (hash)")


def _join(connection: duckdb.DuckDBPyConnection, formula: int) -> pd.DataFrame:
    """Return the pairs of texts that share a shingle which is no formula, and how many: the self-join."""
    query = f"""
        SELECT a.text AS one, b.text AS other, count(*) AS n FROM shared AS a JOIN shared AS b USING (hash)
        WHERE a.text < b.text AND a.n <= {formula} GROUP BY 1, 2 ORDER BY 1, 2"""  # noqa: S608
    return connection.sql(query).df()


def _judged(
    pairs: pd.DataFrame, sets: list[np.ndarray], formulas: np.ndarray, least: float
) -> Iterator[tuple[int, int, float, int, str]]:
    """Yield one, other, containment, shared and kind of the pairs that share enough."""
    texts = np.unique(pairs[["one", "other"]].to_numpy())
    rare = {each: len(sets[each]) - int(np.isin(sets[each], formulas).sum()) for each in texts.tolist()}
    for one, other, n in pairs.itertuples(index=False):
        containment = n / min(rare[one], rare[other])
        smaller = min(len(sets[one]), len(sets[other]))
        if containment >= least and min(rare[one], rare[other]) >= LEAST:
            yield one, other, containment, n, "same" if containment >= SAME else "reuse"
        elif n + smaller - min(rare[one], rare[other]) >= least * smaller:
            shared = len(np.intersect1d(sets[one], sets[other], assume_unique=True))
            if shared >= least * smaller:
                yield one, other, shared / smaller, shared, "formula"


def _same(keys: np.ndarray, sets: list[np.ndarray]) -> Iterator[tuple[int, int, float, int, str]]:
    """Yield each text that has copies, as the same as itself."""
    for key, n in zip(*np.unique(keys, return_counts=True), strict=True):
        if n > 1 and len(sets[key]) >= LEAST:
            yield key, key, 1.0, len(sets[key]), "same"


def _spread(found: list[tuple[int, int, float, int, str]], keys: np.ndarray) -> Iterator[tuple]:
    """Yield the pairs of articles for pairs of texts, copies among them."""
    copies = pd.Series(np.arange(len(keys))).groupby(keys).apply(list).to_dict() if len(keys) else {}
    for one, other, *said in found:
        pairs = (
            combinations(copies[one], 2)
            if one == other
            else (tuple(sorted((a, b))) for a in copies[one] for b in copies[other])
        )
        for pair in pairs:
            yield (*pair, *said)


def _named(row: tuple, ids: list[str]) -> dict[str, object]:
    """Return a pair as a row of the table."""
    one, other, *said = row
    return dict(zip(columns("reuse"), (ids[one], ids[other], *said), strict=True))


def _runs(one: Shingles, other: Shingles) -> list[dict[str, int]]:
    """Return the longest runs of equal shingles, as spans of both texts."""
    order = np.argsort(other.hashes, kind="stable")
    found = np.searchsorted(other.hashes, one.hashes, sorter=order)
    places = order[found.clip(max=max(len(order) - 1, 0))] if len(order) else np.zeros(0, np.int64)
    equal = other.hashes[places] == one.hashes if len(order) else np.zeros(len(one.hashes), bool)
    here = np.flatnonzero(equal)
    there = places[here]
    breaks = np.flatnonzero((np.diff(here) != 1) | (np.diff(there) != 1)) + 1
    return [
        {
            "start": int(one.starts[mine[0]]),
            "end": int(one.ends[mine[-1]]),
            "other_start": int(other.starts[theirs[0]]),
            "other_end": int(other.ends[theirs[-1]]),
        }
        for mine, theirs in zip(np.split(here, breaks), np.split(there, breaks), strict=True)
        if len(mine)
    ]
