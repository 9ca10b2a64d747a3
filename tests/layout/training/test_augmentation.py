import random

import pytest

from corpus_tools.layout.training.augmentation import restyle
from corpus_tools.layout.training.made_pages import Sample

PAGE = [
    Sample("北渡水库完成检修", 0, "title"),
    Sample("■ 本报记者 张一山", 0, "byline"),
    Sample("本报北渡3月2日讯（记者 张一山）水库的闸门按时打开，工人检修了三条旧管道。", 0, "body"),
    Sample("渡口添了两只救生艇，渔船在天亮前", 0, "body"),
    Sample("回到港口。", 0, "body", goes_on=True),
    Sample("青岩老街夜市重开", 1, "title"),
    Sample("夜市的灯光一直亮到十点，老人把手艺教给年轻人。", 1, "body"),
]
TEXTS = ["灯火", "老街新貌", "修好最后一公里"]
VARIANTS = [restyle(PAGE, random.Random(number), TEXTS) for number in range(40)]


def test_the_same_seed_gives_the_same_page():
    assert restyle(PAGE, random.Random(3), TEXTS) == VARIANTS[3]


@pytest.mark.parametrize("number", range(len(VARIANTS)))
def test_articles_keep_their_order_and_their_paragraphs(number):
    inside = [sample.article for sample in VARIANTS[number] if sample.article >= 0]
    assert inside == sorted(inside)
    [last] = [row for row, sample in enumerate(VARIANTS[number]) if sample.role == "body" and sample.goes_on]
    assert VARIANTS[number][last].text.startswith("回到港口。")
    assert VARIANTS[number][last - 1].text == "渡口添了两只救生艇，渔船在天亮前"


def test_furniture_stands_at_the_edges_and_in_no_article():
    for page in VARIANTS:
        inside = [row for row, sample in enumerate(page) if sample.article >= 0]
        assert len(inside) == inside[-1] - inside[0] + 1
        assert {sample.role for sample in page if sample.article < 0} <= {"furniture"}


def test_every_habit_occurs():
    roles = {sample.role for page in VARIANTS for sample in page}
    assert roles >= {
        "title",
        "byline",
        "body",
        "furniture",
        "column",
        "kicker",
        "subtitle",
        "note",
        "signature",
        "verse",
    }
    assert len({page[0].text for page in VARIANTS}) > 10
