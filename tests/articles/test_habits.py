import tomllib

import pytest

from corpus_tools.articles.habits import propose_habits, stated_roles, write_habits
from corpus_tools.articles.parse import parse_issues, restore
from corpus_tools.rules import Rules
from corpus_tools.sources.issues import Issue

PAPER = "江南日报"
STATED = f"""
["{PAPER}"]
columns = ["乡间来信"]
bylines = ['○\\S+○']
credits = ['供图 \\S+']
imprint = ['本版统稿 \\S+']
"""
PAGE = """乡间来信

茶园收了两成

○田边草○

本报白水3月2日讯 茶园今年多收了两成，乡亲们在田头商量秧苗，合作社送来了新种子。

供图 田边草

本版统稿 甲乙
"""


@pytest.fixture
def rules(tmp_path):
    (tmp_path / "newspapers.toml").write_text(STATED, encoding="utf-8")
    return Rules.read(tmp_path)


def test_stated_forms_give_the_roles_of_their_lines(rules):
    texts = ["【乡间来信】", "茶园收了两成", "○田边草○", "供图 田边草", "本版统稿 甲乙"]
    assert stated_roles(texts, PAPER, rules) == {0: "column", 2: "byline", 3: "credit", 4: "furniture"}
    assert stated_roles(texts, "河西日报", rules) == {}
    assert stated_roles(texts, PAPER, Rules()) == {}


def test_a_page_is_read_with_the_habits_of_its_newspaper(rules):
    issue = Issue("a.txt", PAGE, newspaper=PAPER, date="2024-03-03")
    parsed = parse_issues([issue], rules=rules)
    assert parsed.articles[["column", "title"]].to_dict("records") == [{"column": "乡间来信", "title": "茶园收了两成"}]
    assert parsed.lines["role"].tolist() == ["column", "title", "byline", "body", "credit", "furniture"]
    assert restore(parsed) == {issue.issue_id: PAGE}


def test_a_stated_column_begins_an_article(rules):
    second = PAGE.replace("茶园收了两成", "渡口修好了栈桥").replace("茶园今年多收了两成", "渡口的栈桥今年修好了")
    parsed = parse_issues([Issue("a.txt", PAGE + "\n" + second, newspaper=PAPER, date="2024-03-03")], rules=rules)
    assert parsed.articles["column"].tolist() == ["乡间来信", "乡间来信"]
    assert parsed.articles["title"].tolist() == ["茶园收了两成", "渡口修好了栈桥"]


def test_labels_and_imprints_are_proposed_whatever_they_were_read_as():
    pages = [
        Issue(f"{day}.txt", f"【田间手记】\n茶园收了两成\n编辑 / 张一{name}\n", newspaper=PAPER, date=f"2024-03-0{day}")
        for day, name in ((3, "山"), (4, "川"))
    ]
    lines = parse_issues(pages).lines.assign(role=["body", "title", "byline"] * 2)
    habits = propose_habits(lines, pages)
    assert habits[["key", "value"]].to_numpy().tolist() == [["columns", "田间手记"], ["imprint", r"编辑\s+/\s+\S+"]]


def test_what_recurs_is_proposed():
    pages = [
        Issue(f"{day}.txt", PAGE.replace("○田边草○", f"■ 本报记者 张一{name}"), newspaper=PAPER, date=f"2024-03-0{day}")
        for day, name in ((3, "山"), (4, "川"), (5, "海"))
    ]
    parsed = parse_issues(pages)
    lines = parsed.lines.assign(role=["column", "title", "byline", "body", "credit", "furniture"] * 3)
    habits = propose_habits(lines, pages).set_index("value")
    assert habits.loc["乡间来信", ["key", "n", "pages"]].tolist() == ["columns", 3, 3]
    assert habits.loc[r"■\s+本报记者\s+\S+", "key"] == "bylines"


def test_what_occurs_once_is_not_proposed():
    page = Issue("a.txt", PAGE, newspaper=PAPER, date="2024-03-03")
    assert propose_habits(parse_issues([page]).lines, [page]).empty


def test_proposals_are_written_as_rules(tmp_path):
    pages = [Issue(f"{day}.txt", PAGE, newspaper=PAPER, date=f"2024-03-0{day}") for day in (3, 4)]
    lines = parse_issues(pages).lines.assign(role=["column", "title", "byline", "body", "credit", "furniture"] * 2)
    text = write_habits(propose_habits(lines, pages))
    assert tomllib.loads(text)[PAPER]["columns"] == ["乡间来信"]
    (tmp_path / "newspapers.toml").write_text(text, encoding="utf-8")
    assert stated_roles(["乡间来信", "供图 丙"], PAPER, Rules.read(tmp_path)) == {0: "column", 1: "credit"}
