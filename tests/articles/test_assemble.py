import pytest

from corpus_tools.articles.assemble import BRIEF, LONGEST_CAPTION, draft, fields
from corpus_tools.articles.assignment import Entry
from corpus_tools.layout.lines import PageLine

LOOP = "夜市的灯光一直亮到十点、" * 4


def entries(*lines):
    """Lines of one article: role and text; a role that ends in + goes on in the paragraph before."""
    return [
        Entry("a", PageLine(n, 0, 0, text, 0, indent=False), text, role.rstrip("+"), 0, 0.9, joined=role.endswith("+"))
        for n, (role, text) in enumerate(lines, 1)
    ]


def rules(made):
    return [(repair.line, repair.rule) for repair in made.repairs]


def test_halves_of_a_paragraph_are_put_together():
    made = draft(entries(("title", "夜市重开"), ("body", "灯光一直亮"), ("body+", "到十点。"), ("body", "人很多。")))
    assert made.text == "灯光一直亮到十点。\n人很多。"
    assert [piece.start for piece in made.paragraphs[0].pieces] == [0, 5]
    assert rules(made) == [(3, "paragraph_joined")]


@pytest.mark.parametrize(("one", "other", "text"), [("the old", "town", "the old town"), ("共58", "家", "共58家")])
def test_latin_words_keep_the_space_of_the_line_end(one, other, text):
    assert draft(entries(("body", one), ("body+", other))).text == text


def test_nothing_goes_on_from_a_subhead():
    assert draft(entries(("subhead", "灯火"), ("body+", "人很多。"))).text == "灯火\n人很多。"


def test_a_loop_is_said_once_and_its_tail_kept():
    made = draft(entries(("body", f"老人说，{LOOP}人很多。"), ("body", "一行参加。")))
    assert made.paragraphs[0].text.count("夜市的灯光") == 1
    assert rules(made) == [(1, "loop_collapsed"), (2, "tail_kept")]


def test_what_is_said_twice_is_flagged_and_stays():
    text = "他说，雨后的山路很滑、雨后的山路很滑。"
    made = draft(entries(("body", text)))
    assert (made.text, rules(made)) == (text, [(1, "loop_flagged")])


def test_a_headline_within_the_text_is_lifted():
    made = draft(entries(("body", "灯光一直亮"), ("title", "夜市重开"), ("body+", "到十点。")))
    assert (made.headline.title, made.text) == ("夜市重开", "灯光一直亮到十点。")
    assert (2, "headline_lifted") in rules(made)


def test_a_readers_title_stands_for_that_of_the_page():
    made = draft(entries(("title", "夜市重开"), ("body", "人很多。")), "老街夜市")
    assert made.headline.title == "老街夜市"
    assert (1, "correction_title") in rules(made)


NOTES = [
    ([("editors_note", "编者按"), ("editors_note", "今起推出专栏。")], "今起推出专栏。"),
    ([("editors_note", "【编者按】今起推出专栏。")], "今起推出专栏。"),
    ([("editors_note", "编者按：今起推出"), ("editors_note+", "专栏。")], "今起推出专栏。"),
    ([("editors_note", "导读台前人来人往。")], "导读台前人来人往。"),
]


@pytest.mark.parametrize(("lines", "note"), NOTES)
def test_an_editors_note_stands_without_its_label(lines, note):
    assert draft(entries(*lines, ("body", "雨停了。"))).editors_note == note


FIELDS = [
    (
        [("body", "本报白水3月2日讯（记者 张一山）雨停了。")],
        {"authors": "张一山", "dateline_place": "白水", "agency": ""},
    ),
    ([("body", "新华社北京3月2日电 雨停了。")], {"agency": "新华社", "dateline_date": "2024-03-02"}),
    ([("byline", "■ 本报记者 李小川"), ("body", "本报讯（记者 张一山）雨停了。")], {"authors": "李小川"}),
    ([("caption", "渡口。"), ("credit", "王若兰 摄")], {"authors": "王若兰", "kind": "photo"}),
    ([("title", "遗失声明"), ("body", "证件作废。")], {"kind": "notice"}),
    ([("title", "夜市重开"), ("body", "灯" * BRIEF)], {"kind": "brief"}),
    ([("title", "夜市重开"), ("body", "灯" * (BRIEF + 1))], {"kind": "report"}),
    ([("body", "灯" * (LONGEST_CAPTION + 1)), ("credit", "王若兰 摄")], {"kind": "report"}),
]


@pytest.mark.parametrize(("lines", "expected"), FIELDS)
def test_fields_of_an_article(lines, expected):
    found = fields(draft(entries(*lines)), "江南日报", "2024-03-03")
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(("lines", "want"), [(2, "张一山、李小川"), (8, "")])
def test_a_list_of_names_is_no_byline(lines, want):
    names = ["张一山", "李小川", "王若兰", "赵明远", "陈思齐", "周海生", "吴小雨", "郑江海"][:lines]
    rows = [("title", "春风书单"), *(("byline", f"作者 {name}") for name in names), ("body", "书单列了好书。")]
    entries = [
        Entry("i", PageLine(n, 0, len(text), text, 0, indent=False), text, role, 0, 1.0)
        for n, (role, text) in enumerate(rows, 1)
    ]
    assert fields(draft(entries), "江南日报", "2024-03-03")["authors"] == want
