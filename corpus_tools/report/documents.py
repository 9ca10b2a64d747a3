"""A table → a document: CSV, LaTeX or Excel, as bytes that depend on the table alone."""

import re
import zipfile
from io import BytesIO
from unicodedata import east_asian_width

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

LATEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": r"\newline "}
    | {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"<": r"\textless{}", ">": r"\textgreater{}"},
)
LONG = 24  # columns of text wider than this are set as paragraphs
PARAGRAPH = "p{60mm}"  # two of them fit beside a few numbers on A4
WIDEST = 60  # characters of an Excel column: a source sentence in two or three lines
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip archive can hold
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def as_csv(table: pd.DataFrame) -> bytes:
    """Return `table` as CSV in UTF-8 with a byte order mark, so that Excel shows its Chinese.

    >>> as_csv(pd.DataFrame({"term": ["县域"], "n": [2]})).decode("utf-8-sig").split()
    ['term,n', '县域,2']
    """
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def as_latex(table: pd.DataFrame) -> bytes:
    r"""Return `table` as a booktabs ``tabular`` with every sign escaped.

    >>> print(as_latex(pd.DataFrame({"share_of": ["5%"], "n": [1200]})).decode())
    \begin{tabular}{lr}
    \toprule
    share\_of & n \\
    \midrule
    5\% & 1,200 \\
    \bottomrule
    \end{tabular}
    <BLANKLINE>
    """
    rows = [" & ".join(_latex(value) for value in row) + r" \\" for row in table.itertuples(index=False)]
    layout = "".join(_latex_column(table[name]) for name in table.columns)
    head = " & ".join(map(_latex, table.columns)) + r" \\"
    lines = [rf"\begin{{tabular}}{{{layout}}}", r"\toprule", head, r"\midrule", *rows, r"\bottomrule", r"\end{tabular}"]
    return ("\n".join(lines) + "\n").encode()


def _latex_column(column: pd.Series) -> str:
    """Return how a column is set: numbers to the right, long text as paragraphs."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return "r"
    return PARAGRAPH if width(column) > LONG else "l"


def _latex(value: object) -> str:
    """Return one cell of a LaTeX table."""
    return shown(value).translate(LATEX)


def shown(value: object) -> str:
    """Return a value as print shows it: numbers with thousands separated and six digits at most, nothing for missing.

    >>> shown(1.63e10), shown(0.30000000000000004), shown(float("nan"))
    ('16,300,000,000', '0.3', '')
    """
    if isinstance(value, str | bool) or value is None:
        return str(value or "") if not isinstance(value, bool) else str(value)
    if pd.isna(value):
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def width(texts: pd.Series) -> int:
    """Return the width of the widest text; a Chinese character is two wide."""
    return max((sum(1 + (east_asian_width(sign) in "WF") for sign in shown(text)) for text in texts), default=0)


def as_xlsx(table: pd.DataFrame) -> bytes:
    """Return `table` as an Excel workbook: header frozen and filtered, long text wrapped, no text taken for a formula."""
    book = Workbook()
    sheet = book.active
    sheet.append([str(name) for name in table.columns])
    for number, row in enumerate(table.itertuples(index=False), 2):
        for column, value in enumerate(row, 1):
            _fill(sheet, number, column, value)
    _lay_out(sheet, table)
    buffer = BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _fill(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Put a value into a cell, text as text even where it begins with an equals sign."""
    if isinstance(value, str):
        cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        sheet.cell(row, column, None if pd.isna(value) else value).alignment = Alignment(vertical="top")


def _lay_out(sheet: Worksheet, table: pd.DataFrame) -> None:
    """Set the header and the widths of the columns."""
    for number, name in enumerate(table.columns, 1):
        sheet.cell(1, number).font = Font(bold=True)
        widest = max(width(table[name]), len(str(name)) + 2)
        sheet.column_dimensions[get_column_letter(number)].width = min(widest + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _timeless(workbook: bytes) -> bytes:
    """Return a workbook without the moment at which it was written."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
