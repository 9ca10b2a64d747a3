from datetime import date

import pytest

from corpus_tools.quantities.context import Context
from corpus_tools.quantities.ranking import Cell
from corpus_tools.quantities.target import ends_aim, has_aim, is_heading, is_target, target_of
from corpus_tools.rules import Rules

ISSUE = date(2024, 3, 13)


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("力争增长", True),
        ("到2030年", True),
        ("完成全年目标的", False),
        ("力争完成全年目标", False),
        ("计划生育", False),
        ("目标区间", False),
        ("", False),
    ],
)
def test_an_aim_is_still_ahead(text, aims):
    assert has_aim(text) is aims


@pytest.mark.parametrize(
    ("text", "after", "period", "planned", "target"),
    [
        ("力争增长", "", "2024", False, True),
        ("力争增长", "", "2023", False, False),
        ("预计增长", "", "2023", False, False),
        ("产量增长", "", "2025", False, True),
        ("产量增长", "", "2024", False, False),
        ("产量增长", "", "2024", True, True),
        ("产量已增长", "", "2024", True, False),
        ("产量增长", "的目标", "2024", False, True),
        ("产量增长", "", "", False, False),
    ],
)
def test_a_target_is_hoped_for(text, after, period, planned, target):
    assert is_target(text, after, (period, ISSUE), Rules(), planned=planned) is target


@pytest.mark.parametrize(
    ("line", "heads"),
    [("2025年主要预期目标", True), ("全年工作任务：", True), ("击中目标", False), ("主要目标已经完成", False)],
)
def test_headings_of_targets(line, heads):
    assert is_heading(line) is heads


def test_what_turns_to_what_has_happened():
    assert ends_aim("已建成")
    assert not ends_aim("力争建成")


@pytest.mark.parametrize(
    ("text", "period", "aim"),
    [
        ("今年茶园达到3万亩。", Cell("2024", (0, 2)), (0, 6)),
        ("去年茶园达到3万亩。", Cell("2023", (0, 2)), None),
        ("力争茶园达到3万亩。", Cell(""), (0, 7)),
        ("茶园达到3万亩。", Cell(""), None),
    ],
)
def test_the_words_that_make_a_target(sentences_of, text, period, aim):
    (parsed,) = sentences_of(text)
    found = target_of(parsed, 0, Context(), period)
    assert (found is None) == (aim is None)
    assert found is None or found[0] == aim[0]


def test_a_target_goes_on_where_neither_is_dated_whatever_was_dated_before(sentences_of):
    (parsed,) = sentences_of("力争茶园达到3万亩、茶企300家。")
    context = Context(target=True, end=parsed.mentions[0].amount.end, period="2023", blank=frozenset({"period"}))
    assert target_of(parsed, 1, context, Cell(""))
    assert target_of(parsed, 1, context, Cell("2023")) is None


def test_a_target_goes_on_within_its_sentence(sentences_of):
    (parsed,) = sentences_of("力争茶园达到3万亩、茶企300家，已有茶农3000人。")
    context = Context(target=True, end=parsed.mentions[0].amount.end)
    assert target_of(parsed, 1, context, Cell(""))
    assert target_of(parsed, 2, context, Cell("")) is None
