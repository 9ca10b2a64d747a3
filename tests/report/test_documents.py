"""Tables as CSV, LaTeX and Excel: everything escaped, nothing lost, the same bytes at any time."""

import csv
import time
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.plots.style import house_style
from corpus_tools.report.documents import as_csv, as_latex, as_xlsx, heading, shown, width
from corpus_tools.text.writable import as_it_was

TABLE = pd.DataFrame(
    {
        "term": ["=1+1", "县域经济", ""],
        "share_%": [0.125, float("nan"), 3.0],
        "n": [1_200, 3, 4],
        "target": [True, False, False],
        "context": ["去年产值12亿元，增长5%；“新增”3家。" * 3, "a & b_c $5 #1 {x} ~ ^ \\", "两行\n文字"],
    },
)


def sheet(table):
    return openpyxl.load_workbook(BytesIO(as_xlsx(table))).active


def test_csv_comes_back_as_it_was():
    back = pd.read_csv(BytesIO(as_csv(TABLE)), encoding="utf-8-sig", keep_default_na=False, na_values={"share_%": [""]})
    assert back["term"][0] == "'=1+1"
    back["term"] = back["term"].map(as_it_was)
    pd.testing.assert_frame_equal(back, TABLE, check_dtype=False)
    assert as_csv(TABLE).startswith(b"\xef\xbb\xbf")


def test_excel_comes_back_as_it_was():
    rows = [[cell.value for cell in row] for row in sheet(TABLE).iter_rows()]
    assert rows[0] == list(TABLE.columns)
    assert [row[0] for row in rows[1:]] == ["=1+1", "县域经济", None]
    assert rows[2][1] is None


def test_excel_takes_no_text_for_a_formula():
    assert sheet(TABLE)["A2"].data_type == "s"


def test_excel_freezes_and_filters_its_header():
    assert sheet(TABLE).freeze_panes == "A2"
    assert sheet(TABLE).auto_filter.ref == "A1:E4"


def test_excel_is_the_same_at_any_time(monkeypatch):
    first = as_xlsx(TABLE)
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    time.sleep(1.1)  # the workbook's own clock counts whole seconds
    assert as_xlsx(TABLE) == first


def test_excel_does_without_signs_that_it_cannot_hold():
    assert sheet(pd.DataFrame({"text": ["a\x00b\x0bc"]}))["A2"].value == "a⟨U+0000⟩b⟨U+000B⟩c"


def test_excel_says_what_it_cut():
    text = sheet(pd.DataFrame({"text": ["雨" * 40_000]}))["A2"].value
    assert len(text) == 32_767
    assert text.endswith("雨 … [40,000 characters; the .csv has them all]")


HOSTILE = pd.DataFrame(
    {
        "=cmd": pd.Series(["=1+1", "+7\r\n", "-5%", "@a", "\ud800雨", "a\x00\x1bb", "\t=x"], dtype=object),
        "n": [1.0, float("inf"), float("-inf"), float("nan"), -1, 2, 3],
        "day": pd.Timestamp("2024-01-13", tz="Asia/Shanghai"),
        "list": [["=1"]] * 7,
    }
)


