"""Indicators: what an amount measures: dealt out by 分别, or the likeliest of the noun phrases around it."""

import re
from typing import NamedTuple

from corpus_tools.quantities.clauses import OF, Mention, in_turn
from corpus_tools.quantities.context import Context, ParsedSentence
from corpus_tools.quantities.localities import known as known_places
from corpus_tools.quantities.period import year_dealt
from corpus_tools.quantities.phrases import phrases
from corpus_tools.quantities.ranking import LISTED, Cell, Span, fill, most_agreed
from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.patterns import either, pattern, words

# A shorter rest of a subject says nothing by itself.
SHORTEST = 4
DEALS = grammar.words("clauses: in turn")[0]
MISMATCH = f"indicator: {DEALS} does not pair with the subjects"
GRADE, YEAR = grammar.source("amounts: grade"), grammar.source("amounts: year")
ACCOUNTS_FOR = grammar.source("amounts: accounts for")
ORDINAL, DIGIT = grammar.source("amounts: ordinal"), grammar.pattern("clauses: digit")
JOIN, ANY_JOIN = grammar.pattern("clauses: join"), grammar.source("clauses: any join")
# What may part coordinated subjects, in the order in which it is tried: all, the mark, the mark and one word, one word.
AND, WITH, ALSO = grammar.words("clauses: and")
PARTINGS = tuple(map(re.compile, (ANY_JOIN, "、", f"、|{AND}", f"、|{WITH}", f"、|{ALSO}", AND, WITH)))


class Named(NamedTuple):
    """The indicator of a mention, and what it leaves to the next: the subject with its words, and the subjects of the list being read."""

    cell: Cell
    subject: str
    span: Span
    items: tuple[str, ...] = ()


def indicator_of(parsed: ParsedSentence, number: int, context: Context, known: tuple[str, str, str]) -> Named:
    """Return the indicator of a mention; `known` are what stands before it and after the 分别 (`subject_of`), and its kind."""
    mention, (own, tail, kind) = parsed.mentions[number], known
    if mention.first < number and context.end >= parsed.passage.start:
        return of_list(context, number - mention.first)
    span = (mention.head.start, mention.head.stop)
    if mention.amount.unit.canonical in words(parsed.rules, "counts what was listed") and own and not mention.after.startswith(OF):
        value = apposed(own, mention.amount.unit.canonical, mention.after, parsed.rules)
        return Named(Cell(value, span, "sentence", LISTED), value, span)
    if in_turn(mention) and not year_dealt(parsed, number):
        if context.subject and own and are_places(own, parsed.rules):
            value = context.subject + tail
            return Named(Cell(value, context.span, "list", LISTED), value, context.span)
        items = dealt((own, tail), context, mention.size, parsed.rules)
        if items:
            return Named(Cell(items[0], span, "list", LISTED), own, span, items)
        if pattern(parsed.rules, "indicator: coordinated").search(own):
            return Named(Cell("", None, "", 1.0, MISMATCH), "", None)
    candidates = phrases(parsed, mention, context, kind)
    cell = fill("indicator", candidates, parsed.rules)
    likeliest = cell.value or own or most_agreed("indicator", candidates, parsed.rules)[0].value
    return Named(cell, likeliest or context.subject, cell.span or (span if own else context.span))


def of_list(context: Context, place: int) -> Named:
    """Return the indicator of a later member of a list: its own subject of several, else that of the first."""
    value = context.items[place] if place < len(context.items) else context.subject
    span = context.span if value else None
    cell = Cell(value, span, "list", LISTED, "" if value else "indicator: none is stated")
    return Named(cell, context.subject, context.span, context.items)


def are_places(subject: str, rules: Rules) -> bool:
    """Say whether a subject names places alone: 上海、深圳."""
    return all(item in known_places(rules) for item in JOIN.split(subject))


def subject_of(parsed: ParsedSentence, mention: Mention) -> tuple[str, str]:
    """Return what stands before an amount without periods and durations: before the 分别, and after it."""
    head = parsed.mentions[mention.first].head
    parts, at = [], head.start
    for start, end in parsed.taken:
        if at <= start and end <= head.stop:
            parts.append(parsed.folded[at:start])
            at = end
    own = "".join([*parts, parsed.folded[at : head.stop]])
    before, spread, after = own.partition(mention.spread) if in_turn(mention) else (own, "", "")
    return clean(before, parsed.rules), clean(after, parsed.rules) if spread else ""


