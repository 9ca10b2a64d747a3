"""Text as a file for other programs can hold it, and back: signs that print nothing by name, cells that no sheet computes.

A control character, a carriage return, NUL, half of a surrogate pair and what is no character are written ``⟨U+000D⟩``,
and so is the opening sign of a name that the text itself holds. A cell of a CSV file that begins with a sign of a formula
gets an apostrophe before it, as a reader of a sheet would type it. Both can be undone: see `as_it_was`.
"""

import re
from collections.abc import Callable

import pandas as pd

# What XML, CSV or UTF-8 cannot hold: C0 and C1 controls but for tab and line feed, halves of pairs, what is no character.
UNWRITABLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
NAMED = r"⟨U\+(?P<code>[0-9A-F]{4,6})⟩"
TO_NAME = re.compile(f"{UNWRITABLE}|⟨(?=U\\+[0-9A-F]{{4,6}}⟩)")
NAME = re.compile(NAMED)
# A spreadsheet takes for a formula what begins so; in full width too, where its language is Chinese or Japanese.
FORMULA = r"'*[=+\-@＝＋－＠\t]"
BEGINS_FORMULA, QUOTED = re.compile(FORMULA), re.compile("'(?=" + FORMULA + ")")


def writable(text: str) -> str:
    """Return `text` with a name for each character that a file cannot hold.

    >>> writable("雨" + chr(13) + "停" + chr(0xD800))
    '雨⟨U+000D⟩停⟨U+D800⟩'
    """
    return TO_NAME.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def shown_signs(text: str) -> str:
    """Return `text` to be looked at: with a name for each character that a file cannot hold, and names left as they are.

    >>> shown_signs("⟨U+200B⟩" + chr(0))
    '⟨U+200B⟩⟨U+0000⟩'
    """
    return re.sub(UNWRITABLE, lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def cell(text: str) -> str:
    """Return `text` as a cell of a CSV file, which no spreadsheet computes.

    >>> cell("=1+1"), cell("-"), cell("县域")
    ("'=1+1", "'-", '县域')
    """
    named = writable(text)
    return f"'{named}" if BEGINS_FORMULA.match(named) else named


def as_it_was(text: str) -> str:
    """Return what `cell` or `writable` was given.

    >>> as_it_was(cell("=⟨U+000D⟩" + chr(13))) == "=⟨U+000D⟩" + chr(13)
    True
    """
    bare = QUOTED.sub("", text, count=1) if QUOTED.match(text) else text
    return NAME.sub(lambda found: chr(int(found["code"], 16)), bare)


def writable_table(table: pd.DataFrame, *, cells: bool = False) -> pd.DataFrame:
    """Return `table` with all its text as a file can hold it; as `cells` of a CSV file too.

    Columns come as numbers, truth or text, however the table keeps them; the headings are texts.
    """
    change = cell if cells else writable
    held = {number: _writable(_plain(column), change) for number, (_, column) in enumerate(table.items())}
    return pd.DataFrame(held, index=table.index).set_axis([change(str(name)) for name in table.columns], axis=1)


def _plain(column: pd.Series) -> pd.Series:
    """Return a column of Arrow, nullable, categorical or mixed values as one of numbers, truth or text."""
    if column.dtype == "str" or (column.dtype.kind in "iufbM" and not pd.api.types.is_extension_array_dtype(column)):
        return column
    held = column.astype(object).where(column.notna(), float("nan"))
    texts = held.map(lambda value: isinstance(value, str)).any()
    return held if texts else held.infer_objects()


def _writable(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """Return a column with its texts changed; other values as they are."""
    if column.dtype.kind in "iufbM":
        return column
    return column.map(lambda value: change(value) if isinstance(value, str) else value).astype(object)
