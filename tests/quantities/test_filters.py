import pytest

from corpus_tools.quantities.amounts import find_amounts
from corpus_tools.quantities.filters import is_guarded, is_label
from corpus_tools.rules import Rules

GUARDS = Rules().rows("guards")


def marked(example):
    """The text of an example and where its number begins."""
    return example.replace("⟨", "").replace("⟩", ""), example.index("⟨")


@pytest.mark.parametrize("row", GUARDS, ids=lambda row: row[3])
def test_every_guard_stops_its_example(row):
    text, start = marked(row[3])
    assert is_guarded(text, start, Rules())


@pytest.mark.parametrize("row", GUARDS, ids=lambda row: row[3])
def test_no_guard_is_covered_by_the_others(row):
    text, start = marked(row[3])
    others = Rules({**Rules().lists, "guards": tuple(one for one in GUARDS if one != row)}, Rules().settings)
    assert not is_guarded(text, start, others)


@pytest.mark.parametrize(
    "text", ["事故造成⟨两人⟩死亡", "新增⟨三人⟩", "占比超⟨数十万⟩人", "历时⟨8个月⟩完工", "⟨3路⟩大军"]
)
def test_what_a_guard_lets_pass(text):
    assert not is_guarded(*marked(text), Rules())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("“三道防线”", True), ("建成三道防线", False), ("每10万人", True), ("一家企业", True), ("连续一年", False),
        ("男子100米决赛", True), ("热线12345件", True), ("举办三期培训", False), ("三期工程", True),
    ],
)  # fmt: skip
def test_numbers_that_count_nothing(text, label):
    assert is_label(text, next(find_amounts(text)), [], Rules()) is label
