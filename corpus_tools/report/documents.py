"""A table → a document: CSV, LaTeX or Excel, as bytes that depend on the table alone."""

import re
import zipfile
from io import BytesIO
from math import floor, isfinite, log10
from numbers import Real
from unicodedata import east_asian_width

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from corpus_tools.plots.labels import current_language, say, short_label, shown_of
from corpus_tools.resources import read_rows
from corpus_tools.tables import DICTIONARY
from corpus_tools.text.files import SHEET_COLUMNS, SHEET_ROWS, sheet_errors
from corpus_tools.text.writable import writable, writable_table

LATEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": r"\newline "}
    | {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"<": r"\textless{}", ">": r"\textgreater{}", "◇": r"$\diamond$"}
    # what is not seen and no typeface has: signs without width, an object in the text
    | {sign: rf"\texttt{{U+{ord(sign):04X}}}" for sign in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffc"},
)
LONG = 24  # columns of text wider than this are set as paragraphs
PARAGRAPH = "p{60mm}"  # two of them fit beside a few numbers on A4
MOST_PRINTED = 60  # rows: the CSV has them all
LONGEST_FLOAT = 30  # rows of a table on one page
PROBABILITIES = ("p", "q")
SMALLEST, SMALL = 0.001, "< 0.001"
SPAN = 1e4  # numbers that differ by more are each printed with digits of their own
LONGEST_CELL = 32_767  # characters, by the format
WIDEST = 60  # characters of an Excel column: a source sentence in two or three lines
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip archive can hold
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def as_csv(table: pd.DataFrame) -> bytes:
    """Return `table` as CSV in UTF-8 with a byte order mark, so that Excel shows its Chinese.

    No cell is a formula, and none holds what a file cannot: see `corpus_tools.text.writable`, which also undoes it.

    >>> as_csv(pd.DataFrame({"term": ["县域"], "n": [2]})).decode("utf-8-sig").split()
    ['term,n', '县域,2']
    """
    return writable_table(table, cells=True).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def as_latex(table: pd.DataFrame, caption: str = "") -> bytes:
    r"""Return `table` as LaTeX for print: with booktabs, every sign escaped, headings in the language of the style.

    Columns that are blank, and those that only lead back to the text (``resources/report/not_in_print.tsv``), are left
    out. At most sixty rows are printed, and the caption says of how many. More than thirty go on over pages
    (``longtable``); fewer are a ``table`` where there is a `caption`, else a bare ``tabular``.

    >>> print(as_latex(pd.DataFrame({"share_of": ["5%"], "n": [1200], "p": [2e-7]})).decode())
    \begin{tabular}{lrr}
    \toprule
    share of & n & p \\
    \midrule
    5\% & 1,200 & $<$ 0.001 \\
    \bottomrule
    \end{tabular}
    <BLANKLINE>
    """
    kept = for_print(writable_table(table))
    rows = kept.head(MOST_PRINTED)
    cells = [_latex_cells(rows[name]) for name in rows]
    body = [" & ".join(row) + r" \\" for row in zip(*cells, strict=True)]
    layout = "".join(_latex_column(rows[name]) for name in rows)
    head = " & ".join(escape_latex(heading(str(name))) for name in rows) + r" \\"
    said = escape_latex(" ".join(filter(None, (writable(caption), _limit(len(rows), len(kept))))))
    lines = (_longtable if len(rows) > LONGEST_FLOAT else _float)(layout, head, body, said)
    return ("\n".join(lines) + "\n").encode()


