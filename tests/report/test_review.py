"""The review page: complete, self-contained, escaped; in a real browser it links, lights up and writes corrections."""

import re
from types import SimpleNamespace

import pytest
from browsers import chromium
from bs4 import BeautifulSoup

from corpus_tools.report.review import write_review
from corpus_tools.sources.issues import Issue, read_issues
from corpus_tools.tables import SeedError, empty, make_table

PAGE = "清河日报\n\n老桥<b>新灯</b>\n\n本报记者 田小禾\n\n老桥亮起新灯，投资1.2亿元，灯杆\n\n共260根。\n\n雨\u200b停了\"&'。\n"
ID = "清河日报-2024-01-13-p02"
TEXT = "老桥亮起新灯，投资1.2亿元，灯杆共260根。\n雨停了\"&'。"
# line, role, article, paragraph's place in the text, confidence
LINES = [
    (1, "furniture", None, None, 0.99),
    (3, "title", 1, None, 0.9),
    (5, "byline", 1, None, 0.97),
    (7, "body", 1, 0, 0.96),
    (9, "body", 1, TEXT.index("共"), 0.4),
    (11, "body", 1, TEXT.index("雨"), float("nan")),
]


def article_of(place):
    return f"{ID}-{place:02d}" if place else None


@pytest.fixture
def parsed(tmp_path):
    (tmp_path / "清河日报2024-01-13-02.txt").write_text(PAGE, encoding="utf-8")
    [issue] = read_issues(tmp_path)
    rows = PAGE.split("\n")
    starts = [sum(len(row) + 1 for row in rows[:number]) for number in range(len(rows))]
    lines = [
        {
            "issue_id": ID,
            "line": line,
            "start": starts[line - 1],
            "end": starts[line - 1] + len(rows[line - 1]),
            "article_id": article_of(place),
            "role": role,
            "text_start": start,
            "confidence": sure,
        }
        for line, role, place, start, sure in LINES
    ]
    article = {
        "article_id": article_of(1),
        "issue_id": ID,
        "position": 1,
        "kind": "report",
        "title": "老桥<b>新灯</b>",
        "authors": "田小禾",
        "text": TEXT,
    }
    repair = {"issue_id": ID, "line": 9, "rule": "join", "before": "\n", "after": "", "confidence": 0.4}
    tables = {"articles": [article], "lines": lines, "repairs": [repair]}
    return SimpleNamespace(issues=(issue,), **{name: make_table(name, rows) for name, rows in tables.items()})


@pytest.fixture
def quantities():
    found = [("1.2亿元", "money", 1.2e8, "元"), ("260根", "count", 260, "根")]
    rows = [
        {
            "article_id": article_of(1),
            "field": "text",
            "start": TEXT.index(stated),
            "end": TEXT.index(stated) + len(stated),
            "stated": stated,
            "kind": kind,
            "value": value,
            "unit": unit,
        }
        for stated, kind, value, unit in found
    ]
    return make_table("quantities", rows)


@pytest.fixture
def page(parsed, quantities, tmp_path):
    [path] = write_review(parsed, tmp_path / "out" / "review.html", quantities=quantities)
    return path


@pytest.fixture
def soup(page):
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def test_every_line_stands_on_the_page_once(soup):
    shown = [(int(node["data-number"]), node.select_one(".text").contents[0].strip()) for node in soup.select(".line")]
    assert shown == [(line, PAGE.split("\n")[line - 1].replace("\u200b", "⟨U+200B⟩")) for line, *_ in LINES]


def test_the_pieces_of_an_article_are_its_text(soup):
    paragraphs = ["".join(piece.get_text() for piece in node.select(".piece")) for node in soup.select("article .body")]
    assert "\n".join(paragraphs) == TEXT
    assert [node["data-lines"] for node in soup.select("article .body .piece")] == [
        "i0-7",
        "i0-7",
        "i0-7",
        "i0-9",
        "i0-9",
        "i0-9",
        "i0-11",
    ]


def test_quantities_stand_where_they_are_stated(soup):
    assert [(mark.get_text(), mark["title"]) for mark in soup.select("mark")] == [
        ("1.2亿元", "money: 120,000,000 元"),
        ("260根", "count: 260 根"),
    ]


def test_the_least_sure_lines_come_first_and_repairs_stand_by_their_lines(soup):
    assert [node["data-goto"] for node in soup.select(".doubtful li")] == ["i0-9"]
    assert [node.find_parent(class_="line")["data-number"] for node in soup.select(".repair")] == ["9"]


