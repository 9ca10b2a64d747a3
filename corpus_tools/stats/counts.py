"""Counts: tokens → how often each term stands in each group, by one DuckDB query for a table or a folder of Parquet."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from corpus_tools.tables import require
from corpus_tools.text.progress import progress


class Tables(Protocol):
    """What holds tables in files and can show them to DuckDB: a `Corpus`."""

    def lay_out(self, connection: duckdb.DuckDBPyConnection, asked: Iterable[str]) -> None:
        """Make views of the tables in `asked`, under their names."""


Source = pd.DataFrame | str | Path | Tables

# What the rows of a corpus can be grouped by, beside their own columns, and how it is read off the articles.
OF_ARTICLES = {name: name for name in ("newspaper", "date", "page", "kind")} | {
    "month": "date[:7] AS month",
    "year": "date[:4] AS year",
}

# What is counted: no sign (x), and no number that is written with digits; those are quantities, not terms.
IS_TERM = "pos <> 'x' AND (pos NOT IN ('m', 't') OR NOT regexp_matches(term, '[0-9０-９]'))"

# About so many tokens are counted at a time, so that counting takes little memory beside its result: half a million words
# of as many articles take about 60 MB, and parts smaller than that take no less but more time.
AT_ONCE = 500_000


def count_terms(tokens: Source, *, by: str | None = "article_id", size: int = 1) -> pd.DataFrame:
    """Return how often each term stands in each group: one row per term of a group, most frequent first.

    `tokens` is the table, or the path of a Parquet file or of many (``corpus/tokens/*.parquet``), which are read in a
    stream, or a `Corpus`. `by` names the column that holds the group; ``issue_id`` is read off the article's id; None puts
    all into one group called ``""``; a corpus can also be grouped by newspaper, date, month, year, page and kind. Signs and numbers with digits are no terms. With `size` 2 or more the terms are n-grams,
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
    if size > 1 and by is None:  # by article only so many words are in memory at a time as one part has
        return count_terms(count_terms(tokens, size=size), by=None)
    counts = pa.concat_tables(_settled(part) for part in counts_in_parts(tokens, by=by, size=size))
    return counts.to_pandas(split_blocks=True, self_destruct=True)


def counts_in_parts(tokens: Source, *, by: str | None = "article_id", size: int = 1) -> Iterator[pa.Table]:
    """Yield what `count_terms` returns as Arrow tables, each of whole groups, so that it need not be in memory at once."""
    needed = [by] if by in OF_ARTICLES else []
    with open_source(tokens, needed, table="counts" if size == 1 else "tokens") as connection:
        held = connection.sql("FROM source").columns
        query = _query(held, by, size)
        parts = parts_of(connection, held, by)
        for part in progress(parts, "counting", unit="part", total=len(parts)):
            yield connection.sql(query, params=part).to_arrow_table()


def tally(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return what `count_terms` returns for each article of a few thousand tokens, without opening a database for it.

    >>> tally(pd.DataFrame({"article_id": ["a", "a", "a"], "term": ["县域", "163", "县域"], "pos": ["n", "m", "n"]}))
      group term  n
    0     a   县域  2
    """
    held = require(tokens, ["article_id", "term", "pos"], of="tokens")
    (groups, group), (terms, term), (tags, pos) = (_coded(held[name]) for name in ("article_id", "term", "pos"))
    tagged = tags.to_pylist()
    is_sign, is_number = (np.array([tag in some for tag in tagged], bool)[pos] for some in (("x",), ("m", "t")))
    stated = compute.match_substring_regex(terms, "[0-9０-９]").to_numpy(zero_copy_only=False)[term]
    counted = ~is_sign & ~(is_number & stated)
    cells, n = np.unique(group[counted] * np.int64(len(terms)) + term[counted], return_counts=True)
    group, term = np.divmod(cells, max(len(terms), 1))
    order = np.lexsort((_ranked(terms)[term], -n, _ranked(groups)[group]))
    columns = {"group": groups.take(pa.array(group[order])), "term": terms.take(pa.array(term[order])), "n": n[order]}
    return pa.table(columns).to_pandas(use_threads=False)


def _coded(column: pd.Series) -> tuple[pa.Array, np.ndarray]:
    """Return the values of a column of text, each once, and the number of each row's."""
    rows = pa.array(column, pa.large_string())
    coded = (rows.combine_chunks() if isinstance(rows, pa.ChunkedArray) else rows).dictionary_encode()
    return coded.dictionary, coded.indices.to_numpy()


def _ranked(values: pa.Array) -> np.ndarray:
    """Return the place of each value in their order."""
    order = compute.array_sort_indices(values).to_numpy()
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def parts_of(connection: duckdb.DuckDBPyConnection, held: Sequence[str], by: str | None) -> list[dict[str, object]]:
    """Return what bounds each part of about `AT_ONCE` tokens: the first and last of its groups, the least and largest key.

    By the keys, which are the groups as the source writes them, a reader of Parquet passes over what holds none of them.
    """
    bounds = connection.sql(f"""
        WITH groups AS (
            SELECT {group_of(held, by)} AS held_in, min({_key_of(held, by)}) AS low, max({_key_of(held, by)}) AS high,
                sum(count(*)) OVER (ORDER BY held_in) // {AT_ONCE} AS part FROM source GROUP BY held_in
        )
        SELECT min(held_in) AS first, max(held_in) AS last, min(low) AS low, max(high) AS high
        FROM groups GROUP BY part ORDER BY part""")  # noqa: S608
    return [dict(zip(bounds.columns, row, strict=True)) for row in bounds.fetchall() or [[""] * len(bounds.columns)]]


def _settled(table: pa.Table) -> pa.Table:
    """Return a copy that holds no more memory than its rows need: the buffers of a query are up to twice as long.

    Strings come as pandas keeps them. The system's allocator gives back what is freed, where Arrow's own keeps it.
    """
    pool = pa.system_memory_pool()
    kinds = [pa.large_string() if pa.types.is_string(kind) else kind for kind in table.schema.types]
    chunks = [pa.concat_arrays(column.chunks or [pa.array([], column.type)], pool) for column in table.columns]
    columns = [chunk.cast(kind, memory_pool=pool) for chunk, kind in zip(chunks, kinds, strict=True)]
    return pa.table(columns, names=table.column_names)


@contextmanager
def connect() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection in memory, which writes nothing and loads nothing.

    Raises ValueError for what it cannot read or compare: files of several tables in one folder, a damaged one.
    """
    with duckdb.connect(config={"temp_directory": "", "autoinstall_known_extensions": False}) as connection:
        connection.execute("SET enable_progress_bar = false")  # it would be drawn into standard output
        try:
            yield connection
        except duckdb.Error as error:
            msg = f"the tables cannot be read together – {str(error).splitlines()[0]} – one table, or a corpus, is wanted"
            raise ValueError(msg) from error


@contextmanager
def open_source(
    source: Source, needed: Sequence[str] = (), *, table: str = "tokens"
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection to which `source` is known as ``source``: a table, Parquet, or the one called `table` of a corpus.

    The rows of a corpus have the newspaper, date, page and kind of their article too, where `needed` asks for them.

    >>> with open_source(pd.DataFrame({"term": ["县域"]}), ["term"]) as connection:
    ...     connection.sql("SELECT count(*) FROM source").fetchall()
    [(1,)]
    """
    with connect() as connection:
        if isinstance(source, str | Path):
            _open_parquet(connection, source)
        elif isinstance(source, pd.DataFrame) or not hasattr(source, "lay_out"):
            connection.register("source", _as_arrow(source, needed, table))
        else:
            _open_tables(connection, source, table, [name for name in needed if name in OF_ARTICLES])
        _need(connection.sql("FROM source").columns, needed)
        yield connection


def _as_arrow(source: pd.DataFrame, needed: Sequence[str], table: str) -> pa.Table:
    """Return a table, with the types that it has, as Arrow; without what a reader put into it that Arrow cannot hold."""
    counted = isinstance(source, pd.DataFrame) and "n" in source.columns
    held = require(
        source,
        ("term",) if table in {"tokens", "counts"} else (),
        of="tokens" if table == "counts" and not counted else table,
    )
    _need([str(name) for name in held.columns], needed)  # whatever its type: a reader may group by a number
    columns = {str(name): column for name, column in held.items()}
    return pa.table({name: array for name, column in columns.items() if (array := _array(column)) is not None})


def _array(column: pd.Series) -> pa.Array | pa.ChunkedArray | None:
    """Return a column as Arrow; nothing where Arrow knows no such values: nobody can count by them."""
    try:
        return pa.array(column, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        return None


def _open_parquet(connection: duckdb.DuckDBPyConnection, source: str | Path) -> None:
    """Make a view of a file, of those in a folder, or of those that a pattern names."""
    pattern = str(Path(source) / "**/*.parquet" if Path(source).is_dir() else source)
    try:
        connection.read_parquet(pattern).create_view("source")
    except (duckdb.Error, ValueError) as error:
        msg = f"no Parquet file is there – {pattern!r} – a file, a folder of *.parquet or a pattern is wanted"
        raise ValueError(msg) from error


def _open_tables(connection: duckdb.DuckDBPyConnection, source: "Tables", table: str, joined: Sequence[str]) -> None:
    """Make a view of a table of a corpus, with columns of the articles joined to it."""
    source.lay_out(connection, [table, "articles"] if joined else [table])
    rows = connection.sql('SELECT "group" AS article_id, term, n FROM counts' if table == "counts" else f"FROM {table}")
    if joined:
        known = connection.sql(f"SELECT article_id, {', '.join(OF_ARTICLES[name] for name in joined)} FROM articles")  # noqa: S608
        rows = rows.join(known, "article_id")
    rows.create_view("source")


def group_of(held: Sequence[str], by: str | None) -> str:
    """Return the expression of the group."""
    key = _key_of(held, by)
    if by == "issue_id" and by not in held:
        return f"coalesce(regexp_replace({key}, '-[0-9]+$', ''), '')"
    return f"coalesce(CAST({key} AS VARCHAR), '')"


def _key_of(held: Sequence[str], by: str | None) -> str:
    """Return the expression of the column that the group is read off."""
    if by is None:
        return "''"
    key = "article_id" if by == "issue_id" and by not in held else by
    _need(held, [key])
    return f"""\"{key.replace('"', '""')}\""""


def _query(held: Sequence[str], by: str | None, size: int) -> str:
    """Return the query that counts one part."""
    counted = _sums(held) if "n" in held else _words(held) if size == 1 else _grams(held, size)
    return f"WITH part AS ({part_query(held, by)}) FROM ({counted}) ORDER BY 1, 3 DESC, 2"


def part_query(held: Sequence[str], by: str | None) -> str:
    """Return the query for the rows of one part, with their group as ``held_in``; its parameters are those of `parts_of`."""
    key, group = _key_of(held, by), group_of(held, by)
    return f"""
        SELECT *, {group} AS held_in FROM source
        WHERE ({key} BETWEEN $low AND $high OR {key} IS NULL) AND {group} BETWEEN $first AND $last"""  # noqa: S608


def _sums(held: Sequence[str]) -> str:
    """Return the query that adds up counts."""
    _need(held, ["term"])
    return 'SELECT held_in AS "group", term, CAST(sum(n) AS BIGINT) AS n FROM part GROUP BY 1, 2'


def _words(held: Sequence[str]) -> str:
    """Return the query that counts words."""
    _need(held, ["term", "pos"])
    return f'SELECT held_in AS "group", term, count(*) AS n FROM part WHERE {IS_TERM} GROUP BY 1, 2'  # noqa: S608


def _grams(held: Sequence[str], size: int) -> str:
    """Return the query that counts runs of `size` words, with no sentence end and nothing left out between them."""
    _need(held, ["article_id", "position", "sentence", "term", "pos"])
    words = ", ".join(f"lead(term, {step}) OVER reading" for step in range(size))
    return f"""
        SELECT held_in AS "group", gram AS term, count(*) AS n FROM (
            SELECT held_in, concat_ws(' ', {words}) AS gram,
                lead(position, {size - 1}) OVER reading - position AS apart,
                lead(sentence, {size - 1}) OVER reading - sentence AS sentences
            FROM part WHERE {IS_TERM} WINDOW reading AS (PARTITION BY held_in, article_id ORDER BY position)
        ) WHERE apart = {size - 1} AND sentences = 0 GROUP BY 1, 2"""  # noqa: S608


def _need(held: Sequence[str], needed: Sequence[str]) -> None:
    """Raise ValueError where the source lacks a column."""
    require(pd.DataFrame(columns=held), needed)
