import pytest

from corpus_tools.layout.features import page_features
from corpus_tools.layout.labels import labels
from corpus_tools.layout.lines import read_lines
from corpus_tools.layout.training.made_pages import Sample
from corpus_tools.layout.training.targets import possible_labels

TITLE, BODY = "北渡水库完成检修", "水库的闸门按时打开，工人检修了三条旧管道。"
HALF, REST = "渡口添了两只救生艇，渔船在天亮前都已经", "回到港口。"
DATE = "2024年3月3日 星期日"

PAGES = {
    "a plain article": (
        [Sample(TITLE, 0, "title"), Sample("■ 本报记者 张一山", 0, "byline"), Sample(BODY, 0, "body")],
        ["opens title", "byline", "body"],
    ),
    "a paragraph in two halves": (
        [Sample(TITLE, 0, "title"), Sample(HALF, 0, "body"), Sample(REST, 0, "body", goes_on=True)],
        ["opens title", "body", "joined"],
    ),
    "a headline between the halves": (
        [Sample(HALF, 0, "body"), Sample(TITLE, 0, "title"), Sample(REST, 0, "body", goes_on=True)],
        ["opens body", "late title 1", "joined over 1"],
    ),
    "a photo between the halves": (
        [
            Sample(TITLE, 0, "title"),
            Sample(HALF, 0, "body"),
            Sample("救生艇下水。", 1, "caption"),
            Sample(REST, 0, "body", goes_on=True),
        ],
        ["opens title", "body", "opens caption", "resumed inside"],
    ),
    "a line outside": ([Sample(DATE, -1, "furniture"), Sample(TITLE, 0, "title")], ["outside", "opens title"]),
    "a column above": (
        [Sample("老街新貌", 0, "column"), Sample(TITLE, 0, "title"), Sample("——工人说", 0, "subtitle")],
        ["opens column", "title", "subtitle"],
    ),
    "a credit that the truth calls a body": (
        [Sample(TITLE, 0, "title"), Sample("王若兰 摄", 0, "body")],
        ["opens title", "credit"],
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_places_of_lines_whose_roles_are_known(case):
    samples, names = PAGES[case]
    right = possible_labels(samples, page_features(read_lines("".join(sample.text + "\n" for sample in samples))))
    assert [[label.name for label, fits in zip(labels(), row, strict=True) if fits] for row in right] == [
        [name] for name in names
    ]


@pytest.mark.parametrize(
    ("heads", "names"),
    [
        (["云山县修渠"], [{"subhead", "opens title"}]),
        (
            ["云山县——", "修渠引水"],
            [{"subhead", "opens title", "opens kicker"}, {"subhead", "title", "title again", "subtitle"}],
        ),
    ],
)
def test_a_part_with_its_own_reporter_may_be_an_article(heads, names):
    samples = [
        Sample(TITLE, 0, "title"),
        Sample(BODY, 0, "body"),
        *(Sample(head, 0, "subhead") for head in heads),
        Sample("本报记者 张一山", 0, "byline"),
        Sample(BODY, 0, "body"),
    ]
    right = possible_labels(samples, page_features(read_lines("".join(sample.text + "\n" for sample in samples))))
    found = [{label.name for label, fits in zip(labels(), row, strict=True) if fits} for row in right]
    assert found == [{"opens title"}, {"body"}, *names, {"byline"}, {"body"}]


def test_the_headline_of_a_part_may_stand_above_a_dateline():
    texts = [TITLE, BODY, "云山县修渠", "本报云山3月2日电（记者 张一山）" + BODY]
    samples = [Sample(text, 0, role) for text, role in zip(texts, ("title", "body", "subhead", "body"), strict=True)]
    right = possible_labels(samples, page_features(read_lines("\n".join(texts))))
    assert {label.name for label, fits in zip(labels(), right[2], strict=True) if fits} == {"subhead", "opens title"}


def test_a_line_in_the_way_may_be_anything():
    samples = [Sample(TITLE, 0, "title"), Sample(BODY, -1, "furniture"), Sample(BODY, 0, "body")]
    right = possible_labels(samples, page_features(read_lines(f"{TITLE}\n{BODY}\n{BODY}\n")))
    assert right[1].sum() > 10
