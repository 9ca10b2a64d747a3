"""The interactive concordance: it answers when the field changes, and escapes what it shows."""

import pandas as pd

from corpus_tools.report.widgets import explore_concordance

ARTICLES = pd.DataFrame({"article_id": ["a-01", "a-02"], "text": ["县域经济要强。", "经济<b>好</b>。县域富。"]})


def test_answers_what_is_typed():
    controls, answer = explore_concordance(ARTICLES, "经济").children
    assert "<p>2</p>" in answer.value
    controls.children[0].value = "富"
    assert "<p>1</p>" in answer.value
    assert "县域" in answer.value


def test_lines_are_kept_and_ordered():
    controls, answer = explore_concordance(ARTICLES, "经济").children
    _, kept, order = controls.children
    assert answer.value.index("a-01") < answer.value.index("a-02")
    order.value = "left"  # nothing stands before the second
    assert answer.value.index("a-02") < answer.value.index("a-01")
    kept.value = "要强"
    assert "<p>1</p>" in answer.value


def test_speaks_chinese():
    controls, _ = explore_concordance(ARTICLES, language="zh").children
    assert [control.description for control in controls.children] == ["检索", "含", "排序"]


def test_an_empty_field_shows_nothing():
    assert explore_concordance(ARTICLES).children[1].value == ""


def test_text_is_escaped():
    assert "<b>" not in explore_concordance(ARTICLES, "好").children[1].value
