"""Counts: tokens → how often each term stands in each group, by one DuckDB query for a table or a folder of Parquet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from corpus_tools.tables import require

Source = pd.DataFrame | str | Path

# What is counted: no sign (x), and no number that is written with digits; those are quantities, not terms.
IS_TERM = "pos <> 'x' AND (pos NOT IN ('m', 't') OR NOT regexp_matches(term, '[0-9０-９]'))"

# About so many tokens are counted at a time: the memory that counting takes is that of the result and of one such part.
AT_ONCE = 2_000_000


def count_terms(tokens: Source, *, by: str | None = "article_id", size: int = 1) -> pd.DataFrame:
    """Return how often each term stands in each group: one row per term of a group, most frequent first.

    `tokens` is the table, or the path of a Parquet file or of many (``corpus/tokens/*.parquet``), which are read in a
    stream. `by` names the column that holds the group; ``issue_id`` is read off the article's id; None puts all into
    one group called ``""``. Signs and numbers with digits are no terms. With `size` 2 or more the terms are n-grams,
    their words parted by a blank: consecutive tokens of one sentence, with nothing left out between them.

    A table with a column `n` (counts, of articles say) is added up instead.

    >>> tokens = pd.DataFrame({"article_id": ["a", "a", "b"], "term": ["县域", "县域", "经济"], "pos": ["n", "n", "n"]})
    >>> count_terms(tokens)
      group term  n
    0     a   县域  2
    1     b   经济  1
    """
    if size < 1:
        msg = f"an n-gram has at least one word – size={size} – 1 counts words"
        raise ValueError(msg)
    with open_source(tokens) as connection:
        held = connection.sql("FROM source").columns
        group = group_of(held, by)
        counted = _sums(held, group) if "n" in held else _words(held, group) if size == 1 else _grams(held, group, size)
        some = f'FROM ({counted}) WHERE "group" BETWEEN ? AND ? ORDER BY 1, 3 DESC, 2'
        parts = [_large(connection.sql(some, params=ends).to_arrow_table()) for ends in _ranges(connection, group)]
        return pa.concat_tables(parts).to_pandas(split_blocks=True, self_destruct=True)


def _ranges(connection: duckdb.DuckDBPyConnection, group: str) -> list[tuple[str, str]]:
    """Return the first and last of the groups that together hold about `AT_ONCE` tokens, for all groups in order."""
    sizes = connection.sql(f'SELECT {group} AS "group", count(*) AS n FROM source GROUP BY 1 ORDER BY 1').df()  # noqa: S608
    parts = sizes.groupby(sizes["n"].cumsum() // AT_ONCE)["group"]
    return list(zip(parts.first(), parts.last(), strict=True)) or [("", "")]


def _large(table: pa.Table) -> pa.Table:
    """Return a table with its strings as pandas keeps them, so that no more copy is made of them all at once."""
    kinds = [pa.large_string() if pa.types.is_string(kind) else kind for kind in table.schema.types]
    return table.cast(pa.schema(zip(table.column_names, kinds, strict=True)))


@contextmanager
def open_source(source: Source, needed: Sequence[str] = ()) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection in memory to which `source` is known as ``source``; it writes nothing and loads nothing.

    >>> with open_source(pd.DataFrame({"term": ["县域"]}), ["term"]) as connection:
    ...     connection.sql("SELECT count(*) FROM source").fetchall()
    [(1,)]
    """
    with duckdb.connect(config={"temp_directory": "", "autoinstall_known_extensions": False}) as connection:
        if isinstance(source, pd.DataFrame):
            connection.register("source", pa.Table.from_pandas(source, preserve_index=False))
        else:
            path = Path(source)
            connection.read_parquet(str(path / "**/*.parquet" if path.is_dir() else path)).create_view("source")
        _need(connection.sql("FROM source").columns, needed)
        yield connection


def group_of(held: list[str], by: str | None) -> str:
    """Return the expression of the group."""
    if by is None:
        return "''"
    if by == "issue_id" and by not in held:
        _need(held, ["article_id"])
        return "regexp_replace(article_id, '-[0-9]+$', '')"
    _need(held, [by])
    return f"""coalesce(CAST("{by.replace('"', '""')}" AS VARCHAR), '')"""


def _sums(held: list[str], group: str) -> str:
    """Return the query that adds up counts."""
    _need(held, ["term"])
    return f'SELECT {group} AS "group", term, CAST(sum(n) AS BIGINT) AS n FROM source GROUP BY 1, 2'  # noqa: S608


def _words(held: list[str], group: str) -> str:
    """Return the query that counts words."""
    _need(held, ["term", "pos"])
    return f'SELECT {group} AS "group", term, count(*) AS n FROM source WHERE {IS_TERM} GROUP BY 1, 2'  # noqa: S608


def _grams(held: list[str], group: str, size: int) -> str:
    """Return the query that counts runs of `size` words, with no sentence end and nothing left out between them."""
    _need(held, ["article_id", "position", "sentence", "term", "pos"])
    words = ", ".join(f"lead(term, {step}) OVER reading" for step in range(size))
    return f"""
        SELECT "group", gram AS term, count(*) AS n FROM (
            SELECT {group} AS "group", concat_ws(' ', {words}) AS gram,
                lead(position, {size - 1}) OVER reading - position AS apart,
                lead(sentence, {size - 1}) OVER reading - sentence AS sentences
            FROM source WHERE {IS_TERM} WINDOW reading AS (PARTITION BY article_id ORDER BY position)
        ) WHERE apart = {size - 1} AND sentences = 0 GROUP BY 1, 2"""  # noqa: S608


def _need(held: Sequence[str], needed: Sequence[str]) -> None:
    """Raise ValueError where the source lacks a column."""
    require(pd.DataFrame(columns=held), needed)
