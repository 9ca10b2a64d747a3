"""The part of a cell that a row is about: the one that it states, and marked as text, whatever it holds."""

from types import SimpleNamespace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from corpus_tools.report.highlights import Cell, highlighted
from corpus_tools.report.results import Report
from corpus_tools.tables import make_table

TEXT = "新桥今日通车。老桥长5米，新桥长5米。老桥长5米，新桥长5米。"
SECOND = "老桥长5米，新桥长5米。"
CORPUS = SimpleNamespace(articles=make_table("articles", [{"article_id": "a-01", "text": TEXT}]))


def statistic(start, stated="5米", context=SECOND):
    row = {"article_id": "a-01", "field": "text", "start": start, "stated": stated, "context": context}
    return make_table("quantities", [row])


def marked(table, column, corpus=None):
    [cell] = highlighted(table, {column: table[column].tolist()}, corpus)[column]
    return cell.text[: cell.start] + "[" + cell.text[cell.start : cell.end] + "]" + cell.text[cell.end :]


@pytest.mark.parametrize("start", [place for place in range(len(TEXT)) if TEXT.startswith("5米", place)])
def test_of_several_places_in_a_sentence_the_one_is_marked_that_the_row_states(start):
    begin = max(place for place in range(start + 1) if TEXT.startswith(SECOND, place))
    at = start - begin
    assert marked(statistic(start), "context", CORPUS) == f"{SECOND[:at]}[5米]{SECOND[at + 2 :]}"


def test_what_cannot_be_placed_is_not_marked():
    assert marked(statistic(10), "context") == f"[]{SECOND}"
    assert marked(statistic(0), "context", CORPUS) == f"[]{SECOND}"
    assert marked(statistic(10, stated="6米"), "context") == f"[]{SECOND}"


def test_the_only_place_needs_no_text():
    assert marked(statistic(0, context="桥长5米。"), "context") == "桥长[5米]。"


def test_the_word_of_a_concordance_and_a_name_in_its_sentence_are_marked():
    assert marked(pd.DataFrame({"node": ["老桥"]}), "node") == "[老桥]"
    assert marked(pd.DataFrame({"name": ["田小禾"], "sentence": ["记者田小禾说。"]}), "sentence") == "记者[田小禾]说。"


@pytest.mark.parametrize("longest", range(3, 40))
@pytest.mark.parametrize(("start", "end"), [(0, 2), (14, 16), (30, 32), (0, 0)])
def test_a_cut_keeps_what_is_marked(longest, start, end):
    cell = Cell("一二三四五六七八九十" * 3 + "末尾", start, end)
    short = cell.shortened(longest)
    assert len(short.text) <= longest
    assert short.text[short.start : short.end] == cell.text[start:end]


def test_a_table_marks_and_escapes():
    table = statistic(0, stated="<5米", context="长<5米>。")
    page = Report(None, ".").show(table, columns=["stated", "context"], kind="quantities")._repr_html_()
    assert ">&lt;5米</mark>&gt;。" in page
    assert [mark.get_text() for mark in BeautifulSoup(page, "html.parser").find_all("mark")] == ["<5米"]
    assert [cell.get_text() for cell in BeautifulSoup(page, "html.parser").find_all("td")] == ["<5米", "长<5米>。"]


def test_a_long_cell_is_whole_in_the_page():
    text = "很" * 59 + "&"
    page = Report(None, ".").show(pd.DataFrame({"text": [text]}))._repr_html_()
    assert BeautifulSoup(page, "html.parser").find("td").get_text() == text


def test_numbers_stand_to_the_right_and_what_is_brief_is_not_broken():
    table = pd.DataFrame({"n": [1200, 3], "term": ["春茶", ""], "text": ["很" * 40, "好"]})
    cells = BeautifulSoup(Report(None, ".").show(table)._repr_html_(), "html.parser").find_all("td")
    assert ["right" in cell["style"] for cell in cells[:3]] == [True, False, False]
    assert ["nowrap" in cell["style"] for cell in cells[:3]] == [True, True, False]
