"""What a reader may hand to a public function in place of its table: the same table as other tools keep it, and broken ones."""

import numpy as np
import pandas as pd

from corpus_tools.tables import COLUMN_TYPES, TEXT


def texts(table):
    """The columns of text of a table that the kit knows."""
    return [name for name in table.columns if COLUMN_TYPES.get(name, str(table[name].dtype)) == TEXT]


def numbers(table):
    return [name for name in table.columns if table[name].dtype.kind in "if"]


def _cast(kind, names=texts):
    return lambda table: table.astype(dict.fromkeys(names(table), kind))


def _missing(value, kind=object):
    """Empty text as other tools write it."""

    def missing(table):
        held = {name: table[name].astype(object).mask(table[name] == "", value).astype(kind) for name in texts(table)}
        return table.assign(**held)

    return missing


def _extra(table):
    """Columns of a reader's own, of types that no file format knows."""
    mine = {"my note": pd.Series([object()] * len(table), dtype=object), "my list": [[1, "x"]] * len(table)}
    return table.assign(**mine, **{"my day": pd.Timestamp("2024-01-13", tz="Asia/Shanghai"), "my root": 1j}).rename(
        columns={"my root": 7}
    )


SAME = {
    "object": _cast(object, list),
    "category": _cast("category"),
    "pandas strings": _cast("string[python]"),
    "arrow strings": _cast("string[pyarrow]"),
    "arrow": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
    "nullable": lambda table: table.convert_dtypes(dtype_backend="numpy_nullable"),
    "missing as None": _missing(None),
    "missing as NaN": _missing(np.nan, "str"),
    "missing as NA": _missing(pd.NA, "string[python]"),
    "duplicate index": lambda table: table.set_axis([0] * len(table)),
    "many-level index": lambda table: table.set_axis(
        pd.MultiIndex.from_arrays([range(len(table), 0, -1), ["x"] * len(table)], names=["article_id", "term"])
    ),
    "named index": lambda table: table.set_axis(pd.RangeIndex(len(table), name="article_id")),
    "other order of columns": lambda table: table[table.columns[::-1]],
    "extra columns": _extra,
}
BROKEN = {
    "no columns": lambda table: pd.DataFrame(index=table.index),
    "every column twice": lambda table: pd.concat([table, table], axis=1),
    "numbers for text": lambda table: table.assign(**dict.fromkeys(texts(table), 7)),
    "lists for text": lambda table: table.assign(**{name: [["x"]] * len(table) for name in texts(table)}),
    "bytes for text": lambda table: table.assign(**dict.fromkeys(texts(table), b"x")),
    "words for numbers": lambda table: table.assign(**dict.fromkeys(numbers(table), "x")),
    "a list": lambda table: table.to_dict("records"),
    "a dictionary": lambda table: table.to_dict("list"),
    "nothing": lambda _: None,
}
