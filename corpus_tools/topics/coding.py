"""Coding: a random sample of articles, and tests of intrusion, as sheets that two people fill in without seeing the machine."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from corpus_tools.resources import read_toml
from corpus_tools.tables import require
from corpus_tools.text.files import sheet_errors, write
from corpus_tools.text.writable import writable
from corpus_tools.topics.scoring import NONE, Topics

CODERS = (1, 2)
LONGEST_CELL = 32_000  # characters; a spreadsheet holds 32,767
EXCERPT = 300  # characters of an article in the test of topic intrusion
SHOWN_WORDS, SHOWN_TOPICS = 5, 3
INTRUSIONS = 30  # articles in that test
WIDTHS = {"正文": 90, "text": 90, "标题": 40, "headline": 40}
NARROW = 16


def sample_for_coding(
    articles: pd.DataFrame, topics: Topics, *, path: str | Path, n: int = 100, seed: int = 1, language: str = "zh"
) -> Path:
    """Write a workbook in which two people code `n` articles by hand; return its path.

    `articles` (``article_id, title, text``) are drawn at random, each as likely as any other, from those in `topics`; the
    topics are chosen from a list, “none” among them, and the machine's are nowhere in the file. Each coder has a sheet
    with an order of their own. Two more sheets test the topics themselves: five words of a topic and one that does not
    belong, three topics of an article and one that it does not have. `score_coding` reads the filled-in file.

    The content is decided by the seed; the file also carries the time at which it was written.

    Raises ValueError for an unknown language, or an `n` below 1.
    """
    if language not in NONE or n < 1:
        msg = f"no sample – n={n}, language={language!r} – n is at least 1 and language one of {', '.join(NONE)}"
        raise ValueError(msg)
    words = read_toml("topics/coding.toml")[language]
    labels = topic_labels(topics, language)
    chosen = draw_sample(articles, topics, n=n, seed=seed)
    rng = np.random.default_rng([seed, 1])
    book = Workbook()
    guide = book.active
    guide.title = words["guide"]
    for line in words["lines"]:
        guide.append([line.format(none=none_label(topics, language))])
    guide.append([words["seed"], seed])
    _fill(book.create_sheet(words["topics"]), [words["topics"]], [[label] for label in labels])
    for coder in CODERS:
        rows = [
            [number, row.article_id, row.title, row.text[:LONGEST_CELL], "", "", ""]
            for number, row in enumerate(_shuffled(chosen, rng), 1)
        ]
        sheet = book.create_sheet(f"{words['coder']}{coder}")
        _fill(sheet, words["columns"], rows)
        source = f"'{words['topics']}'!$A$2:$A${len(labels) + 1}"
        _offer(sheet, source, columns=(5, 6), rows=len(rows))
    _intrusion_sheets(book, words, topics, chosen, rng)
    buffer = BytesIO()
    with sheet_errors():
        book.save(buffer)
    write(Path(path), buffer.getvalue())
    return Path(path)


def topic_labels(topics: Topics, language: str) -> list[str]:
    """Return what a coder can choose: the topics in their order, and none."""
    named = topics.articles.drop_duplicates("topic").sort_values("topic")["label"].tolist()
    return [*named, none_label(topics, language)]


def none_label(topics: Topics, language: str) -> str:
    """Return what stands for no topic in `topics`; a free model has none, so that of `language`."""
    return next(iter(topics.shares.loc[topics.shares["topic"] == 0, "label"]), NONE[language])


def draw_sample(articles: pd.DataFrame, topics: Topics, *, n: int, seed: int) -> pd.DataFrame:
    """Return `n` articles of those in `topics`, drawn without replacement; all of them where there are fewer."""
    known = require(articles, ("article_id", "title", "text"), of="articles")
    known = known[known["article_id"].isin(topics.main["article_id"])].sort_values("article_id")
    places = np.random.default_rng(seed).permutation(len(known))[:n]
    return known.iloc[np.sort(places)].reset_index(drop=True)


def _shuffled(table: pd.DataFrame, rng: np.random.Generator) -> Iterator[Any]:
    """Yield the rows of `table` in a random order."""
    return table.iloc[rng.permutation(len(table))].itertuples()


def _fill(sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a header and rows, text as text even where it begins with an equals sign."""
    sheet.append(list(header))
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            text = isinstance(value, str)
            cell = sheet.cell(number, column, (writable(value) or None) if text else value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if text and value:
                cell.data_type = "s"
    for column, name in enumerate(header, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, NARROW)
    sheet.freeze_panes = "A2"


def _offer(sheet: Worksheet, source: str, *, columns: Sequence[int], rows: int) -> None:
    """Put a drop-down list into the cells of `columns`."""
    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    sheet.add_data_validation(choice)
    for column in columns:
        letter = get_column_letter(column)
        choice.add(f"{letter}2:{letter}{rows + 1}")


def _intrusion_sheets(
    book: Workbook, words: dict[str, Any], topics: Topics, chosen: pd.DataFrame, rng: np.random.Generator
) -> None:
    """Add the sheets on which coders choose the word, or the topic, that does not belong."""
    word_rows = [[number, *row, ""] for number, row in enumerate(_word_rows(topics, rng), 1)]
    article_rows = [[number, *row, ""] for number, row in enumerate(_article_rows(topics, chosen, rng), 1)]
    for coder in CODERS:
        for name, header, rows, first in (
            ("words", "word_columns", word_rows, 2),
            ("articles", "article_columns", article_rows, 5),
        ):
            sheet = book.create_sheet(f"{words[name]}{coder}")
            _fill(sheet, words[header], rows)
            last = len(words[header])
            for row in range(2, len(rows) + 2):
                source = f"${get_column_letter(first)}${row}:${get_column_letter(last - 1)}${row}"
                choice = DataValidation(type="list", formula1=source, allow_blank=True)
                sheet.add_data_validation(choice)
                choice.add(f"{get_column_letter(last)}{row}")


def _word_rows(topics: Topics, rng: np.random.Generator) -> Iterator[list[str]]:
    """Yield for each topic its five heaviest words and a heavy word of another topic, in random order."""
    top = topics.terms[topics.terms["rank"] <= SHOWN_WORDS]
    held = topics.terms.groupby("topic")["term"].agg(set)
    for topic, part in top.groupby("topic", sort=True):
        others = sorted(set(top.loc[top["topic"] != topic, "term"]) - held[topic])
        if len(part) == SHOWN_WORDS and others:
            row = [*part["term"], others[rng.integers(len(others))]]
            yield [row[place] for place in rng.permutation(len(row))]


def _article_rows(topics: Topics, chosen: pd.DataFrame, rng: np.random.Generator) -> Iterator[list[str]]:
    """Yield for some articles the beginning, their three first topics and one that they do not have, in random order."""
    ranked = topics.articles.sort_values(["article_id", "share"], ascending=[True, False], kind="stable")
    by_article = dict(iter(ranked.groupby("article_id")))
    for row in list(_shuffled(chosen, rng))[:INTRUSIONS]:
        part = by_article[row.article_id]
        has, lacks = part[part["share"] > 0], part[part["share"] <= part["share"].min()]
        if len(has) > SHOWN_TOPICS and len(lacks):
            options = [*has["label"].head(SHOWN_TOPICS), lacks["label"].iloc[rng.integers(len(lacks))]]
            yield [
                row.article_id,
                row.title,
                row.text[:EXCERPT],
                *(options[place] for place in rng.permutation(len(options))),
            ]