def clean(subject: str, rules: Rules) -> str:
    """Return a subject without what leads to it and what links it to the number.

    >>> clean("其中，全省工业税收由", Rules())
    '全省工业税收'
    """
    subject = inner(re.sub("[，,]", "", subject), rules)
    lead = pattern(rules, "indicator: leading").match(subject)
    subject = subject[lead.end() :] if lead else subject
    return pattern(rules, "indicator: trailing").sub("", subject)


def inner(subject: str, rules: Rules) -> str:
    """Return the last part of a subject: behind a blank in a headline, a quotation mark left open, or 累计 and 将."""
    if subject.rfind("“") > subject.rfind("”"):
        subject = subject[subject.rfind("“") + 1 :]
    parts = [part for part in subject.split(" ") if part]
    subject = parts[-1] if parts and len(parts[-1]) >= SHORTEST else subject
    agent = pattern(rules, "indicator: agent").search(subject)
    return subject[agent.end() :] if agent and len(subject) - agent.end() >= SHORTEST else subject


def is_dependent(subject: str, rules: Rules) -> bool:
    """Say whether a subject needs another before it: 涨幅 of what."""
    return bool(pattern(rules, "indicator: dependent").match(subject))


def is_anaphora(subject: str, rules: Rules) -> bool:
    """Say whether a subject says nothing or only points back: 三大指标, 两者."""
    return not subject or bool(pattern(rules, "indicator: anaphora").match(subject))


def items_of(subject: str, count: int, rules: Rules = Rules()) -> list[str]:
    """Return the `count` subjects that a coordinated subject names, shared heads given to each; [] where they differ.

    >>> items_of("箱包、家具、鞋类出口", 3)
    ['箱包出口', '家具出口', '鞋类出口']
    >>> items_of("第一、二产业和居民用电量", 3)
    ['第一产业用电量', '第二产业用电量', '居民用电量']
    """
    subject = pattern(rules, "indicator: ordinals").sub(spelt_out, subject)
    for parting in PARTINGS:
        items = [item for item in parting.split(subject) if item]
        if len(items) == count:
            return share_heads(items, rules)
    return []


def spelt_out(found: re.Match) -> str:
    """Return ordinals that share a noun, each with it: 第一、二产业 → 第一产业、第二产业."""
    numbers = DIGIT.findall(found.group(1))
    return "、".join(f"{ORDINAL}{number}{found.group(2)}" for number in numbers)


def share_heads(items: list[str], rules: Rules) -> list[str]:
    """Return coordinated items, each with the head noun that only the last states."""
    head = pattern(rules, "indicator: head")
    found = head.search(items[-1])
    if not found or found.start() == 0:
        return items
    complete = [bool(head.search(item)) and not pattern(rules, "indicator: numbered").fullmatch(item) for item in items[:-1]]
    shared = [item if whole else item + found.group() for item, whole in zip(items, complete, strict=False)]
    return [*shared, items[-1]]


def apposed(own: str, unit: str, after: str, rules: Rules) -> str:
    """Return what 三地 or 三级 counts: the places or tiers listed before it, or the bodies of these tiers after it."""
    if unit != GRADE:
        return own.rsplit("、", 1)[-1]
    bodies = re.match(either(rules, "tiered"), after)
    tiers = pattern(rules, "indicator: tiers").search(own)
    return bodies.group() if bodies else tiers.group() if tiers else own


def dealt(known: tuple[str, str], context: Context, count: int, rules: Rules) -> tuple[str, ...]:
    """Return the subjects that 分别 deals `count` values to: coordinated before it, or the levels stated before."""
    own, tail = known
    items = items_of(own, count, rules)
    if items:
        return tuple(item + tail for item in items)
    if len(context.items) == count and (is_anaphora(own, rules) or own == YEAR):
        return tuple(item + tail for item in context.items)
    if len(context.levels) >= count and (is_anaphora(own, rules) or is_dependent(own, rules) or own.startswith(ACCOUNTS_FOR)):
        end = tail if is_anaphora(own, rules) else own + tail
        return tuple(level + end for level in context.levels[-count:])
    return ()
