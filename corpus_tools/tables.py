"""What one row is: the tables that every part of the kit takes and gives.

A table is a pandas DataFrame with the columns named here, in this order. The grain ("one row is …") is the
contract between the modules: they meet in these tables, not in each other. Missing text is ``""``; missing
numbers are ``NaN``; columns of whole numbers that can be missing are therefore ``float64``. The columns, their units and
their meaning stand in ``resources/tables/columns.tsv``, the words that a column can hold in ``vocabularies.tsv``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from corpus_tools.resources import read_rows

TEXT, WHOLE, REAL, FLAG = "str", "int64", "float64", "bool"
WITH_VOCABULARY = "vocabulary"


class Column(NamedTuple):
    """One column: its type, its unit (or ``vocabulary``), what it means, and its name in Chinese."""

    dtype: str
    unit: str
    meaning: str
    chinese: str


def _read_dictionary() -> dict[str, dict[str, Column]]:
    """Return the columns of every table, from ``resources/tables/columns.tsv``."""
    tables: dict[str, dict[str, Column]] = {}
    for table, name, *said in read_rows("tables/columns.tsv"):
        tables.setdefault(table, {})[name] = Column(*said)
    return tables


DICTIONARY: Mapping[str, Mapping[str, Column]] = _read_dictionary()
SCHEMAS: Mapping[str, Mapping[str, str]] = {
    table: {name: column.dtype for name, column in columns.items()} for table, columns in DICTIONARY.items()
}
# The type of each column whose name means one thing in every table; a name with two types is judged by who reads it.
COLUMN_TYPES: Mapping[str, str] = {
    name: next(iter(kinds))
    for name in {name for columns in SCHEMAS.values() for name in columns}
    if len(kinds := {columns[name] for columns in SCHEMAS.values() if name in columns}) == 1
}
HALVES = re.compile("[\ud800-\udfff]")
KIND_NAMES: Mapping[str, str] = {TEXT: "text", WHOLE: "whole numbers", REAL: "numbers", FLAG: "true or false"}


def data_dictionary(table: str = "") -> pd.DataFrame:
    """Return the data dictionary: one row per column of every table, or of the one called `table`.

    `values` lists what a column with a vocabulary can hold. Raises ValueError for a table that there is not.

    >>> data_dictionary("counts")[["column", "dtype"]].values.tolist()
    [['group', 'str'], ['term', 'str'], ['n', 'int64']]
    """
    if table and table not in DICTIONARY:
        msg = f"no such table – {table!r} – there are {', '.join(DICTIONARY)}"
        raise ValueError(msg)
    rows = [
        {"table": name, "column": column, **said._asdict(), "values": ", ".join(vocabulary(name, column))}
        for name, columns in DICTIONARY.items()
        if table in ("", name)
        for column, said in columns.items()
    ]
    return pd.DataFrame(rows, dtype="str")


@cache
def vocabulary(table: str, column: str) -> Mapping[str, str]:
    """Return the values that `column` of `table` can hold, each with its meaning; nothing where any value can stand.

    >>> vocabulary("periods", "kind")["date"]
    'a day'
    """
    rows = read_rows("tables/vocabularies.tsv")
    return {value: meaning for of, value, meaning, _ in rows if of == f"{table}.{column}"}


class SeedError(ValueError):
    """A seed that cannot be used: says what is wrong, in which file and, where there is one, on which line."""

    def __init__(self, problem: str, path: object, line: int | None = None) -> None:
        self.problem, self.path, self.line = problem, str(path), line
        where = self.path if line is None else f"{self.path}, line {line}"
        super().__init__(f"{where}: {problem}")

    def __reduce__(self) -> tuple[type["SeedError"], tuple[str, str, int | None]]:
        """Pickle its parts, so that it comes back from another process as it was."""
        return type(self), (self.problem, self.path, self.line)


def columns(name: str) -> list[str]:
    """Return the columns of the table called `name`, in order.

    >>> columns("counts")
    ['group', 'term', 'n']
    """
    return list(SCHEMAS[name])


def require(table: pd.DataFrame, needed: Iterable[str], *, of: str = "") -> pd.DataFrame:
    """Return `table` with every column in `needed` there and of its type: the gate that every function opens with.

    Text may come as object, category, Arrow or pandas strings and may be missing (then ``""``); whole numbers may come as
    any numbers that are whole. `of` names the table that it should be: then every other column of that table which is
    there is brought to its type too. What else is in it is left as it is; an index that is duplicate, or of several levels,
    is replaced, and one that has a name loses it. The table that was given is never changed.

    Raises
    ------
    ValueError
        For something that is no DataFrame, for duplicate and for lacking columns, and for a value of another type.

    Examples
    --------
    >>> require(pd.DataFrame({"n": [2.0]}), ["n"])["n"].tolist()
    [2]
    """
    if not isinstance(table, pd.DataFrame):
        msg = f"a table must be a pandas DataFrame, not {type(table).__name__}"
        raise ValueError(msg)  # noqa: TRY004 – every wrong table is one kind of error
    asked, schema = list(dict.fromkeys(needed)), SCHEMAS.get(of, {})
    names = [*asked, *(name for name in schema if name in table.columns and name not in asked)]
    twice = sorted({str(name) for name in names if list(table.columns).count(name) > 1})
    missing = [name for name in names if name not in table.columns]
    if twice or missing:
        problem = f"table has {twice} more than once" if twice else f"table lacks {missing}"
        msg = f"{problem}; it has {[str(name) for name in table.columns]}"
        raise ValueError(msg)
    wanted = {name: kind for name in names if (kind := schema.get(name) or COLUMN_TYPES.get(name))}
    changed = {name: _as_type(table[name], kind) for name, kind in wanted.items() if not _is_of(table[name], kind)}
    fitted = table.assign(**changed) if changed else table
    return _with_plain_index(fitted)


def _with_plain_index(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` with an index that tells its rows apart and is taken for none of its columns."""
    if table.index.nlevels > 1 or not table.index.is_unique:
        return table.reset_index(drop=True)
    return table if table.index.name is None else table.rename_axis(index=None)


