from types import SimpleNamespace

import pytest

from corpus_tools.articles.parse import parse_issues
from corpus_tools.articles.repairs import BLANKS, HERE, WHOLE_LINE, Repair, keep_blanks, restore
from corpus_tools.sources.issues import Issue

TEXT = "青岩老街夜市重开\n本报记者 李小川\n夜市的灯光一直亮到十点，老人把手艺教给年轻人。\n"


@pytest.fixture
def parsed():
    return parse_issues([Issue("a.txt", TEXT)])


def test_a_repair_is_a_row_of_the_table():
    assert Repair(3, "byline_read", "记者 张一山", "张一山", 0.9).row() == {
        "line": 3,
        "rule": "byline_read",
        "before": "记者 张一山",
        "after": "张一山",
        "confidence": 0.9,
    }


BLANK_CASES = [
    ("春\n夏\n", [(0, 1), (2, 3)], []),
    ("春\n\n\n夏\n", [(0, 1), (4, 5)], []),
    ("春\n夏", [(0, 1), (2, 3)], [f"{HERE}\n{HERE}"]),
    ("　　春\r\n夏\n", [(2, 3), (5, 6)], [f"　　{HERE}\r\n{HERE}\n"]),
]


@pytest.mark.parametrize(("text", "spans", "kept"), BLANK_CASES)
def test_white_space_is_kept_where_line_feeds_do_not_say_it(text, spans, kept):
    assert [repair.before for repair in keep_blanks(text, spans)] == kept
    assert {repair.rule for repair in keep_blanks(text, spans)} <= {BLANKS}


def test_the_tables_alone_give_the_source_back(parsed):
    assert restore(parsed.articles, parsed.lines, parsed.repairs) == {"a": TEXT}


def test_repairs_that_do_not_follow_each_other_are_an_error(parsed):
    odd = parsed.repairs.iloc[[0, 0]].assign(line=1, rule="headline_read", before=["春", "夏"], after=["秋", "冬"])
    with pytest.raises(ValueError, match=r"the repairs of line 1 do not follow each other – .* – a"):
        restore(parsed.articles, parsed.lines, odd)


def test_a_table_without_its_columns_is_an_error(parsed):
    with pytest.raises(ValueError, match="table lacks \\['before'\\]"):
        restore(parsed.articles, parsed.lines, parsed.repairs.drop(columns="before"))


def test_every_whole_line_rule_holds_the_whole_line(parsed):
    spans = parsed.lines.set_index("line")
    for row in parsed.repairs[parsed.repairs["rule"].isin(WHOLE_LINE)].itertuples():
        line = SimpleNamespace(**spans.loc[row.line])
        assert row.before == TEXT[line.start : line.end]


def test_a_loop_of_latin_words_that_the_next_line_goes_on_is_restored():
    page = (
        "\x01html><bl><body>,fouder…\ntext=tent><p:ent><ptent><pnd%r->,fouder-conAody>,foudere=1etx=t\n"
        "tent><j:ent><ptent><pnd%r->,fouder-conAtettt"
    )
    made = parse_issues([Issue("清河日报-2024-01-13.txt", page)])
    assert {"loop_collapsed", "paragraph_joined"} <= set(made.repairs["rule"])
    assert list(restore(made.articles, made.lines, made.repairs).values()) == [page]