def test_whatever_a_seed_holds_is_escaped(soup):
    assert soup.select_one("article h4").get_text() == "老桥<b>新灯</b>"
    assert soup.select("article h4 b, .line .text > b") == []
    assert len(soup.select("script")) == 1


def test_nothing_is_loaded_from_anywhere(page):
    text = page.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"https?://|@import|url\(|<link|<img|<iframe|\bsrc=|fetch\(|XMLHttp",
            text.replace("url(data:font/woff;base64,", ""),
        )
        == []
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_parse_gives_the_same_page(parsed, tmp_path, language):
    first, second = (
        write_review(parsed, tmp_path / name, language=language)[0].read_bytes() for name in ("a.html", "b.html")
    )
    assert first == second
    assert f'<html lang="{language}">'.encode() in first


def test_an_article_that_goes_on_on_another_page_is_linked_to_both(tmp_path):
    issues = tuple(
        Issue("a.txt", text, "清河日报", "2024-01-13", page) for text, page in (("老桥\n雨停", "01"), ("了。", "02"))
    )
    ids, article = [issue.issue_id for issue in issues], f"{issues[0].issue_id}-01"
    spans = [(ids[0], 1, 0, 2, "title", None), (ids[0], 2, 3, 5, "body", 0), (ids[1], 1, 0, 2, "body", 2)]
    names = ("issue_id", "line", "start", "end", "role", "text_start")
    lines = [{**dict(zip(names, span, strict=True)), "article_id": article, "confidence": 1.0} for span in spans]
    row = {
        "article_id": article,
        "issue_id": ids[0],
        "position": 1,
        "kind": "report",
        "title": "老桥",
        "text": "雨停了。",
    }
    parsed = SimpleNamespace(
        issues=issues,
        articles=make_table("articles", [row]),
        lines=make_table("lines", lines),
        repairs=empty("repairs"),
    )
    soup = BeautifulSoup(write_review(parsed, tmp_path / "a.html")[0].read_text(encoding="utf-8"), "html.parser")
    assert [(piece.get_text(), piece["data-lines"]) for piece in soup.select(".piece")] == [
        ("雨停", "i0-2"),
        ("了。", "i1-1"),
    ]
    assert [node["data-page"] for node in soup.select(".issue")] == ["01", "02"]


def test_what_cannot_be_written(parsed, tmp_path):
    with pytest.raises(ValueError, match="no labels in 'fr'; there are en, zh"):
        write_review(parsed, tmp_path / "a.html", language="fr")
    with pytest.raises(ValueError, match="holds no issues"):
        write_review(SimpleNamespace(issues=()), tmp_path / "a.html")


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def tab(browser, page):
    tab = browser.new_page()
    problems = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("request", lambda request: problems.extend([request.url] if not request.url.startswith("file:") else []))
    tab.goto(page.as_uri())
    yield tab
    tab.close()
    assert problems == []


def test_hovering_links_source_and_article(tab):
    tab.hover(".line[data-number='9']")
    assert "".join(tab.locator("article .lit").all_text_contents()) == "共260根。"
    tab.hover("article h4")
    assert tab.locator(".line.lit").get_attribute("data-number") == "3"


def test_a_correction_made_by_clicking_is_read_back(tab, parsed, tmp_path):
    tab.click(".doubtful li")
    tab.select_option("[name=decision]", "character")
    tab.fill("[name=wording]", "260→620")
    tab.click("[data-do=add]")
    tab.click(".line[data-number='3']")
    tab.select_option("[name=decision]", "role")
    tab.select_option("[name=role]", "kicker")
    tab.click("[data-do=add]")
    (tmp_path / "corrections.toml").write_text(tab.input_value("[name=snippet]"), encoding="utf-8")
    [issue] = read_issues(tmp_path / parsed.issues[0].path)
    assert [(made.line, made.decision, made.value) for made in issue.corrections] == [
        (9, "character", "260→620"),
        (3, "role", "kicker"),
    ]
    (tmp_path / parsed.issues[0].path).write_text(PAGE.replace("260", "250"), encoding="utf-8")
    with pytest.raises(SeedError, match=r"line 9 of .* has changed"):
        read_issues(tmp_path / parsed.issues[0].path)


def test_the_language_of_the_labels_changes(tab):
    assert tab.inner_text(".top h1") == "Review of the parse"
    tab.click("[data-language=zh]")
    assert tab.inner_text(".top h1") == "解析核对"


def test_paper_has_no_desk_and_all_lines(tab):
    tab.click(".doubtful li")
    tab.emulate_media(media="print")
    assert not tab.is_visible(".desk")
    assert tab.locator(".source").evaluate("node => node.scrollHeight <= node.clientHeight")
