"""Validation: the filled-in sheets → agreement, precision and recall, corrected shares, and the sentences for a paper."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from corpus_tools.arguments import of_stated_types
from corpus_tools.resources import read_toml
from corpus_tools.tables import SeedError, columns, make_table
from corpus_tools.topics.agreement import alpha_interval, corrected_share, wilson
from corpus_tools.topics.coding import CODERS, SHOWN_WORDS, topic_labels
from corpus_tools.topics.scoring import NONE, Topics

MAIN, ALSO = 4, 5  # columns of a coder's sheet


@of_stated_types
@dataclass(frozen=True)
class Coding:
    """What hand coding says of the machine's topics.

    `measures` (table ``coding_measures``) has one row for each measure: agreement of the coders, accuracy, intrusion.
    `topics` (``coding_topics``) has one row for each topic: precision and recall against the first coder's main topic.
    `shares` (``corrected_shares``) has one row for each topic: the share of the articles that the machine gives it, that
    of the coded sample, and the corrected one. `sentences` say in Chinese and English how it was done, for a paper;
    `inputs` has the SHA-256 of the workbook, by its name.
    """

    measures: pd.DataFrame
    topics: pd.DataFrame
    shares: pd.DataFrame
    sentences: dict[str, str]
    inputs: Mapping[str, str] = field(default_factory=dict)

    def _repr_html_(self) -> str:
        """Return the measures."""
        return self.measures.to_html(index=False, float_format="{:.2f}".format)


def score_coding(path: str | Path, topics: Topics, *, level: float = 0.95, seed: int = 1) -> Coding:
    """Return what the workbook of `sample_for_coding`, filled in by one coder or two, says of `topics`.

    `topics` must be those that the sample was drawn for, because the correction needs the machine's share in all articles.
    Where two coders differ, each counts half in the corrected shares; precision and recall are against the first who coded
    an article. Intervals are Wilson's for shares, Bonett and Price's for corrected shares, a bootstrap (`seed`) for α. The
    sentences name the seed that the sample was drawn with, which stands in the workbook.

    Raises SeedError for a file that is no such workbook, or a topic that is not in its list (with its line); ValueError when
    nothing was coded.
    """
    language, drawn, sheets = _read(Path(path))
    labels = topic_labels(topics, language)
    codes, also = (_codes(sheets, column, labels, Path(path)) for column in (MAIN, ALSO))
    codes = codes[(codes != "").any(axis=1)]
    if codes.empty:
        msg = f"nothing coded – {path} – choose a main topic for some articles in a coder's sheet"
        raise ValueError(msg)
    machine = topics.main.set_index("article_id")["label"]
    unknown = [article for article in codes.index if article not in machine.index]
    if unknown:
        msg = f"articles that the topics do not have – {unknown[:3]} – give the topics that the sample was drawn for"
        raise ValueError(msg)
    found = machine[codes.index]
    shares = _corrected(codes, found, machine, labels, level)
    measures = _measures(codes, also.loc[codes.index], found, level, seed)
    rows = [*measures, *_intrusion(sheets, topics, level)]
    return Coding(
        make_table("coding_measures", rows),
        _by_topic(codes, found, labels, level),
        shares,
        _sentences(rows, codes, topics, drawn),
        {Path(path).name: hashlib.sha256(Path(path).read_bytes()).hexdigest()},
    )


def _read(path: Path) -> tuple[str, str, dict[str, list[list[str]]]]:
    """Return the language of a workbook, the seed of its sample, and its sheets by kind and coder, without headers."""
    try:
        book = load_workbook(path, read_only=False, data_only=True)
    except (OSError, ValueError, InvalidFileException, BadZipFile, KeyError) as error:
        problem = f"not a workbook of sample_for_coding – {error}"
        raise SeedError(problem, path) from error
    settings = read_toml("topics/coding.toml")
    language = next((name for name, words in settings.items() if f"{words['coder']}1" in book.sheetnames), "")
    if not language:
        problem = f"no sheet of a coder – there are {', '.join(book.sheetnames)}"
        raise SeedError(problem, path)
    kinds = {
        f"{kind}{coder}": f"{settings[language][kind]}{coder}"
        for kind in ("coder", "words", "articles")
        for coder in CODERS
    }
    _check_headers(book, kinds, settings[language], path)
    held = {
        kind: [
            ["" if value is None else str(value).strip() for value in row]
            for row in book[name].iter_rows(min_row=2, values_only=True)
        ]
        for kind, name in kinds.items()
        if name in book.sheetnames
    }
    words = settings[language]
    guide = book[words["guide"]].iter_rows(values_only=True) if words["guide"] in book.sheetnames else ()
    drawn = next((str(row[1]) for row in guide if row[0] == words["seed"]), "")
    return language, drawn, held


def _check_headers(book: Workbook, kinds: Mapping[str, str], words: Mapping[str, list[str]], path: Path) -> None:
    """Raise SeedError where the columns of a sheet are not those that were handed out: what stands in them would be taken for another."""
    headers = {"coder": "columns", "words": "word_columns", "articles": "article_columns"}
    for kind, name in kinds.items():
        wanted = words[headers[kind[:-1]]]
        there = (
            ["" if cell.value is None else str(cell.value) for cell in book[name][1]] if name in book.sheetnames else []
        )
        if there and there[: len(wanted)] != wanted:
            problem = f"the columns of sheet {name} were moved or named anew – {', '.join(there)} – they were {', '.join(wanted)}"
            raise SeedError(problem, path, 1)


def _codes(sheets: dict[str, list[list[str]]], column: int, labels: list[str], path: Path) -> pd.DataFrame:
    """Return what each coder chose: one row for each article, one column for each coder."""
    chosen: dict[str, dict[str, str]] = {}
    for coder in CODERS:
        for line, row in enumerate(sheets.get(f"coder{coder}", []), 2):
            code = row[column] if len(row) > column else ""
            if code and code not in labels:
                problem = f"no such topic – {code!r}, coder {coder} – there are {', '.join(labels)}"
                raise SeedError(problem, path, line)
            if row[1] and row[1] in chosen.get(f"coder {coder}", {}):
                problem = f"an article twice – {row[1]}, coder {coder} – each has one row"
                raise SeedError(problem, path, line)
            if row[1]:
                chosen.setdefault(f"coder {coder}", {})[row[1]] = code
    return pd.DataFrame(chosen).fillna("").astype("str").sort_index()


def _first(codes: pd.DataFrame) -> pd.Series:
    """Return for each article the code of the first coder who gave one."""
    return codes.replace("", np.nan).bfill(axis=1).iloc[:, 0].astype("str")


def _measures(codes: pd.DataFrame, also: pd.DataFrame, machine: pd.Series, level: float, seed: int) -> list[dict]:
    """Return agreement and accuracy."""
    both = codes[(codes != "").all(axis=1)] if codes.shape[1] > 1 else codes.head(0)
    alpha = alpha_interval(codes, level=level, seed=seed)
    same = wilson(both.eq(both.iloc[:, 0], axis=0).all(axis=1).sum() if len(both) else 0, len(both), level)
    strict = wilson((_first(codes) == machine).sum(), len(codes), level)
    accepted = [machine[article] in {*codes.loc[article], *also.loc[article]} for article in codes.index]
    named = {"alpha": (alpha, len(both)), "agreement": (same, len(both)), "strict": (strict, len(codes))}
    named["lenient"] = (wilson(sum(accepted), len(codes), level), len(codes))
    return [{"measure": name, "n": n, **interval._asdict()} for name, (interval, n) in named.items()]


def _by_topic(codes: pd.DataFrame, machine: pd.Series, labels: list[str], level: float) -> pd.DataFrame:
    """Return precision and recall of each topic."""
    hand = _first(codes)
    rows = []
    for label in labels:
        right = int(((hand == label) & (machine == label)).sum())
        by_hand, by_machine = int((hand == label).sum()), int((machine == label).sum())
        precision, recall = wilson(right, by_machine, level), wilson(right, by_hand, level)
        ends = {
            f"{name}{end}": value
            for name, each in (("precision", precision), ("recall", recall))
            for end, value in zip(("", "_low", "_high"), each, strict=True)
        }
        rows.append({"label": label, "hand": by_hand, "machine": by_machine, "both": right, **ends})
    return make_table("coding_topics", rows)


def _corrected(
    codes: pd.DataFrame, found: pd.Series, machine: pd.Series, labels: list[str], level: float
) -> pd.DataFrame:
    """Return the shares of the articles by machine, by hand, and corrected."""
    said = (codes != "").sum(axis=1).to_numpy()
    rows = []
    for label in labels:
        hand = (codes == label).sum(axis=1).to_numpy() / said
        by_machine = float((machine == label).mean())
        corrected = corrected_share(by_machine, hand - (found == label).to_numpy(), len(machine), level)
        by_hand = wilson(hand.sum(), len(hand), level)
        rows.append({"label": label, "machine": by_machine, "hand": by_hand.value, "hand_low": by_hand.low, "hand_high": by_hand.high, "share": corrected.value, "low": corrected.low, "high": corrected.high})  # fmt: skip
    return make_table("corrected_shares", rows)[columns("corrected_shares")]


def _intrusion(sheets: dict[str, list[list[str]]], topics: Topics, level: float) -> list[dict]:
    """Return how often the coders found the word, and the topic, that does not belong."""
    right: dict[str, list[bool]] = {"word_intrusion": [], "topic_intrusion": []}
    tops = topics.terms[topics.terms["rank"] <= SHOWN_WORDS].groupby("topic")["term"].agg(set)
    shares = topics.articles.set_index(["article_id", "label"])["share"].to_dict()
    for coder in CODERS:
        for row in sheets.get(f"words{coder}", []):
            shown, answer = row[1:-1], row[-1]
            best: set[str] = max(tops, key=lambda top: len(top & set(shown)), default=set())
            if answer:
                right["word_intrusion"].append(answer in shown and answer not in best)
        for row in sheets.get(f"articles{coder}", []):
            if row[-1]:
                each = {label: shares.get((row[1], label), 0.0) for label in row[4:-1]}
                right["topic_intrusion"].append(row[-1] == min(each, key=each.__getitem__))
    return [
        {"measure": name, "n": len(answers), **wilson(sum(answers), len(answers), level)._asdict()}
        for name, answers in right.items()
    ]


def _sentences(rows: list[dict], codes: pd.DataFrame, topics: Topics, drawn: str) -> dict[str, str]:
    """Return how it was done, in Chinese and English."""
    by_name = {row["measure"]: row for row in rows}
    coders = int((codes != "").any().sum())
    said = {
        f"{name}{end}": f"{by_name[name][key]:.2f}"
        for name in ("alpha", "strict", "lenient")
        for end, key in (("", "value"), ("_low", "low"), ("_high", "high"))
    }
    sentences = {}
    for language, words in read_toml("topics/coding.toml").items():
        agreement = words["agreement"].format(units=by_name["alpha"]["n"], **said) if coders > 1 else ""
        sentences[language] = words["method"].format(
            total=len(topics.main),
            n=len(codes),
            seed=words["seeded"].format(seed=drawn) if drawn else "",
            coders=coders,
            topics=topics.articles["topic"].nunique(),
            none=NONE[language],
            agreement=agreement,
            **said,
        )
    return sentences
