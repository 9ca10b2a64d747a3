"""Targets: whether an amount is hoped for or has happened."""

import re
from datetime import date

from corpus_tools.quantities.context import Context, ParsedSentence
from corpus_tools.quantities.periods import NOWHEN
from corpus_tools.quantities.ranking import Cell, Span
from corpus_tools.rules import Rules
from corpus_tools.text.edtf import is_over, years_of
from corpus_tools.text.patterns import either, pattern

# Until then no figures of the year itself are known: what a text says of 今年 is planned.
PLANNING_MONTHS = 3


def target_of(parsed: ParsedSentence, number: int, context: Context, period: Cell) -> Span:
    """Return the words that make an amount a target, None where it is none."""
    mention, reading = parsed.mentions[number], parsed.reading
    start = max(context.end, parsed.passage.start)
    text, day = parsed.lead + parsed.folded[start : mention.amount.start], reading.issue or NOWHEN
    planned = reading.issue and day.month <= PLANNING_MONTHS and period.value == str(day.year) and period.span
    this_year = bool(planned and pattern(parsed.rules, "target: this year").match(parsed.folded, period.span[0]))
    if is_target(text, mention.after, (period.value, day), parsed.rules, planned=this_year):
        own = (mention.amount.start, mention.amount.end)
        return (start, mention.amount.start) if start < mention.amount.start else own
    last = "" if "period" in context.blank else context.period
    follows = context.target and context.end >= parsed.passage.start and last == period.value
    if follows and not is_over(period.value, day) and not ends_aim(text, parsed.rules):
        return parsed.passage.start, context.end
    return None


def is_heading(text: str, rules: Rules = Rules()) -> bool:
    """Say whether a line heads a list of targets.

    >>> is_heading("2025年主要预期目标"), is_heading("击中以军目标")
    (True, False)
    """
    return bool(pattern(rules, "target: heading").search(text))


def has_aim(text: str, rules: Rules = Rules()) -> bool:
    """Say whether a text speaks of an aim that is still ahead.

    >>> has_aim("力争增长"), has_aim("完成全年目标的")
    (True, False)
    """
    return bool(
        any(not_covered(text, found.start(), rules) for found in pattern(rules, "target: aim").finditer(text))
        and not pattern(rules, "target: met").search(text)
    )


def not_covered(text: str, place: int, rules: Rules) -> bool:
    """Say whether no word that only looks like an aim stands over a place of a text."""
    return not any(found.start() <= place < found.end() for found in re.finditer(either(rules, "no aim"), text))


def is_target(text: str, after: str, span: tuple[str, date], rules: Rules, *, planned: bool) -> bool:
    """Say whether an amount is a target.

    `text` is what governs it, `after` what follows, `span` its period and the day of the issue; `planned` says that the
    text speaks of a year of which no figures can be known yet. About a time that is over 预计 is an estimate.

    >>> is_target("力争增长", "", ("2024", date(2024, 1, 13)), Rules(), planned=False)
    True
    >>> is_target("预计增长", "", ("2023", date(2024, 1, 13)), Rules(), planned=False)
    False
    """
    period, issue = span
    goal = pattern(rules, "target: goal after").match(after)
    if is_over(period, issue):
        return bool(goal)
    if goal or max(years_of(period), default=0) > issue.year:
        return True
    return has_aim(text, rules) or (planned and not pattern(rules, "target: done").search(text))


def ends_aim(text: str, rules: Rules = Rules()) -> bool:
    """Say whether a clause turns from what is hoped for to what has happened."""
    return bool(pattern(rules, "target: turn").search(text))
