"""A run → a paper to begin from: LaTeX and Word documents with methods, figures, captions, tables and the dictionary of the data."""

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pandas as pd

from corpus_tools.plots.alt_text import one_line
from corpus_tools.plots.style import house_style
from corpus_tools.report.contents import Bundle, Chapter, chapters, small_picture
from corpus_tools.report.documents import as_csv, as_latex, escape_latex, for_print, heading, in_words, timeless, width
from corpus_tools.report.methods import data_appendix, methods, methods_text, paper_words
from corpus_tools.report.outputs import Outputs
from corpus_tools.text.writable import writable, writable_table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

SCHEMES: Final = {"en": "plain", "zh": "chinese"}  # of ctex: how headings are numbered and named
FILES: Final = ("paper.tex", "paper.docx", "methods_en.md", "methods_zh.md", "data_dictionary.csv")
MOST_ROWS: Final = 30  # of a table: the files have them all
MOST_COLUMNS: Final = 7  # that a page of A4 holds
START: Final = "00_"  # the notebook that explains the others
# a table, no wider than the text
FITTED: Final = (
    r"\newcommand{\fitted}[1]{\sbox{\whole}{#1}\ifdim\wd\whole>\linewidth"
    r"\resizebox{\linewidth}{!}{\usebox{\whole}}\else\usebox{\whole}\fi}"
)
# circled numbers, frames, squares and stars: the Chinese typeface has them, the Latin one has not
SIGNS: Final = r'\xeCJKDeclareCharClass{CJK}{"2460 -> "26FF, "3200 -> "33FF}'
LONGEST_CELL: Final = 60  # characters
MARGINS: Final = 4  # letters that the margins of a cell take
SLIM: Final = 9  # letters that a column of a table in Word is at least as wide as
BROAD: Final = 36  # and at the most
WIDTH_CM: Final = 16.0  # of the text of A4
NARROW_CM: Final = 8.9  # of a single column: figures for one are set as wide as they were drawn
EPOCH: Final = pd.Timestamp("1980-01-01").to_pydatetime()
STABLE: Final = 1  # the revision of a document that is made once


def paper_files(outputs: Outputs, language: str) -> dict[str, bytes]:
    """Return the files for a paper that a run makes of its outputs, by name; the same outputs give the same bytes.

    ``paper.tex`` (XeLaTeX with ``ctex``, ``booktabs``, ``longtable``), ``paper.docx``, ``methods_zh.md``, ``methods_en.md``
    and ``data_dictionary.csv``.
    """
    appendix = data_appendix(outputs)
    contents = (
        paper_tex(outputs, appendix, language).encode(),
        paper_docx(outputs, appendix, language),
        *(methods_text(outputs, each).encode() for each in ("en", "zh")),
        as_csv(appendix),
    )
    return dict(zip(FILES, contents, strict=True))


def paper_tex(outputs: Outputs, appendix: pd.DataFrame, language: str) -> str:
    """Return a LaTeX document that includes every figure and table of a run."""
    words = paper_words(language)
    made = _printed(outputs)
    lines = [
        "% xelatex paper.tex, twice. It includes the files beside it.",
        rf"\documentclass[UTF8,a4paper,scheme={SCHEMES[language]}]{{ctexart}}",
        r"\usepackage{booktabs,longtable,graphicx,geometry}",
        r"\geometry{margin=25mm}\setlength{\tabcolsep}{4pt}\sloppy",
        SIGNS,
        r"\newsavebox{\whole}",
        FITTED,
        rf"\title{{{escape_latex(outputs.path.resolve().name)}}}\date{{}}",
        r"\begin{document}\maketitle",
        rf"\section{{{words['methods']}}}",
        *(line for each in methods(outputs, language) for line in _section(each.heading, each.text)),
    ]
    lines += [line for chapter in made for line in _chapter_tex(outputs, chapter, language)]
    described = [bundle for chapter in made for bundle in chapter.bundles if bundle.picture]
    lines += [rf"\appendix\section{{{words['described']}}}", r"\begin{description}"] if described else []
    lines += [rf"\item[{_text(each.name)}] {_text(each.described(language, 'long'))}" for each in described]
    lines += [r"\end{description}"] if described else []
    lines += [rf"\section{{{words['appendix']}}}", *_appendix_tex(appendix, language), r"\end{document}"]
    return "\n".join(lines) + "\n"


def _section(title: str, text: str) -> list[str]:
    """Return a subsection."""
    return [rf"\subsection{{{_text(title)}}}", _text(text), ""]


def _text(text: str) -> str:
    """Return text for LaTeX on one line, breakable where it holds a file name or a hash."""
    return escape_latex(" ".join(writable(text).split())).replace(r"\_", r"\_\allowbreak{}")


def _printed(outputs: Outputs) -> list[Chapter]:
    """Return what each notebook made, without the one that only explains."""
    return [chapter for chapter in chapters(outputs) if not chapter.stem.startswith(START)]


