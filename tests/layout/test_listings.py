import pytest

from corpus_tools.layout.line_features import line_features
from corpus_tools.layout.listings import mark_rows, row_form

BOOKS = ["书名：云山春早  作者：张一山", "书名：北渡  作者：李小川", "书名：渠水  作者：王若兰"]
TABLE = ["白水  12  3", "青山  9  41", "南浦  7  2"]
BODY = "水库的闸门按时打开，工人检修了三条旧管道，又把沿岸的七处水尺重新漆了一遍，守闸人说今年的汛期来得早，渡口添了两只救生艇。"


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (BOOKS, 3),
        (TABLE, 3),
        ([BODY, *BOOKS, BODY], 3),
        (BOOKS[:2], 0),
        ([BOOKS[0], TABLE[0], BOOKS[1]], 0),
        (["春耕时节", "播种之后", "丰收在望"], 0),
        (["问：修了几条渠？", "答：三条。", "问：用了几天？"], 0),
        ([f"记者：{BODY}"] * 3, 0),
    ],
)
def test_lines_of_one_form_under_each_other_are_rows(lines, rows):
    marked = mark_rows([line_features(line) for line in lines])
    assert len(marked) == len(lines)
    assert sum(line.look == "row" for line in marked) == rows
    assert all(("row" in line.features) == (line.look == "row") for line in marked)


def test_a_row_names_no_author():
    marked = mark_rows([line_features(f"{name}  摄") for name in ("张一山", "李小川", "王若兰")])
    assert all("credit" not in line.features for line in marked)


def test_rows_of_a_table_have_as_many_cells():
    assert [row_form(line_features(text)) for text in ("白水  12  3", "白水  12", "白水", "渠长：12")] == [
        3,
        2,
        "",
        "渠长:",
    ]
