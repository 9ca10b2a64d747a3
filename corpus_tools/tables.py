"""What one row is: the tables that every part of the kit takes and gives.

A table is a pandas DataFrame with the columns named here, in this order. The grain ("one row is …") is the
contract between the modules: they meet in these tables, not in each other. Missing text is ``""``; missing
numbers are ``NaN``; columns of whole numbers that can be missing are therefore ``float64``.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

TEXT, WHOLE, REAL, FLAG = "str", "int64", "float64", "bool"

SPAN = {"article_id": TEXT, "field": TEXT, "start": WHOLE, "end": WHOLE, "stated": TEXT, "kind": TEXT}

SCHEMAS: Mapping[str, Mapping[str, str]] = {
    # one file of one issue
    "issues": {
        "issue_id": TEXT,
        "newspaper": TEXT,
        "date": TEXT,
        "page": TEXT,
        "date_source": TEXT,
        "path": TEXT,
        "sha256": TEXT,
        "articles": WHOLE,
        "characters": WHOLE,
        "notes": TEXT,
    },
    # one article of one issue
    "articles": {
        "article_id": TEXT,
        "issue_id": TEXT,
        "newspaper": TEXT,
        "date": TEXT,
        "page": TEXT,
        "position": WHOLE,
        "kind": TEXT,
        "column": TEXT,
        "kicker": TEXT,
        "title": TEXT,
        "subtitle": TEXT,
        "authors": TEXT,
        "dateline_date": TEXT,
        "dateline_place": TEXT,
        "agency": TEXT,
        "editors_note": TEXT,
        "text": TEXT,
    },
    # one non-blank line of the source
    "lines": {
        "issue_id": TEXT,
        "line": WHOLE,
        "start": WHOLE,
        "end": WHOLE,
        "article_id": TEXT,
        "role": TEXT,
        "paragraph": REAL,
        "text_start": REAL,
        "confidence": REAL,
    },
    # one change that the parser made
    "repairs": {"issue_id": TEXT, "line": WHOLE, "rule": TEXT, "before": TEXT, "after": TEXT, "confidence": REAL},
    # one token, in reading order
    "tokens": {
        "article_id": TEXT,
        "position": WHOLE,
        "start": WHOLE,
        "end": WHOLE,
        "sentence": WHOLE,
        "term": TEXT,
        "pos": TEXT,
    },
    # one term in one group
    "counts": {"group": TEXT, "term": TEXT, "n": WHOLE},
    # one term, scored
    "terms": {
        "term": TEXT,
        "n": WHOLE,
        "per_10k": REAL,
        "articles": WHOLE,
        "dp": REAL,
        "largest_share": REAL,
        "rank": WHOLE,
        "rank_low": REAL,
        "rank_high": REAL,
        "sensitive": TEXT,
    },
    # one term of two corpora, compared
    "keyness": {
        "term": TEXT,
        "n_target": WHOLE,
        "n_reference": WHOLE,
        "log_ratio": REAL,
        "log_ratio_low": REAL,
        "log_ratio_high": REAL,
        "g2": REAL,
        "p": REAL,
        "q": REAL,
    },
    # one statistic that the text states
    "quantities": {
        **SPAN,
        "value": REAL,
        "value_high": REAL,
        "unit": TEXT,
        "qualifier": TEXT,
        "bound": TEXT,
        "direction": TEXT,
        "indicator": TEXT,
        "period": TEXT,
        "place": TEXT,
        "comparison": TEXT,
        "basis": TEXT,
        "align": TEXT,
        "ratio": REAL,
        "target": FLAG,
        "flag": TEXT,
        "context": TEXT,
        "period_source": TEXT,
        "place_source": TEXT,
        "evidence": TEXT,
    },
    # one relation between stated numbers that was checked
    "findings": {
        "article_id": TEXT,
        "field": TEXT,
        "check": TEXT,
        "rows": TEXT,
        "value": REAL,
        "expected": REAL,
        "tolerance": REAL,
        "holds": FLAG,
        "suspect": TEXT,
        "context": TEXT,
    },
    # one date or period that the text states
    "periods": {**SPAN, "value": TEXT},
    # one term of one topic
    "topic_terms": {"topic": WHOLE, "label": TEXT, "rank": WHOLE, "term": TEXT, "weight": REAL},
    # one topic of one article
    "topic_articles": {"topic": WHOLE, "label": TEXT, "article_id": TEXT, "share": REAL},
}


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


def require(table: pd.DataFrame, needed: Iterable[str]) -> pd.DataFrame:
    """Return `table` when it has every column in `needed`; raise ValueError, naming the lacking ones, when not.

    >>> require(empty("counts"), ["n"]).empty
    True
    """
    missing = [name for name in needed if name not in table.columns]
    if missing:
        msg = f"table lacks {missing}; it has {list(table.columns)}"
        raise ValueError(msg)
    return table


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
    # Through Arrow: a small table of many columns costs a quarter of what pandas takes to make it.
    return pa.table(arrays).to_pandas(split_blocks=True)


def empty(name: str) -> pd.DataFrame:
    """Return the table called `name` without rows.

    >>> empty("repairs").shape
    (0, 6)
    """
    return make_table(name, [])


BLANK: Mapping[str, object] = {TEXT: "", WHOLE: 0, REAL: float("nan"), FLAG: False}
