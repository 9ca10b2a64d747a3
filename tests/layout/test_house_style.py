import pytest

from corpus_tools.layout.house_style import compared, group_marks, house_features, short_runs, unmarked_around
from corpus_tools.layout.line_features import line_features

BODY = "夜市的灯光一直亮到十点，老人把手艺教给年轻人，摊主们说今年的生意比去年好得多，还要把摊位摆到河边。"
SENT = "本报青岩3月2日讯（记者 李小川）" + BODY
HEADS = ["青岩老街夜市重开（乡间来信）", "北渡水库完成检修（乡间来信）", "南浦渡口添置新艇（乡间来信）"]
PAGE = [line for head in HEADS for line in (head, SENT, BODY)]


def features(lines, row):
    return dict(house_features([line_features(line) for line in lines])[row])


def test_runs_of_short_lines_are_found():
    assert short_runs([line_features(line) for line in ["春耕时节", "播种之后", BODY, "丰收在望"]]) == [(0, 1), (3, 3)]


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        (["春耕时节", SENT], {"dateline below", "closed above"}),
        ([BODY, "春耕时节", "■ 本报记者 张一山", BODY], {"byline below"}),
        (["王若兰 摄", "春耕时节（乡间来信）", BODY], {"bracketed end", "closed above"}),
        ([BODY, "春耕 时节", "茶园收了两成", BODY], {"two lines", "space inside"}),
    ],
)
def test_marks_of_a_headline(lines, want):
    looks = [line_features(line) for line in lines]
    first, last = short_runs(looks)[0]
    assert group_marks(looks, first, last) == want


def test_a_line_without_the_marks_of_its_page_lacks_them():
    page = [*PAGE[:2], "村里的新图书室", *PAGE[2:]]
    head, subhead = features(page, 0), features(page, 2)
    assert head["has bracketed end"] == subhead["lacks bracketed end"] > 0.8
    assert subhead["strong marks 0"] == head["strong marks 3"] == 1


def test_marks_that_no_headline_of_the_page_has_weigh_little():
    page = ["村里的新图书室", BODY] * 4
    assert features(page, 2)["lacks dateline below"] <= 0.5


def test_lines_of_a_headline_are_compared():
    kicker, title = line_features("全省会议部署春耕，专家说今年雨水充足"), line_features("抓住农时 不误一季")
    assert compared(kicker, title) == ["shorter", "without comma inside", "with space inside"]
    assert compared(title, kicker) == ["longer", "with comma inside", "without space inside"]


def test_a_run_is_likened_to_the_headlines_of_its_page():
    page = [*PAGE, "灯火", BODY, "青岩茶园开始采摘（乡间来信）", BODY, "老街", BODY]
    like, unlike = features(page, len(PAGE) + 2), features(page, len(PAGE))
    assert like["like the headlines"] > unlike["like the headlines"]
    assert unlike["like the others"] > like["like the others"]
    assert (like["like the first head in 4 of 4"], features(page, 0)["first head of the page"]) == (1, 1)


def test_unmarked_runs_in_a_row_are_counted():
    assert [unmarked_around([True, False, False, True], place) for place in range(4)] == [0, 2, 2, 0]
