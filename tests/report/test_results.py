"""A figure or a table in one call: captions and widths are data, headers and sentences are in the language of the report."""

import json

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.plots.style import column_width
from corpus_tools.report.results import Finding, Report, heading
from corpus_tools.resources import read_rows
from corpus_tools.tables import DICTIONARY, make_table

ISSUES = pd.DataFrame({"newspaper": "青岩日报", "date": ["2024-01-13", "2024-01-14"]})
TERMS = make_table("terms", [{"term": "春茶", "n": 3, "per_10k": 12.5, "largest_share": 0.5}])


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def test_a_figure_takes_caption_and_width_by_its_name_and_says_what_it_shows(tmp_path):
    said = Report(None, tmp_path, "zh", parameters={"seed": 3}).figure("08_calendar", ct.plot_calendar, ISSUES)
    record = json.loads((tmp_path / "08_calendar.json").read_text(encoding="utf-8"))
    assert record["captions"]["en"] == "Days at hand, by newspaper and month."
    assert record["parameters"] == {"seed": 3}
    assert record["alt"]["zh"]["long"] in said.text
    assert "08_calendar" in said._repr_html_()


def test_the_width_is_that_of_the_list(tmp_path):
    sizes = []

    def plot(table, *, ax=None):
        ax = ct.plot_calendar(table, ax=ax)
        sizes.append(ax.figure.get_figwidth())
        return ax

    for name in ("08_calendar", "02_profile"):
        Report(None, tmp_path).figure(name, plot, ISSUES)
    assert sizes == [column_width("nature", width) for width in ("double", "single")]


def test_a_figure_with_too_little_says_nothing_and_writes_nothing(tmp_path):
    assert Report(None, tmp_path).figure("08_calendar", ct.plot_calendar, ISSUES.head(0)).text == ""
    assert list(tmp_path.iterdir()) == []


def test_a_name_without_a_caption_is_refused_unless_it_is_given(tmp_path):
    with pytest.raises(ValueError, match="unknown figure or table 'mine'"):
        Report(None, tmp_path).figure("mine", ct.plot_calendar, ISSUES)
    own = {"mine": {"en": "Mine.", "zh": "我的。"}}
    assert "Mine." in Report(None, tmp_path, captions=own).figure("mine", ct.plot_calendar, ISSUES).text


def test_a_table_is_written_whole_and_shown_with_readable_headings(tmp_path):
    shown = Report(None, tmp_path, "zh").table("03_terms", pd.concat([TERMS] * 20), rows=2)
    assert len((tmp_path / "03_terms.csv").read_text(encoding="utf-8-sig").splitlines()) == 21
    assert "示20行中的2行" in shown.caption
    assert list(shown.rows)[:3] == ["词", "频次", "每万词频次"]
    assert shown.rows.iloc[0, 2] == "12.5"
    assert r"\toprule" in (tmp_path / "03_terms.tex").read_text(encoding="utf-8")
    assert "词频、离散度" in (tmp_path / "03_terms.tex").read_text(encoding="utf-8")


def test_values_of_a_vocabulary_are_said_in_chinese_and_text_is_escaped():
    lines = pd.DataFrame({"role": ["body"], "text": ["<b>" + "很" * 90]})
    chinese = Report(None, ".", "zh").show(lines, kind="lines")
    assert chinese.rows.iloc[0, 0] == "正文"
    assert chinese.rows.iloc[0, 1].endswith("…")
    assert "&lt;b&gt;" in chinese._repr_html_()
    assert Report(None, ".", "en").show(lines, kind="lines").rows.iloc[0, 0] == "body"


@pytest.mark.parametrize(("language", "said"), [("zh", ["是", "否"]), ("en", ["yes", "no"])])
def test_what_is_so_is_said_in_words(language, said):
    rows = Report(None, ".", language).show(pd.DataFrame({"target": [True, False]}), kind="quantities").rows
    assert rows.iloc[:, 0].tolist() == said


def test_a_sentence_lacks_what_is_not_known():
    report = Report(None, ".")
    assert report.say("changes", n=1, sure=0).text == "1 difference, 0 of them at a false-discovery rate below 5 %."
    assert "The surest: 春茶." in report.say("changes", n=2, sure=1, first=["春茶"]).text
    assert Finding("a <b>")._repr_html_() == "<p>a &lt;b&gt;</p>"


def test_captions_name_tables_that_there_are_and_sentences_have_both_languages():
    assert [row for row in read_rows("report/captions.tsv") if row[2] not in DICTIONARY or len(row) != 5] == []
    assert [row for row in read_rows("report/sentences.tsv") if len(row) != 3 or not all(row)] == []
    assert heading("q", "keyness", "en") == "q"
