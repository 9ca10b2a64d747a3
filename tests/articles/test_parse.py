from pathlib import Path

import pytest
from generated_pages import DAMAGES, make_page
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.articles.parse import Parsed, parse_issues, restore
from corpus_tools.sources.corrections import Correction
from corpus_tools.sources.issues import Issue, Mark, read_issues
from corpus_tools.tables import SCHEMAS

SEEDS = Path(__file__).parents[2] / "seeds" / "issues"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "gb2312")
TRADITIONAL = """農機下田

本報訊（記者 張一山）春雨過後山路很滑，合作社送來了新種子。

鄉親們在田頭商量秧苗，水庫的閘門按時打開。
"""
PAGE = """春耕时节农机下田

本报白水3月2日讯（记者 张一山）春雨过后山路很滑，合作社送来了新种子。

乡亲们在田头商量秧苗，水库的闸门按时打开。

夜市重开

本报讯（记者 李小川）夜市的灯光一直亮到十点，老人把手艺教给年轻人。
"""


@pytest.fixture(scope="module")
def seed():
    return parse_issues(read_issues(SEEDS))


def parse(text, **known):
    return parse_issues([Issue("page.txt", text, **{"newspaper": "江南日报", "date": "2024-03-03", **known})])


def conserved(parsed, text):
    covered = [
        place
        for start, end in zip(parsed.lines["start"], parsed.lines["end"], strict=True)
        for place in range(start, end)
    ]
    assert len(covered) == len(set(covered))
    assert [c for place, c in enumerate(text) if not c.isspace() and place not in set(covered)] == []


def rows_stand_in_text(parsed):
    texts = dict(zip(parsed.articles["article_id"], parsed.articles["text"], strict=True))
    placed = parsed.lines.dropna(subset=["text_start"])
    assert (placed["text_start"] <= [len(texts[name]) for name in placed["article_id"]]).all()
    assert set(parsed.lines["article_id"]) - {""} <= set(texts)


def test_tables_have_their_columns(seed):
    for name in ("articles", "lines", "repairs"):
        assert list(getattr(seed, name).columns) == list(SCHEMAS[name])


def test_seed_has_eight_items(seed):
    assert seed.articles["kind"].tolist() == [
        "report",
        "photo",
        "report",
        "report",
        "report",
        "report",
        "report",
        "photo",
    ]
    assert seed.articles["authors"].tolist()[:2] == ["陈昂", "刘东华"]


def test_seed_headlines_are_lifted_out_of_the_bodies(seed):
    lifted = seed.repairs.query("rule == 'headline_lifted'")
    assert len(lifted) == 2
    assert all(f"{title[:4]}" in "".join(lifted["before"]) for title in seed.articles["title"][5:6])


def test_seed_loop_stands_once(seed):
    [before] = seed.repairs.query("rule == 'loop_collapsed'")["before"]
    clause = before[before.index("督导组正副组长") :].split("、督导组")[0]
    assert sum(text.count(clause) for text in seed.articles["text"]) == 1


def test_seed_is_restored(seed):
    assert restore(seed) == {issue.issue_id: issue.text for issue in seed.issues}


def test_confidence_is_the_least_of_the_lines(seed):
    assert seed.confidence.between(0, 1).all()
    assert seed.confidence.index.tolist() == seed.articles["article_id"].tolist()


def test_short_representation_names_every_title(seed):
    assert all(title in seed._repr_html_() for title in seed.articles["title"])


