"""The part of a cell that a row is about: a statistic within its sentence, the word of a concordance; marked in a notebook's tables."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

import pandas as pd

from corpus_tools.report.documents import width

if TYPE_CHECKING:
    from corpus_tools.corpus.opening import Corpus

WHOLE: Final = "node"  # the column that holds nothing else
WITHIN: Final = {"context": "stated", "sentence": "name", "example": "term"}  # column of text: column of what stands in it
BEFORE: Final = 0.4  # of a long text that is cut: what is left before the part, so that more of what follows is read
CUT: Final = "…"
MARK: Final = "background: #ffe08a; color: #1d1f23"  # read upon a light page and upon a dark one
NUMBER: Final = re.compile(r"([<>] ?)?[-−+]?[\d,.]*%?")
BRIEF: Final = 24  # letters of a cell that is not broken, a Chinese character being two: an id, a date or two
SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Cell:
    """A text of which the characters from `start` to `end` are marked; none where these are the same.

    >>> Cell("增长<7%").as_html()
    '增长&lt;7%'
    """

    text: str
    start: int = 0
    end: int = 0

    def as_html(self) -> str:
        """Return the text for a page, everything escaped."""
        part = escape(self.text[self.start : self.end])
        marked = f'<mark style="{MARK}">{part}</mark>' if part else ""
        return f"{escape(self.text[: self.start])}{marked}{escape(self.text[self.end :])}"

    def shortened(self, longest: int) -> "Cell":
        """Return the cell with at most `longest` characters, on one line, those around the marked part; a cut is shown by ….

        >>> Cell("县域经济增长百分之七以上", 6, 10).shortened(8)
        Cell(text='…长百分之七以上', start=2, end=6)
        """
        edges = (slice(None, self.start), slice(self.start, self.end), slice(self.end, None))
        left, part, right = (SPACES.sub(" ", self.text[edge]) for edge in edges)
        spare = max(0, longest - len(part))
        kept = max(round(BEFORE * spare), spare - len(right))
        if len(left) > kept:
            left = CUT + left[len(left) - kept + 1 :] if kept else ""
        text = left + part + right
        text = text if len(text) <= longest else f"{text[: longest - 1]}{CUT}"
        return Cell(text, len(left), min(len(left) + len(part), len(text)))


def as_table(columns: Mapping[str, Sequence[Cell]]) -> str:
    """Return columns of cells, by their headings, as a table for a page: numbers to the right, text to the left."""
    looks = {name: _look(cells) for name, cells in columns.items()}
    head = "".join(f'<th style="{looks[name][0]}">{escape(name)}</th>' for name in columns)
    rows = zip(*([_table_cell(cell, looks[name][1]) for cell in cells] for name, cells in columns.items()), strict=True)
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table class="dataframe">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def _look(cells: Sequence[Cell]) -> tuple[str, str]:
    """Return how the heading and the cells of a column are set."""
    side = "right" if any(cell.text for cell in cells) and all(NUMBER.fullmatch(cell.text) for cell in cells) else "left"
    letters = width(pd.Series([cell.text for cell in cells], dtype="str"))
    room = "white-space: nowrap" if letters <= BRIEF else f"min-width: {18 if letters > 3 * BRIEF else 6}em"
    return f"text-align: {side}", f"text-align: {side}; {room}"


def _table_cell(cell: Cell, look: str) -> str:
    """Return a cell of a table for a page."""
    return f'<td style="{look}">{cell.as_html()}</td>'


def highlighted(table: pd.DataFrame, shown: Mapping[str, list[str]], corpus: "Corpus | None" = None) -> dict[str, list[Cell]]:
    """Return the cells that are `shown` of a table, by column, with the part of each that its row is about.

    `corpus` finds which of several places in a sentence a statistic is; without it, such a one is not marked.
    """
    return {name: _column(table, name, texts, corpus) for name, texts in shown.items()}


def _column(table: pd.DataFrame, name: str, texts: list[str], corpus: "Corpus | None") -> list[Cell]:
    """Return the cells of one column."""
    if name == WHOLE:
        return [Cell(text, 0, len(text)) for text in texts]
    if name not in WITHIN or WITHIN[name] not in table:
        return [Cell(text) for text in texts]
    rows = table.to_dict("records")
    return [_placed(row, str(text), str(row[WITHIN[name]]), corpus) for row, text in zip(rows, texts, strict=True)]


def _placed(row: Mapping[str, object], text: str, part: str, corpus: "Corpus | None") -> Cell:
    """Return a text with the place of a part of it: the only one, or the one that the row's `start` says."""
    at = text.find(part) if part else -1
    if at >= 0 and part in text[at + 1 :]:
        at = _stated_at(row, text, corpus) if "start" in row else at
    return Cell(text, at, at + len(part)) if at >= 0 else Cell(text)


def _stated_at(row: Mapping[str, object], sentence: str, corpus: "Corpus | None") -> int:
    """Return at which character of its sentence a statistic begins; -1 where that cannot be said."""
    if corpus is None:
        return -1
    article = corpus.articles.query("article_id == @row['article_id']")
    text = str(article[row["field"]].iloc[0])
    begin = text.rfind(sentence, 0, row["start"] + len(sentence))
    at = row["start"] - begin
    return at if begin >= 0 and sentence[at:].startswith(row["stated"]) else -1