def _is_whole(text: str) -> bool:
    """Tell whether `text` holds no half of a pair of surrogates, which no file and no column of text can hold."""
    return text.isascii() or not HALVES.search(text)


def _is_of(column: pd.Series, kind: str) -> bool:
    """Tell whether `column` has the type `kind` already, and neither missing text nor a number without end."""
    if str(column.dtype) != kind:
        return False
    return not (column.hasnans if kind == TEXT else kind == REAL and np.isinf(column.to_numpy()).any())


def _as_type(column: pd.Series, kind: str) -> pd.Series:
    """Return `column` with the type `kind`; raise ValueError for the first value that cannot have it."""
    if kind == TEXT:
        values = column.astype(object).where(column.notna(), "")
        wrong = [value for value in values if not isinstance(value, str) or not _is_whole(value)]
    else:
        values = pd.to_numeric(column.astype(object), errors="coerce").astype(REAL)
        whole = values.notna() & (values == values.round())
        fits = {WHOLE: whole, FLAG: values.isin([0, 1]), REAL: (values.notna() | column.isna()) & ~np.isinf(values)}[kind]
        wrong = column[~fits].tolist()
    if wrong:
        msg = f"column {str(column.name)!r} must be {KIND_NAMES[kind]}; it holds {wrong[0]!r}"
        raise ValueError(msg)
    return values.astype(kind)


def issue_of(article_ids: pd.Series) -> pd.Series:
    """Return the id of the issue of each article: its own without its place in the issue.

    >>> issue_of(pd.Series(["湖南日报-2024-01-13-p1-02"])).tolist()
    ['湖南日报-2024-01-13-p1']
    """
    return article_ids.str.rsplit("-", n=1).str[0]


def make_table(name: str, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Return `rows` as the table called `name`: its columns, in its order, with its types.

    A column that a row leaves out is empty (``""``, ``NaN``, ``False``); a column that the table does not have is
    an error, because it would be lost in silence.

    >>> make_table("counts", [{"group": "a", "term": "县域", "n": 2}])
      group term  n
    0     a   县域  2
    """
    schema = SCHEMAS[name]
    unknown = sorted({key for row in rows for key in row} - set(schema))
    if unknown:
        msg = f"{unknown} are no columns of the table {name!r}; it has {list(schema)}"
        raise ValueError(msg)
    values = {key: [row.get(key, BLANK[kind]) for row in rows] for key, kind in schema.items()}
    arrays = {
        key: pa.array(values[key], pa.large_string()) if kind == TEXT else np.array(values[key], kind)
        for key, kind in schema.items()
    }
    # Through Arrow: a small table of many columns costs a fraction of what pandas takes to make it.
    return pa.table(arrays).to_pandas(use_threads=False)


def empty(name: str) -> pd.DataFrame:
    """Return the table called `name` without rows.

    >>> empty("repairs").shape
    (0, 6)
    """
    return make_table(name, [])


BLANK: Mapping[str, object] = {TEXT: "", WHOLE: 0, REAL: float("nan"), FLAG: False}
