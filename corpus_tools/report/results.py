"""A figure or a table of a notebook in one call: captions, headers and sentences are data, the provenance comes from the corpus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from corpus_tools.arguments import of_stated_types
from corpus_tools.plots.alt_text import BETWEEN, Sentence, alt_text
from corpus_tools.plots.frames import drawn, plot_parts
from corpus_tools.plots.labels import LANGUAGES, label, short_label
from corpus_tools.plots.style import choose, house_style
from corpus_tools.report.documents import readable
from corpus_tools.report.export import save_figure, save_table
from corpus_tools.report.highlights import Cell, as_table, highlighted
from corpus_tools.resources import read_rows
from corpus_tools.tables import DICTIONARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from corpus_tools.corpus.opening import Corpus
    from corpus_tools.topics.scoring import Topics
    from corpus_tools.topics.validation import Coding

SHOWN: Final = 15  # rows of a table in a notebook: the files have them all
LONGEST_CELL: Final = 60  # characters of a cell that is shown


@dataclass(frozen=True)
class Finding:
    """A sentence or two on what was found; in a notebook they are shown as a paragraph."""

    text: str

    def __str__(self) -> str:
        """Return the sentences."""
        return self.text

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.text)}</p>" if self.text else ""


@dataclass(frozen=True)
class Shown:
    """The first rows of a table as they are read, with readable headings, and the sentence above them.

    `cells` are the same rows, with the part of each cell that is marked in a notebook.
    """

    caption: str
    rows: pd.DataFrame
    cells: Mapping[str, list[Cell]] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        """Return the caption and the rows as text."""
        return f"{self.caption}\n{self.rows.to_string(index=False)}"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.caption)}</p>\n{as_table(self.cells)}"


@of_stated_types
@dataclass(frozen=True)
class Report:
    """Where the figures and tables of a notebook go, in which language, and what their records say they were made from.

    Captions, widths and the table that each is stand in ``resources/report/captions.tsv`` by their names; `captions` adds
    those of a reader's own (``{"my_figure": {"en": "…", "zh": "…"}}``).

    >>> Report(None, "figures/draft", language="zh").say("days", days=1, by="日").text
    '共1天，按日排列。序列至少需要两个时期；请在语料中加入一期后重新运行。'
    """

    corpus: "Corpus | None"
    out: str | Path
    language: str = "en"
    parameters: Mapping[str, object] = field(default_factory=dict)
    topics: "Topics | None" = None
    coding: "Coding | None" = None
    captions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def figure(self, name: str, plot: "Callable[..., Axes]", *tables: object, **choices: object) -> Finding:
        """Draw `plot` of `tables` in the house style, write it as the bundle `name` (see `save_figure`) and say what it shows.

        What is too high for a page goes on in parts. Raises ValueError for a name that has no caption.
        """
        width, _, captions = self._stated(name)
        with house_style(language=self.language, width=width):
            axes = plot_parts(plot, *tables, **choices)
            shown = [drawn(ax) for ax in axes]
            written = save_figure(axes, Path(self.out) / name, captions=captions, **self._origin())
            said = alt_text(shown[:1], self.language).long if written else ""
        return Finding(f"{name} – {captions[self.language]} {said}" if said else "")

    def table(self, name: str, table: pd.DataFrame, *, columns: Sequence[str] = (), rows: int = SHOWN) -> Shown:
        """Write `table` as the bundle `name` (see `save_table`) and return its first `rows` as they are read.

        Raises ValueError for a name that has no caption.
        """
        _, kind, captions = self._stated(name)
        with house_style(language=self.language):
            save_table(table, Path(self.out) / name, captions=captions, **self._origin())
        return self.show(table, columns=columns, rows=rows, kind=kind, caption=f"{name} – {captions[self.language]}")

    def show(
        self, table: pd.DataFrame, *, columns: Sequence[str] = (), rows: int = SHOWN, kind: str = "", caption: str = ""
    ) -> Shown:
        """Return the first `rows` of a table with headings and numbers as they are read; of all `columns` where none are named.

        `kind` is the name of the table in the data dictionary, by which headings and values are translated.
        """
        head = table[list(columns) or list(table)].head(rows)
        marked = highlighted(table.head(rows), {name: self._cells(head[name], kind) for name in head}, self.corpus)
        cells = {
            heading(name, kind, self.language): [cell.shortened(LONGEST_CELL) for cell in column]
            for name, column in marked.items()
        }
        texts = pd.DataFrame({name: [cell.text for cell in column] for name, column in cells.items()}, dtype="str")
        counted = self.say("rows", shown=len(head), of=len(table)).text
        return Shown(" ".join(filter(None, (caption, counted))), texts, cells)

    def say(self, key: str, **facts: object) -> Finding:
        """Return the sentences for `key` (``resources/report/sentences.tsv``) with `facts` in them; those that lack one are left out."""
        language = choose("language", self.language, LANGUAGES)
        rows = read_rows("report/sentences.tsv")
        templates = [{"zh": zh, "en": en}[language] for name, zh, en in rows if name == key]
        said = Sentence(self.language, longest=LONGEST_CELL).said(templates, facts)
        return Finding(BETWEEN[self.language][0].join(said))

    def overview(self) -> Finding:
        """Return how much there is in the corpus, of which days, and what could not be read."""
        issues = self.corpus.issues
        days = sorted(set(issues["date"]) - {""})
        return self.say(
            "corpus",
            issues=len(issues),
            articles=int(issues["articles"].sum()),
            characters=int(issues["characters"].sum()),
            days=len(days),
            low=days[0] if days else None,
            high=days[-1] if days else None,
            undated=int(issues["date"].eq("").sum()) or None,
            failed=len(self.corpus.failed) or None,
        )

    def word(self, key: str) -> str:
        """Return the words for `key` in the language of the report (``resources/plots/labels.tsv``)."""
        return label(key, self.language)

    def _stated(self, name: str) -> tuple[str, str, Mapping[str, str]]:
        """Return the width, the kind of table and the captions of a figure or table."""
        rows = {
            key: (width, kind, {"en": en, "zh": zh}) for key, width, kind, zh, en in read_rows("report/captions.tsv")
        }
        own = {key: ("double", "", captions) for key, captions in self.captions.items()}
        known = {**rows, **own}
        return known[choose("figure or table", name, known)]

    def _origin(self) -> dict:
        """Return what the records say that figures and tables were made from."""
        return {"corpus": self.corpus, "parameters": self.parameters, "topics": self.topics, "coding": self.coding}

    def _cells(self, column: pd.Series, kind: str) -> list[str]:
        """Return the cells of a column as they are read."""
        words = values(kind, str(column.name)) if self.language == "zh" else {}
        if pd.api.types.is_bool_dtype(column):
            words = {str(value): self.word(str(value).lower()) for value in (True, False)}
        return [words.get(text, text) for text in readable(column)]


def heading(name: str, kind: str, language: str) -> str:
    """Return the heading of a column: of the data dictionary in Chinese, else of the figures' labels.

    >>> heading("largest_share", "terms", "zh"), heading("per_10k", "terms", "en")
    ('最大单篇占比', 'per 10k')
    """
    stated = DICTIONARY.get(kind, {}).get(name)
    if language == "zh" and stated is not None:
        return stated.chinese
    words = short_label(name, language)
    return name.replace("_", " ") if words == name else words


def values(kind: str, column: str) -> Mapping[str, str]:
    """Return the Chinese names of the values that a column can hold."""
    rows = read_rows("tables/vocabularies.tsv")
    return {value: chinese for of, value, _, chinese in rows if of == f"{kind}.{column}"}
