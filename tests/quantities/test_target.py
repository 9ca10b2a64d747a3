from datetime import date

import pytest

from corpus_tools.quantities.target import ends_aim, has_aim, is_ahead, is_heading, is_target
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


def test_turns_and_years():
    assert ends_aim("已建成")
    assert not ends_aim("力争建成")
    assert [is_ahead(period, 2024) for period in ("2023/2025", "2024", "2023", "")] == [True, True, False, False]
