import pytest

from corpus_tools.articles.continuations import share_held
from corpus_tools.articles.parse import parse_issues, restore
from corpus_tools.sources.issues import Issue, Mark

FIRST = "水库的闸门按时打开，工人检修了三条旧管道，渡口添了两只救生艇。"
SECOND = "测绘队走遍九个山头，图纸已经改过五遍，古井边立起了新石碑。"
THIRD = "茶园今年多收了两成，仓库里的棉花装满十车，列车准点驶过新桥。"
LONG = [f"第{n}天，{FIRST[:-1]}，{SECOND}" for n in range(1, 9)]


def page(number, *lines, newspaper="江南日报", date="2024-03-03"):
    """A page whose markup says of each line (role, text, article) what it is."""
    marks = tuple(Mark(n, role, article) for n, (role, _, article) in enumerate(lines, 1))
    text = "".join(f"{text}\n" for _, text, _ in lines)
    return Issue(f"p{number}.txt", text, newspaper=newspaper, date=date, page=number, marks=marks)


def turned(title="北渡水库完成检修", told="（上接第01版）", text=SECOND, number="04", **known):
    return page(number, ("title", title, 0), ("note", told, 0), ("body", text, 0), **known)


def begun(text=FIRST, *, more=()):
    return page(
        "01",
        ("title", "北渡水库完成检修", 0),
        *(("body", line, 0) for line in (text, *more)),
        ("note", "（下转第04版）", 0),
    )


def texts(*issues):
    parsed = parse_issues(issues)
    assert restore(parsed) == {issue.issue_id: issue.text for issue in issues}
    return parsed.articles["text"].tolist()


JOINED = {
    "the same headline": turned(),
    "a shorter headline": turned("水库完成检修"),
    "another headline, one article that turns": turned("三条旧管道换新"),
    "no page named": turned(told="（上接）"),
    "a page number in Chinese": turned(told="紧接第一版"),
}
APART = {
    "another day": turned(date="2024-03-04"),
    "another newspaper": turned(newspaper="岭东日报"),
    "from a page that is not here": turned("三条旧管道换新", "（上接第07版）"),
    "nothing told": turned("三条旧管道换新", "见习生参加"),
}


@pytest.mark.parametrize("case", JOINED)
def test_an_article_goes_on_on_another_page(case):
    assert texts(begun(), JOINED[case]) == [f"{FIRST}\n{SECOND}"]


@pytest.mark.parametrize("case", APART)
def test_other_articles_stay_apart(case):
    assert texts(begun(), APART[case]) == [FIRST, SECOND]


def test_a_sentence_cut_at_the_turn_is_one_sentence():
    assert texts(begun(FIRST[:20]), turned(text=FIRST[20:])) == [FIRST]


def test_lines_of_both_pages_belong_to_the_article():
    parsed = parse_issues([begun(), turned()])
    assert parsed.lines["article_id"].unique().tolist() == ["江南日报-2024-03-03-p01-01"]
    assert "continuation_joined" in set(parsed.repairs["rule"])


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 1, 0), (1, 2, 0)])
def test_three_pages_make_one_article_in_any_order(order):
    pages = [
        begun(),
        turned("三条旧管道换新", "（上接第01版）"),
        turned("三条旧管道换新", "（上接第04版）", THIRD, "05"),
    ]
    parsed = parse_issues([pages[number] for number in order])
    assert sorted(parsed.articles["text"].iloc[0].split("\n")) == sorted([FIRST, SECOND, THIRD])
    assert restore(parsed) == {page.issue_id: page.text for page in pages}


def test_a_full_copy_is_set_aside():
    parsed = parse_issues([begun(LONG[0], more=LONG[1:]), turned(text=LONG[6])])
    assert parsed.articles["text"].tolist() == ["\n".join(LONG)]
    copied = parsed.repairs[parsed.repairs["rule"] == "duplicate_set_aside"]
    assert copied["issue_id"].unique().tolist() == ["江南日报-2024-03-03-p04"]


SHARES = [
    (FIRST, f"{SECOND}\n{FIRST}", 1.0),
    (FIRST, SECOND, 0.0),
    (f"{FIRST}\n{SECOND}", FIRST, len(FIRST) / len(FIRST + SECOND)),
    (FIRST.replace("，", ","), FIRST, 1.0),
    ("短。", "短。", 0.0),
]


@pytest.mark.parametrize(("text", "other", "share"), SHARES)
def test_share_of_a_text_that_stands_in_another(text, other, share):
    assert share_held(text, other) == pytest.approx(share)
