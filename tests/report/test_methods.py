"""The methods of a run: numbers from what it wrote, in both languages, and nothing of what was not run."""

import json

import pandas as pd
import pytest

from corpus_tools.report.documents import as_csv
from corpus_tools.report.methods import data_appendix, methods, methods_text, run_facts
from corpus_tools.report.outputs import Outputs
from corpus_tools.resources import read_rows
from corpus_tools.tables import make_table

ARTICLES = make_table(
    "articles",
    [
        {"issue_id": "a", "newspaper": "青岩日报", "date": "2024-01-13", "text": "春茶上市。\n好。"},
        {"issue_id": "b", "newspaper": "青岩日报", "date": "", "text": "公路。"},
    ],
)
AUDIT = pd.DataFrame({"check": ["sum", "growth"], "holds": [True, False]})
RECORD = {
    "inputs": {"page.txt": "a" * 64},
    "lexicon": "b" * 64,
    "rules": "c" * 64,
    "parameters": {"seed": 3, "node": ""},
    "packages": {"corpus-tools": "0.1.0", "jieba": "0.42.1"},
}


@pytest.fixture
def outputs(tmp_path):
    made = Outputs(tmp_path / "run")
    with made.held():
        stage = made.stage("01_articles")
        for name, table in (("01_articles", ARTICLES), ("06_audit", AUDIT)):
            (stage / f"{name}.csv").write_bytes(as_csv(table))
            record = {"captions": {"en": "Rows.", "zh": "各行。"}, "files": {f"{name}.csv": ""}, **RECORD}
            (stage / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
        made.replace("01_articles")
    return made


def test_numbers_come_from_the_tables_and_records(outputs):
    facts = run_facts(outputs)
    assert (facts["articles"], facts["pages"], facts["undated"], facts["characters"]) == (2, 2, 1, 10)
    assert (facts["checked"], facts["holds"]) == (2, 1)
    assert facts["parameters"] == "seed = 3"
    assert facts["inputs"] == f"page.txt ({'a' * 12})"


def test_a_section_that_was_not_run_is_left_out(outputs):
    headings = [section.heading for section in methods(outputs, "en")]
    assert "Corpus" in headings
    assert "What the numbers do not show" in headings
    assert {"Topics", "Comparison"} & set(headings) == set()


def test_both_languages_say_the_same_numbers(outputs):
    english, chinese = (methods_text(outputs, language) for language in ("en", "zh"))
    assert "2 articles were read, 10 characters" in english
    assert "2篇文章，共10字" in chinese
    assert english.startswith("# Methods\n")
    assert chinese.startswith("# 方法\n")
    assert [row for row in read_rows("report/methods.tsv") if len(row) != 3 or not all(row)] == []


def test_every_column_of_every_table_is_explained(outputs):
    appendix = data_appendix(outputs)
    assert list(appendix["file"].unique()) == ["01_articles.csv", "06_audit.csv"]
    assert list(appendix["column"][appendix["file"] == "01_articles.csv"]) == list(ARTICLES)
    assert appendix["meaning"].ne("").all()
    assert appendix.set_index("column").loc["holds", "chinese"] == "是否一致"
