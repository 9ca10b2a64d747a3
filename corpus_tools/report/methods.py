"""A run → its methods in words: corpus, repairs, coverage, parameters, versions, and what the numbers do not show.

Every number is read from what the run wrote; a section whose notebook was not run is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from corpus_tools.plots.alt_text import BETWEEN, Sentence
from corpus_tools.report.contents import Bundle, chapters, named_inputs, short_hash
from corpus_tools.report.outputs import Outputs
from corpus_tools.resources import read_rows
from corpus_tools.stats.association import SURE
from corpus_tools.tables import DICTIONARY

MOST_INPUTS: Final = 12  # files that are named; the records have them all
LONGEST: Final = 2000  # characters of a list of files or versions
COMMON: Final = 3  # rules of repair that are named
PART: Final = re.compile(r"_\d+$")  # what ends the name of a part of a figure


@dataclass(frozen=True)
class Section:
    """A heading and the paragraph below it."""

    heading: str
    text: str


def paper_words(language: str) -> dict[str, str]:
    """Return the words of the documents for a paper, by their keys, in `language` ("en" or "zh")."""
    return {key: {"en": en, "zh": zh}[language] for key, en, zh in read_rows("report/paper_labels.tsv")}


def methods_text(outputs: Outputs, language: str) -> str:
    """Return the methods of a run as Markdown."""
    parts = [f"# {paper_words(language)['methods']}", *(f"## {each.heading}\n\n{each.text}" for each in methods(outputs, language))]
    return "\n\n".join(parts) + "\n"


def methods(outputs: Outputs, language: str) -> list[Section]:
    """Return the methods of a run, section by section, in `language` ("en" or "zh")."""
    facts = run_facts(outputs, language)
    sentence = Sentence(language, longest=LONGEST)
    templates: dict[str, list[str]] = {}
    for name, zh, en in read_rows("report/methods.tsv"):
        templates.setdefault(name, []).append({"zh": zh, "en": en}[language])
    found = {name: list(sentence.said(texts, facts)) for name, texts in templates.items()}
    gap = BETWEEN[language][0]
    return [Section(texts[0], gap.join(texts[1:])) for texts in found.values() if texts[1:]]


def run_facts(outputs: Outputs, language: str = "en") -> dict[str, object]:
    """Return what the tables and records of a run state, by the names that ``methods.tsv`` uses; what it lacks is not there."""
    bundles = [bundle for chapter in chapters(outputs) for bundle in chapter.bundles]
    tables = _Tables(outputs.path, {bundle.name: bundle.file(".csv") for bundle in bundles})
    facts: dict[str, object] = {}
    for add in (_corpus, _repairs, _terms, _topics, _statistics, _comparison):
        facts |= add(tables, language)
    return facts | _origins(bundles)


@dataclass(frozen=True)
class _Tables:
    """The tables of a run by name."""

    folder: Path
    files: Mapping[str, str]

    def __call__(self, name: str) -> pd.DataFrame | None:
        """Return a table, text where it is not numbers; None where the run did not make it."""
        file = self.files.get(name)
        return pd.read_csv(self.folder / file, keep_default_na=False) if file else None


def _corpus(tables: _Tables, language: str) -> dict[str, object]:
    """Return newspapers, days, pages, articles and characters."""
    articles = tables("01_articles")
    if articles is None or articles.empty:
        return {}
    days = sorted(set(articles["date"].astype(str)) - {""})
    papers = sorted(set(articles["newspaper"]) - {""})
    return {
        "newspapers": papers or [paper_words(language)["unnamed"]],
        "pages": articles["issue_id"].nunique(),
        "low": days[0] if days else None,
        "high": days[-1] if days else None,
        "articles": len(articles),
        "characters": int(articles["text"].astype(str).str.replace("\n", "").str.len().sum()),
        "undated": int(articles["date"].astype(str).eq("").sum()) or None,
    }


def _repairs(tables: _Tables, language: str) -> dict[str, object]:
    """Return how many repairs there were, and the rules of most of them."""
    repairs = tables("01_repairs")
    if repairs is None:
        return {}
    column = ("en", "zh").index(language) + 2
    names = {row[1]: row[column] for row in read_rows("tables/vocabularies.tsv") if row[0] == "repairs.rule"}
    common = repairs["rule"].value_counts().head(COMMON)
    return {"repairs": len(repairs), "rules": [f"{names.get(rule, rule)} ({n})" for rule, n in common.items()]}


def _terms(tables: _Tables, _: str) -> dict[str, object]:
    """Return how many terms and tokens were counted."""
    terms = tables("03_terms")
    return {} if terms is None else {"terms": len(terms), "tokens": int(terms["n"].sum())}


def _topics(tables: _Tables, _: str) -> dict[str, object]:
    """Return which share of the tokens the dictionary covers."""
    coverage = tables("05_topic_coverage")
    return {} if coverage is None else {"coverage": f"{coverage['token_share'].sum():.0%}"}


def _statistics(tables: _Tables, _: str) -> dict[str, object]:
    """Return how many statistics there are, which cells are filled, and how many checks hold."""
    quantities, audit = tables("06_quantities"), tables("06_audit")
    found: dict[str, object] = {}
    if quantities is not None:
        filled = {name: int(quantities[name].astype(str).ne("").sum()) for name in ("indicator", "period", "place")}
        found |= {"quantities": len(quantities), **filled}
    if audit is not None:
        found |= {"checked": len(audit), "holds": int(audit["holds"].astype(str).eq("True").sum())}
    return found


def _comparison(tables: _Tables, _: str) -> dict[str, object]:
    """Return how many differences and pairs there are, and how many are sure."""
    changes, reuse = tables("07_changes"), tables("07_repeats")
    found: dict[str, object] = {}
    if changes is not None and len(changes):
        sure = pd.to_numeric(changes["q"], errors="coerce") < SURE
        found |= {"changes": len(changes), "sure": int(sure.sum())}
    return found | ({} if reuse is None else {"reuse": len(reuse)})


def _origins(bundles: Sequence[Bundle]) -> dict[str, object]:
    """Return inputs, hashes, parameters and versions, as the records state them."""
    inputs, parameters, packages, hashes = {}, {}, {}, {"lexicon": "", "rules": ""}
    for record in (bundle.record for bundle in bundles):
        inputs |= dict(record.get("inputs") or {})
        parameters |= {name: value for name, value in (record.get("parameters") or {}).items() if value not in ("", [])}
        packages |= dict(record.get("packages") or {})
        hashes = {name: record.get(name) or known for name, known in hashes.items()}
    named = named_inputs(dict(sorted(inputs.items())))
    return {
        "inputs": "; ".join([*named[:MOST_INPUTS], *(["…"] if len(named) > MOST_INPUTS else [])]),
        "parameters": "; ".join(f"{name} = {value}" for name, value in sorted(parameters.items())),
        "packages": "; ".join(f"{name} {version}" for name, version in packages.items()),
        "jieba": packages.get("jieba"),
        "lexicon": short_hash(hashes["lexicon"]),
        "rules_hash": short_hash(hashes["rules"]),
    }


def data_appendix(outputs: Outputs) -> pd.DataFrame:
    """Return the dictionary of the data of a run: one row for each column of each CSV, with type, unit and meaning."""
    kinds = {name: kind for name, _, kind, *_ in read_rows("report/captions.tsv")}
    rows = [
        row for chapter in chapters(outputs) for bundle in chapter.bundles for row in _columns(outputs, bundle, kinds)
    ]
    return pd.DataFrame(rows, columns=["file", "column", "dtype", "unit", "meaning", "chinese"], dtype="str")


def _columns(outputs: Outputs, bundle: Bundle, kinds: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield what the columns of the tables of a figure or table mean."""
    kind = kinds.get(bundle.name) or kinds.get(PART.sub("", bundle.name), "")
    for file in (name for name in bundle.files if name.endswith(".csv")):
        for column in pd.read_csv(outputs.path / file, nrows=0).columns:
            stated = DICTIONARY.get(kind, {}).get(column) or next(
                (columns[column] for columns in DICTIONARY.values() if column in columns), None
            )
            row = {"file": file, "column": column}
            yield row if stated is None else row | stated._asdict()
