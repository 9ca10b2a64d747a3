"""Targets: whether an amount is hoped for or has happened."""

import re
from datetime import date
from functools import cache

from corpus_tools.quantities.context import Context, ParsedSentence
from corpus_tools.quantities.periods import NOWHEN
from corpus_tools.quantities.ranking import Cell, Span
from corpus_tools.rules import Rules
from corpus_tools.text.edtf import is_over, years_of
from corpus_tools.text.patterns import either

# Until then no figures of the year itself are known: what a text says of 今年 is planned.
PLANNING_MONTHS = 3


def target_of(parsed: ParsedSentence, number: int, context: Context, period: Cell) -> Span:
    """Return the words that make an amount a target, None where it is none."""
    mention, reading = parsed.mentions[number], parsed.reading
    start = max(context.end, parsed.passage.start)
    text, day = parsed.lead + parsed.folded[start : mention.amount.start], reading.issue or NOWHEN
    planned = reading.issue and day.month <= PLANNING_MONTHS and period.value == str(day.year) and period.span
    this_year = bool(planned and patterns(parsed.rules)["this year"].match(parsed.folded, period.span[0]))
    if is_target(text, mention.after, (period.value, day), parsed.rules, planned=this_year):
        own = (mention.amount.start, mention.amount.end)
        return (start, mention.amount.start) if start < mention.amount.start else own
    follows = context.target and context.end >= parsed.passage.start and context.period == period.value
    if follows and not is_over(period.value, day) and not ends_aim(text):
        return parsed.passage.start, context.end
    return None


@cache
def patterns(rules: Rules) -> dict[str, re.Pattern]:
    """Return the patterns that tell a target from a result."""
    return {
        "aim": re.compile(rf"(?!{either(rules, 'no aim', 'met')})(?:{either(rules, 'aim')}|到20\d\d年)"),
        "met": re.compile(rf"{either(rules, 'met')}|完成[^，。]{{0,8}}(?:目标|计划|任务)"),
        "goal": re.compile(rf"[^，。；]{{0,12}}的{either(rules, 'goal after')}"),
        "done": re.compile(either(rules, "done")),
        "this year": re.compile(either(rules, "this year")),
    }


def is_heading(text: str) -> bool:
    """Say whether a line heads a list of targets.

    >>> is_heading("2025年主要预期目标"), is_heading("击中以军目标")
    (True, False)
    """
    return bool(
        re.search("(?:预期|主要|发展|全年|年度|工作|约束性|总体|指标)[^，。]{0,6}(?:目标|指标|任务)[^，。\\w]*$", text)
    )


def has_aim(text: str, rules: Rules = Rules()) -> bool:
    """Say whether a text speaks of an aim that is still ahead.

    >>> has_aim("力争增长"), has_aim("完成全年目标的")
    (True, False)
    """
    known = patterns(rules)
    return bool(
        any(not_covered(text, found.start(), rules) for found in known["aim"].finditer(text))
        and not known["met"].search(text)
    )


@cache
def no_aim(rules: Rules) -> re.Pattern:
    """Return the pattern of the words that only look like an aim (计划生育, 目标区间)."""
    return re.compile(either(rules, "no aim"))


def not_covered(text: str, place: int, rules: Rules) -> bool:
    """Say whether no word that only looks like an aim stands over a place of a text."""
    return not any(found.start() <= place < found.end() for found in no_aim(rules).finditer(text))


def is_target(text: str, after: str, span: tuple[str, date], rules: Rules, *, planned: bool) -> bool:
    """Say whether an amount is a target.

    `text` is what governs it, `after` what follows, `span` its period and the day of the issue; `planned` says that the
    text speaks of a year of which no figures can be known yet. About a time that is over 预计 is an estimate.

    >>> is_target("力争增长", "", ("2024", date(2024, 1, 13)), Rules(), planned=False)
    True
    >>> is_target("预计增长", "", ("2023", date(2024, 1, 13)), Rules(), planned=False)
    False
    """
    (period, issue), known = span, patterns(rules)
    goal = known["goal"].match(after)
    if is_over(period, issue):
        return bool(goal)
    if goal or max(years_of(period), default=0) > issue.year:
        return True
    return has_aim(text, rules) or (planned and not known["done"].search(text))


def ends_aim(text: str) -> bool:
    """Say whether a clause turns from what is hoped for to what has happened."""
    return any(word in text for word in ("已", "了", "累计", "截至", "同比"))
