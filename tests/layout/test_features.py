from corpus_tools.layout.features import page_features, top_features
from corpus_tools.layout.line_features import line_features
from corpus_tools.layout.lines import read_lines

BODY = "夜市的灯光一直亮到十点，老人把手艺教给年轻人，摊主们说今年的生意比去年好得多，还要把摊位摆到河边，孩子们在灯下写完作业，再帮着收摊，回家的路上一路都是笑声。"
TOP = ["江州农民报", "综合新闻", "2024年1月13日 星期六", "老街新貌", BODY, "河边的早市"]


def test_lines_above_the_first_text_know_where_the_masthead_stands():
    told = top_features([line_features(text) for text in TOP])
    assert told == ["top: masthead below", "top: masthead below", "top: masthead above", "top: masthead above"]


def test_a_page_without_a_masthead():
    assert top_features([line_features("老街新貌"), line_features(BODY)]) == ["top: masthead nowhere"]


def test_what_stands_below_the_first_text_is_no_masthead():
    lines = page_features(read_lines("\n".join(TOP))).lines
    named = [[name for name, _ in found if name.startswith("top:")] for found in lines]
    assert [len(names) for names in named] == [1, 1, 1, 1, 0, 0]
