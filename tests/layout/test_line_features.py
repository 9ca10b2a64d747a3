import pytest

from corpus_tools.layout.line_features import end_of, line_features


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("屋顶漏水，该找谁来修？", "short"),
        ("冲出小组赛！", "short"),
        ("他问：“屋顶漏水，该找谁来修？”", "closed"),
        ("屋顶漏水，该找谁来修？住户说，物业已经来看过两次，材料也早就备好，只等天晴，就可以动工，你们说呢？", "closed"),
        ("本报记者 张一山", "byline"),
        ("完善社区养老服务", "short"),
    ],
)
def test_what_a_line_looks_like(text, look):
    assert line_features(text).look == look


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("记者手记", "column name"),
        ("致校友的征稿启事", "notice"),
        ("公 告", "notice"),
        ("江州农民报 副刊", "paper"),
        ("2014.11.20 星期四", "masthead"),
        ("江州市融媒体中心主办 内部资料", "masthead"),
        ("第四版", "page name"),
    ],
)
def test_signs_of_papers_of_any_sort(text, sign):
    assert sign in line_features(text).features


@pytest.mark.parametrize("text", ["老街的灯光一直亮到十点", "茶园收了两成，渡口添了新艇"])
def test_lines_that_carry_no_sign_of_a_masthead(text):
    assert not {"imprint", "masthead", "paper", "page name", "notice", "column name"} & set(line_features(text).features)


def test_a_long_line_with_a_question_mark_is_closed():
    assert end_of("雨" * 40 + "？") == "closed"