def test_excel_and_latex_take_any_table():
    cells = [cell for row in sheet(HOSTILE) for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert as_latex(HOSTILE).decode()


def test_no_cell_of_a_csv_is_a_formula():
    rows = list(csv.reader(as_csv(HOSTILE).decode("utf-8-sig").splitlines()))
    assert [cell for row in rows for cell in (row[0], *row[2:]) if cell[:1] in set("=+-@\t")] == []


def test_latex_escapes_heads_and_cells():
    text = as_latex(TABLE).decode()
    assert r"share \% & n" in text
    assert r"a \& b\_c \$5 \#1 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{}" in text
    assert r"两行\newline 文字" in text


def test_latex_sets_numbers_right_and_sentences_as_paragraphs():
    assert as_latex(TABLE).decode().splitlines()[0] == r"\begin{tabular}{lrrlp{60mm}}"


def test_latex_has_three_rules():
    text = as_latex(TABLE).decode()
    assert [text.count(rule) for rule in (r"\toprule", r"\midrule", r"\bottomrule")] == [1, 1, 1]


def latex(table, caption=""):
    return as_latex(pd.DataFrame(table), caption).decode()


def test_latex_prints_small_probabilities_as_such():
    text = latex({"p": [2e-9, 0.0412, float("nan")], "n": [1, 2, 3]})
    assert text.splitlines()[4:7] == [r"$<$ 0.001 & 1 \\", r"0.041 & 2 \\", r" & 3 \\"]


def test_latex_gives_the_numbers_of_a_column_the_same_digits():
    assert [line.split(" ")[0] for line in latex({"dp": [0.51234, 0.4, 0.0], "n": 1}).splitlines()[4:7]] == [
        "0.512",
        "0.400",
        "0.000",
    ]
    assert "$-$4.60" in latex({"log_ratio": [-4.6, 3.914]})
    assert "16,300,000,000" in latex({"x": [1.63e10, 0.5]})


def test_latex_headings_follow_the_language():
    assert latex({"term": ["a"], "per_10k": [1.5]}).splitlines()[2] == r"Term & per 10k \\"
    with house_style(language="zh"):
        assert latex({"term": ["a"], "per_10k": [1.5]}).splitlines()[2] == r"词 & 每万词 \\"


def test_latex_leaves_out_blank_columns_and_offsets():
    assert latex({"term": ["a"], "start": [3], "unit": ["元"], "place": [""]}).splitlines()[2] == r"Term \\"


def test_latex_goes_on_over_pages_and_says_of_how_many():
    text = latex({"n": range(812)}, "Counts of 100% of the terms")
    assert text.count("\\\\\n") == 60 + 3  # rows, caption, two headings
    assert r"\caption{Counts of 100\% of the terms (60 of 812 shown)} \\" in text
    assert text.count(r"\begin{longtable}") == text.count(r"\end{longtable}") == 1


def test_latex_with_a_caption_is_a_float():
    text = latex({"n": [1]}, "Counts")
    assert text.startswith("\\begin{table}[htbp]\n") and "\\caption{Counts}\n" in text  # noqa: PT018


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_latex_leaves_no_sign_unescaped(text):
    cell = as_latex(pd.DataFrame({"x": [text]})).decode().split("\\midrule\n")[1].rsplit(" \\\\\n\\bottomrule", 1)[0]
    for escape in (
        r"\textbackslash{}",
        r"\textasciitilde{}",
        r"\textasciicircum{}",
        r"\textless{}",
        r"\textgreater{}",
        r"\newline ",
    ):
        cell = cell.replace(escape, "")
    for sign in "&%$#_{}":
        cell = cell.replace(f"\\{sign}", "")
    assert [sign for sign in cell if sign in "&%$#_{}~^\\"] == []


@pytest.mark.parametrize("form", [as_csv, as_latex, as_xlsx])
def test_an_empty_table_keeps_its_head(form):
    assert form(TABLE.head(0))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        (None, ""),
        (float("nan"), ""),
        (3.0, "3"),
        (1234567.0, "1,234,567"),
        (0.30000000000000004, "0.3"),
        (True, "True"),
        (-2.5, "-2.5"),
    ],
)
def test_values_as_print_shows_them(value, text):
    assert shown(value) == text


def test_a_chinese_character_is_two_wide():
    assert width(pd.Series(["县域 a", "b"])) == 6


def test_a_table_that_is_too_long_for_excel_is_said_at_once():
    with pytest.raises(ValueError, match="too large for Excel – 1,100,000 rows"):
        as_xlsx(pd.DataFrame({"n": range(1_100_000)}))


@pytest.mark.parametrize(("name", "words"), [("unit", "Unit"), ("suspect", "Suspect"), ("p", "p"), ("my own", "my own")])
def test_headings_of_known_columns_begin_with_a_capital(name, words):
    assert heading(name) == words