def for_print(table: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that are printed; all where none would be."""
    unprinted = {name for name, _ in read_rows("report/not_in_print.tsv")}
    kept = [name for name in table if name not in unprinted and table[name].map(shown).ne("").any()]
    return table[kept] if kept else table


def _limit(printed: int, of: int) -> str:
    """Return the note that only the first rows are printed."""
    return f"({say(shown_of(printed, of))})" if printed < of else ""


def _float(layout: str, head: str, body: list[str], caption: str) -> list[str]:
    """Return the lines of a table on one page."""
    tabular = [
        rf"\begin{{tabular}}{{{layout}}}",
        r"\toprule",
        head,
        r"\midrule",
        *body,
        r"\bottomrule",
        r"\end{tabular}",
    ]
    if not caption:
        return tabular
    return [r"\begin{table}[htbp]", r"\centering\small", rf"\caption{{{caption}}}", *tabular, r"\end{table}"]


def _longtable(layout: str, head: str, body: list[str], caption: str) -> list[str]:
    """Return the lines of a table that goes on over pages, its heading on each."""
    heading = [r"\toprule", head, r"\midrule"]
    top = [rf"\caption{{{caption}}} \\"] if caption else []
    rest = [*heading, r"\endhead", r"\bottomrule", r"\endfoot", *body, r"\end{longtable}", r"\endgroup"]
    return [r"\begingroup\small", rf"\begin{{longtable}}{{{layout}}}", *top, *heading, r"\endfirsthead", *rest]


def heading(name: str) -> str:
    """Return the heading of a column, in the language of the style."""
    words = short_label(name)
    if words != name:
        return words
    known = next((columns[name] for columns in DICTIONARY.values() if name in columns), None)
    words = name.replace("_", " ")
    if known is None:
        return words
    if current_language() == "zh" and known.chinese:
        return known.chinese
    return words if len(words) == 1 else words[0].upper() + words[1:]


def _latex_column(column: pd.Series) -> str:
    """Return how a column is set: numbers to the right, long text as paragraphs."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return "r"
    return PARAGRAPH if width(column) > LONG else "l"


def readable(column: pd.Series) -> list[str]:
    """Return the cells of a column as they are read: probabilities no smaller than is worth a look, other numbers with digits alike.

    >>> readable(pd.Series([0.5, 0.25, 1200.0])), readable(pd.Series([1e-9], name="q"))
    (['0', '0', '1,200'], ['< 0.001'])
    """
    if column.name in PROBABILITIES:
        return ["" if pd.isna(value) else SMALL if value < SMALLEST else f"{value:.3f}" for value in column]
    if pd.api.types.is_float_dtype(column) and _alike(column):
        digits = _digits(column)
        return ["" if pd.isna(value) else f"{value:,.{digits}f}" for value in column]
    return [shown(value) for value in column]


def in_words(column: pd.Series) -> list[str]:
    """Return the cells of a column as they are read, the values of a vocabulary in the language of the style.

    >>> in_words(pd.Series(["photo", "x"], name="kind"))
    ['photo', 'x']
    """
    if current_language() != "zh":
        return readable(column)
    rows = read_rows("tables/vocabularies.tsv")
    words = {value: chinese for of, value, _, chinese in rows if of.partition(".")[2] == column.name}
    return [words.get(text, text) for text in readable(column)]


def _latex_cells(column: pd.Series) -> list[str]:
    """Return the cells of a column for LaTeX: the signs of numbers as formulas."""
    if pd.api.types.is_float_dtype(column):
        return [text.replace("-", "$-$").replace("<", "$<$") for text in readable(column)]
    return [escape_latex(text) for text in in_words(column)]


def _alike(column: pd.Series) -> bool:
    """Tell whether the numbers of a column are of sizes that the same digits suit."""
    sizes = column.abs()[column.abs().between(0, float("inf"), inclusive="neither")]
    return len(sizes) > 0 and sizes.max() / sizes.median() < SPAN


def _digits(column: pd.Series) -> int:
    """Return how many digits after the point a column needs: none for whole numbers, else three significant ones."""
    numbers = column.dropna()
    if (numbers == numbers.round()).all():
        return 0
    return max(0, min(3, 2 - floor(log10(numbers.abs().max()))))


def escape_latex(text: str) -> str:
    """Return text with every sign that LaTeX reads as a command escaped."""
    return text.translate(LATEX)


def shown(value: object) -> str:
    """Return a value as print shows it: numbers with thousands separated and six digits at most, nothing for missing.

    >>> shown(1.63e10), shown(0.30000000000000004), shown(float("nan"))
    ('16,300,000,000', '0.3', '')
    """
    if isinstance(value, str | bool) or value is None:
        return str(value or "") if not isinstance(value, bool) else str(value)
    if not isinstance(value, Real):
        return str(value) if pd.api.types.is_list_like(value) or not pd.isna(value) else ""
    if pd.isna(value):
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def width(texts: pd.Series) -> int:
    """Return the width of the widest text; a Chinese character is two wide."""
    return max((sum(1 + (east_asian_width(sign) in "WF") for sign in shown(text)) for text in texts), default=0)


def as_xlsx(table: pd.DataFrame) -> bytes:
    """Return `table` as an Excel workbook: header frozen and filtered, long text wrapped, no text taken for a formula.

    A text of more characters than a cell holds is cut there, and says so: the CSV has it whole. Raises ValueError for more rows
    than a sheet has.
    """
    if len(table) > SHEET_ROWS or len(table.columns) > SHEET_COLUMNS:
        msg = f"too large for Excel – {len(table):,} rows, {len(table.columns):,} columns – a sheet has {SHEET_ROWS:,} and {SHEET_COLUMNS:,}; save a part, or write the whole with to_csv"
        raise ValueError(msg)
    table = writable_table(table)
    book = Workbook()
    sheet = book.active
    for column, name in enumerate(table.columns, 1):
        _fill(sheet, 1, column, name)
    for number, row in enumerate(table.itertuples(index=False), 2):
        for column, value in enumerate(row, 1):
            _fill(sheet, number, column, value)
    _lay_out(sheet, table)
    buffer = BytesIO()
    with sheet_errors():
        book.save(buffer)
    return timeless(buffer.getvalue())


def _fill(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Put a value into a cell, text as text even where it begins with an equals sign."""
    if isinstance(value, Real) and (isfinite(value) or pd.isna(value)):
        sheet.cell(row, column, None if pd.isna(value) else value).alignment = Alignment(vertical="top")
        return
    text = _within_cell(value if isinstance(value, str) else shown(value))
    cell = sheet.cell(row, column, text or None)
    cell.data_type = "s" if text else "n"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _within_cell(text: str) -> str:
    """Return a text as far as a cell of Excel holds it, with what it is that was cut."""
    if len(text) <= LONGEST_CELL:
        return text
    note = f" … [{len(text):,} characters; the .csv has them all]"
    return text[: LONGEST_CELL - len(note)] + note


def _lay_out(sheet: Worksheet, table: pd.DataFrame) -> None:
    """Set the header and the widths of the columns."""
    for number, name in enumerate(table.columns, 1):
        sheet.cell(1, number).font = Font(bold=True)
        widest = max(width(table[name]), len(str(name)) + 2)
        sheet.column_dimensions[get_column_letter(number)].width = min(widest + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def timeless(workbook: bytes) -> bytes:
    """Return a workbook without the moment at which it was written."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
