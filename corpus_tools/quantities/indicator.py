"""Indicators: what an amount measures, as a noun phrase taken from the text around it."""

import re
from functools import cache

from corpus_tools.quantities.clauses import Mention
from corpus_tools.quantities.heads import cues
from corpus_tools.quantities.wordings import either
from corpus_tools.text.units import choice

# The longest noun phrase taken from after a number; news names its things in fewer characters.
LONGEST = 18
# A shorter rest of a subject says nothing by itself.
SHORTEST = 4


@cache
def patterns() -> dict[str, re.Pattern]:
    """Return the patterns that trim a noun phrase."""
    signs = r"[、，,\-—:：●■◆▲·★（）()\s]"
    turning = choice(word for word, (name, _) in cues().items() if name in {"up", "down", "to"} and len(word) > 1)
    return {
        "leading": re.compile(rf"(?:(?!{either('not leading')}){either('leading')}|{signs})+"),
        "trailing": re.compile(rf"(?:{either('trailing')}|{signs}|[“‘])+$"),
        "newly": re.compile(either("newly")),
        "dependent": re.compile(rf"(?:其|两者)?{either('dependent noun')}$"),
        "anaphora": re.compile(r"(?:[两三四五六七八九十\d]+(?:大|项|个|类|者|种|方面)?(?:指标|数据|者|项|市场|领域|产业|类|地|省|市)|二者|前者|后者|其|它们?|上述|以上|同比|环比|全年|各项|实际|以?来|间|内)$"),
        "verbal": re.compile(r"(?:\([^)]{1,6}\)|的|了|及以上|以上|左右|以下|多|余|为|是|不等)+"),
        "no noun": re.compile(rf"[，。、；：！？)”\s与及或至到—\-]|和|$|{turning}"),
        "pause": re.compile(r"[，、。；：！？()\s]|的$"),
        "verb": re.compile(either("verb after")),
        "rate": re.compile(rf"的?([\u4e00-\u9fff]{{0,5}}?{either('rate after')})(?![收务费制源金额先领队])"),
        "light": re.compile(rf"(?:.*，)?.{{0,4}}{either('light verb')}$"),
        "head": re.compile(rf"(?:土地|排放|新增)?{either('head noun')}$"),
        "rank": re.compile(rf"{either('leading rank')}?{either('rank scope')}[^，。；]{{0,6}}$|{either('leading rank')}$"),
        "agent": re.compile("累计|[^，]{2,}(?:将|把)(?=.{4})"),
    }  # fmt: skip


def clean(subject: str) -> str:
    """Return a subject without what leads to it and what links it to the number.

    >>> clean("其中，全省工业税收由")
    '全省工业税收'
    """
    known = patterns()
    subject = inner(re.sub("[，,]", "", subject))
    lead = known["leading"].match(subject)
    subject = subject[lead.end() :] if lead else subject
    return known["trailing"].sub("", subject)


def inner(subject: str) -> str:
    """Return the last part of a subject: behind a blank in a headline, a quotation mark left open, or 累计 and 将."""
    if subject.rfind("“") > subject.rfind("”"):
        subject = subject[subject.rfind("“") + 1 :]
    parts = [part for part in subject.split(" ") if part]
    subject = parts[-1] if parts and len(parts[-1]) >= SHORTEST else subject
    agent = patterns()["agent"].search(subject)
    return subject[agent.end() :] if agent and len(subject) - agent.end() >= SHORTEST else subject


def without_rank(subject: str) -> str:
    """Return the subject of a rank without what it is ranked in: 贸易额位居中部地区 → 贸易额."""
    return patterns()["rank"].sub("", subject) or (subject if len(subject) > SHORTEST else "")


def without_newly(subject: str) -> str:
    """Return a subject without the 新增 that says how it came about."""
    found = patterns()["newly"].match(subject)
    return subject[found.end() :] if found and len(subject) - found.end() > 1 else subject


def is_dependent(subject: str) -> bool:
    """Say whether a subject needs another before it: 涨幅 of what."""
    return bool(patterns()["dependent"].match(subject))


def is_anaphora(subject: str) -> bool:
    """Say whether a subject says nothing or only points back: 三大指标, 两者."""
    return not subject or bool(patterns()["anaphora"].match(subject))


def rate_after(mention: Mention) -> str:
    """Return the rate that a percentage is said to be by the noun after it: 3%征收率 → 征收率; "" where none follows."""
    found = patterns()["rate"].match(mention.after)
    return found.group(1) if found else ""


def is_light(subject: str) -> bool:
    """Say whether a verb stands before a number that says nothing of what is counted: 进行了两轮集中签约."""
    return bool(patterns()["light"].match(subject))


def noun_after(mention: Mention, folded: str, *, whole: bool = False) -> str:
    """Return the noun phrase that an amount counts, from after it: 56个问题 → 问题; "" where none follows.

    It ends before a verb, unless it is the `whole` of what a light verb governs (两轮集中签约).
    """
    start, known = mention.amount.end, patterns()
    text = folded[start : start + min(LONGEST, len(mention.after))]
    verbal = known["verbal"].match(text)
    text = text[verbal.end() :] if verbal else text
    if known["no noun"].match(text):
        return ""
    stop = known["pause"].search(text)
    text = text[: stop.start()] if stop else text
    # 启动工作的城市: what stands before 的 belongs to the noun; so does a verb in a compound (科研启动经费).
    verb = known["verb"].search(text, max(SHORTEST - 1, text.rfind("的")))
    return (text[: verb.start()] if verb and not whole else text).strip("“”‘’")


def items_of(subject: str, count: int) -> list[str]:
    """Return the `count` subjects that a coordinated subject names, shared heads given to each; [] where they differ.

    >>> items_of("箱包、家具、鞋类出口", 3)
    ['箱包出口', '家具出口', '鞋类出口']
    """
    for marks in ("、|以及|和|及|与", "、", "、|和", "、|与", "、|及", "和", "与"):
        items = [item for item in re.split(marks, subject) if item]
        if len(items) == count:
            return share_heads(items)
    return []


def share_heads(items: list[str]) -> list[str]:
    """Return coordinated items, each with the head noun that only the last states."""
    head = patterns()["head"]
    found = head.search(items[-1])
    if not found or found.start() == 0:
        return items
    return [item if head.search(item) else item + found.group() for item in items[:-1]] + items[-1:]