@given(st.integers(0, 10_000), st.integers(1, 6), st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_every_character_is_accounted_for_and_comes_back(number, articles, line_end):
    page = make_page(number, articles=articles, line_end=line_end)
    parsed = parse(page.text)
    conserved(parsed, page.text)
    rows_stand_in_text(parsed)
    assert restore(parsed)[parsed.issues[0].issue_id] == page.text


@given(
    st.text(alphabet="春雨。，“”（）—■摄记者本报讯12月日 \u3000\u200b\ufeff\n\r\t\u2028\x0c", min_size=1, max_size=300)
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_text_is_accounted_for_and_comes_back(text):
    parsed = parse(text)
    conserved(parsed, text)
    assert restore(parsed).get("江南日报-2024-03-03", text) == text


@pytest.mark.parametrize("kind", DAMAGES)
@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None, derandomize=True)
def test_each_damage_is_accounted_for_and_undone(kind, number):
    page = make_page(number, articles=3, damage=[kind])
    parsed = parse(page.text)
    conserved(parsed, page.text)
    assert restore(parsed)[parsed.issues[0].issue_id] == page.text


def written(folder, text, encoding):
    """The issues of a folder with one page in `encoding`."""
    folder.mkdir()
    (folder / "江南日报-2024-03-03.txt").write_bytes(text.encode(encoding))
    return parse_issues(read_issues(folder))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("number", range(4))
def test_every_encoding_gives_the_same_articles(tmp_path, number, line_end):
    clean = [kind for kind in DAMAGES if kind != "zero width"]  # a sign that the national tables do not have
    page = make_page(number, damage=clean, line_end=line_end).text
    found = [written(tmp_path / name, page, name) for name in ENCODINGS]
    plain = written(tmp_path / "plain", page.replace(line_end, "\n"), "utf-8").articles
    assert all(parsed.articles.equals(plain) for parsed in found)
    assert all(restore(parsed) == {"江南日报-2024-03-03": page} for parsed in found)


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "gb18030", "utf-16", "utf-8-sig"])
def test_traditional_text_is_the_same_in_every_encoding(tmp_path, encoding):
    found = [written(tmp_path / name, TRADITIONAL, name).articles for name in ("utf-8", encoding)]
    assert found[0].equals(found[-1])
    assert found[0]["title"].tolist() == ["農機下田"]


def test_the_same_issues_give_the_same_tables():
    once, twice = parse(PAGE), parse(PAGE)
    assert all(getattr(once, name).equals(getattr(twice, name)) for name in ("articles", "lines", "repairs"))


def test_pages_are_parsed_the_same_alone_and_together():
    issues = [Issue(f"{n}.txt", make_page(n).text) for n in range(5)]
    alone = [parse_issues([issue]).articles["text"].tolist() for issue in issues]
    together = parse_issues(issues).articles.groupby("issue_id", sort=False)["text"].apply(list).tolist()
    assert together == alone


def test_nothing_to_parse_gives_empty_tables():
    parsed = parse_issues([])
    assert (len(parsed.articles), len(parsed.lines), len(parsed.repairs)) == (0, 0, 0)


def test_two_issues_with_one_id_are_an_error():
    with pytest.raises(ValueError, match="two issues have the same id – a – "):
        parse_issues([Issue("a.txt", "春。"), Issue("x/a.txt", "秋。")])


def test_markup_is_taken_at_its_word():
    text = "春耕\n\n夏种\n\n秋收。\n\n广告"
    marks = (Mark(1, "title", 0), Mark(3, "title", 1), Mark(5, "body", 0), Mark(7, "furniture", None))
    parsed = parse_issues([Issue("a.txt", text, marks=marks)])
    assert parsed.articles[["title", "text"]].values.tolist() == [["春耕", "秋收。"], ["夏种", ""]]
    assert parsed.lines["confidence"].eq(1).all()
    assert restore(parsed) == {"a": text}


def article_of(parsed, line):
    return parsed.lines.set_index("line").loc[line, "article_id"]


CORRECTIONS = {
    "role": (Correction(7, "role", "subhead"), lambda parsed: "夜市重开" in parsed.articles["text"].iloc[0]),
    "new article": (Correction(5, "article", "new"), lambda parsed: article_of(parsed, 5) != article_of(parsed, 3)),
    "other article": (Correction(9, "article", "3"), lambda parsed: article_of(parsed, 9) == article_of(parsed, 3)),
    "no article": (Correction(5, "article", "none"), lambda parsed: article_of(parsed, 5) == ""),
    "title": (Correction(1, "title", "农机下田"), lambda parsed: parsed.articles["title"].iloc[0] == "农机下田"),
    "join": (Correction(5, "join", ""), lambda parsed: parsed.articles["text"].iloc[0].count("\n") == 0),
    "character": (Correction(5, "character", "秧苗→禾苗"), lambda parsed: "禾苗" in parsed.articles["text"].iloc[0]),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_reader_decides(name):
    made, holds = CORRECTIONS[name]
    parsed = parse(PAGE, corrections=(made,))
    assert holds(parsed)
    assert f"correction_{made.decision}" in set(parsed.repairs["rule"])
    assert restore(parsed) == {parsed.issues[0].issue_id: PAGE}


def test_a_parse_can_be_compared_by_its_tables():
    assert isinstance(parse(PAGE), Parsed)