def _chapter_tex(outputs: Outputs, chapter: Chapter, language: str) -> Iterator[str]:
    """Yield the lines of the figures and tables of one notebook."""
    if not chapter.bundles:
        return
    yield rf"\section{{{_text(chapter.title)}}}"
    for bundle in chapter.bundles:
        if pdf := bundle.file(".pdf"):
            yield r"\begin{figure}[htbp]\centering"
            width = f"{NARROW_CM}cm" if bundle.is_narrow else r"\linewidth"
            yield rf"\includegraphics[width={width},height=0.8\textheight,keepaspectratio]{{{pdf}}}"
            yield rf"\caption{{{_text(bundle.caption(language))}}}\label{{fig:{bundle.name}}}"
            yield r"\end{figure}"
        elif table := bundle.file(".csv"):
            yield rf"\begin{{table}}[htbp]\centering\footnotesize\caption{{{_text(bundle.caption(language))}}}"
            with house_style(language=language):
                rows = as_latex(first_rows(pd.read_csv(outputs.path / table))).decode()
            yield rf"\fitted{{{rows}}}\label{{tab:{bundle.name}}}"
            yield r"\end{table}"
    yield r"\clearpage"


def _appendix_tex(appendix: pd.DataFrame, language: str) -> Iterator[str]:
    """Yield the dictionary of the data, a description list for each file."""
    name = "chinese" if language == "zh" else "meaning"
    for file, rows in appendix.groupby("file", sort=False):
        yield rf"\subsection*{{{paper_words(language)['columns']} {_text(str(file))}}}"
        said = [f"{row.column}: {getattr(row, name) or '–'}" for row in rows.itertuples()]
        yield _text("; ".join(said)) + "."
        yield ""


def paper_docx(outputs: Outputs, appendix: pd.DataFrame, language: str) -> bytes:
    """Return a Word document with methods, figures with captions and alt text, and the first rows of the tables."""
    from docx import Document  # noqa: PLC0415 – takes a while to import, and only the end of a run needs it

    document = Document()
    _set_up(document, language)
    document.add_heading(outputs.path.resolve().name, 0)
    document.add_heading(paper_words(language)["methods"], 1)
    for section in methods(outputs, language):
        document.add_heading(writable(section.heading), 2)
        document.add_paragraph(writable(section.text))
    for chapter in _printed(outputs):
        if chapter.bundles:
            document.add_heading(writable(chapter.title), 1)
        for bundle in chapter.bundles:
            _add_bundle(document, outputs, bundle, language)
    document.add_heading(paper_words(language)["appendix"], 1)
    name = "chinese" if language == "zh" else "meaning"
    for file, rows in appendix.groupby("file", sort=False):
        document.add_heading(f"{paper_words(language)['columns']} {file}", 3)
        document.add_paragraph("; ".join(f"{row.column}: {getattr(row, name) or '–'}" for row in rows.itertuples()))
    made = BytesIO()
    document.save(made)
    return timeless(made.getvalue())


def _set_up(document: "Document", language: str) -> None:
    """Set margins, the Chinese typeface, the language of a document, and a record without a moment in it."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    for section in document.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21.0 - WIDTH_CM) / 2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(10.5)
    for each in document.styles.element.iter(qn("w:rFonts")):
        each.set(qn("w:eastAsia"), "SimSun")
    core = document.core_properties
    core.created = core.modified = EPOCH
    core.author, core.revision, core.language = "corpus-tools", STABLE, language


def _add_bundle(document: "Document", outputs: Outputs, bundle: Bundle, language: str) -> None:
    """Add a figure with its caption and alt text, or the first rows of a table."""
    from docx.shared import Cm  # noqa: PLC0415

    caption = writable(f"{bundle.name}. {bundle.caption(language)}")
    if bundle.picture:
        picture = BytesIO(small_picture(outputs.path / bundle.picture))
        shape = document.add_picture(picture, width=Cm(NARROW_CM if bundle.is_narrow else WIDTH_CM))
        properties = shape._inline.docPr  # noqa: SLF001 – the package has no other way to the alt text
        properties.set("descr", writable(bundle.described(language, "long")))
        properties.set("title", writable(bundle.described(language)))
        document.add_paragraph(caption, style="Caption")
    elif table := bundle.file(".csv"):
        document.add_paragraph(caption, style="Caption")
        _add_table(document, pd.read_csv(outputs.path / table), language)


def first_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return as much of a table as a page of A4 holds: the first rows, the first columns that are printed, long cells cut."""
    kept = for_print(writable_table(table)).iloc[:MOST_ROWS, :MOST_COLUMNS]
    texts = [name for name in kept if not pd.api.types.is_numeric_dtype(kept[name])]
    return kept.assign(**{name: kept[name].fillna("").astype(str).map(partial(one_line, longest=LONGEST_CELL)) for name in texts})


def _add_table(document: "Document", table: pd.DataFrame, language: str) -> None:
    """Add the first rows of a table, with the columns that are printed."""
    with house_style(language=language):
        kept = first_rows(table)
        headings = [heading(str(name)) for name in kept]
        columns = [in_words(kept[name]) for name in kept]
    grid = document.add_table(rows=1, cols=max(1, len(headings)), style="Light List Accent 1")
    for cell, text in zip(grid.rows[0].cells, headings, strict=False):
        cell.text = text
    for row in zip(*columns, strict=True):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    _set_widths(grid, [width(pd.Series([heading, *cells])) for heading, cells in zip(headings, columns, strict=True)])
    document.add_paragraph()


def _set_widths(grid: "Table", letters: Sequence[int]) -> None:
    """Make the columns of a table as wide as their text asks for, within bounds; its heading is one on every page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    grid.autofit = False
    asked = [min(max(each + MARGINS, SLIM), BROAD) for each in letters]
    widths = [Cm(WIDTH_CM * part / sum(asked)) for part in asked]
    for part in (grid.columns, *(row.cells for row in grid.rows)):  # LibreOffice reads those of columns, Word those of cells
        for each, wide in zip(part, widths, strict=False):
            each.width = wide
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 – the package has no other way
