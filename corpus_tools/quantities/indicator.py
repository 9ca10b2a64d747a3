"""Indicators: what an amount measures: from its own words, from the list it stands in, or from the statement before."""

import re
from dataclasses import dataclass
from functools import cache

from corpus_tools.quantities.clauses import APPOSED, Mention, cues
from corpus_tools.quantities.context import Memory, Scene
from corpus_tools.quantities.localities import known as known_places
from corpus_tools.quantities.ranking import Span
from corpus_tools.rules import Rules
from corpus_tools.text.edtf import years_in_turn
from corpus_tools.text.patterns import choice, either

# The longest noun phrase taken from after a number; news names its things in fewer characters.
LONGEST = 18
# A shorter rest of a subject says nothing by itself.
SHORTEST = 4


@cache
def patterns(rules: Rules) -> dict[str, re.Pattern]:
    """Return the patterns that trim a noun phrase."""
    signs = r"[、，,\-—:：●■◆▲·★（）()\s]"
    turning = choice(word for word, (name, _) in cues(rules).items() if name in {"up", "down", "to"} and len(word) > 1)
    return {
        "leading": re.compile(rf"(?:(?!{either(rules, 'not leading')}){either(rules, 'leading')}|{signs})+"),
        "trailing": re.compile(rf"(?:{either(rules, 'trailing')}|{signs}|[“‘])+$"),
        "newly": re.compile(either(rules, "newly")),
        "dependent": re.compile(rf"(?:其|两者)?{either(rules, 'dependent noun')}$"),
        "anaphora": re.compile(r"(?:[两三四五六七八九十\d]+(?:大|项|个|类|者|种|方面)?(?:指标|数据|者|项|市场|领域|产业|类|地|省|市)|二者|前者|后者|其|它们?|上述|以上|同比|环比|全年|各项|实际|以?来|间|内)$"),
        "verbal": re.compile(r"(?:\([^)]{1,6}\)|的|了|及以上|以上|左右|以下|多|余|为|是|不等)+"),
        "no noun": re.compile(rf"[，。、；：！？)”\s与及或至到—\-]|和|$|{turning}"),
        "pause": re.compile(r"[，、。；：！？()\s]|的$"),
        "verb": re.compile(either(rules, "verb after")),
        "rate": re.compile(rf"的?([\u4e00-\u9fff]{{0,5}}?{either(rules, 'rate after')})(?![收务费制源金额先领队])"),
        "light": re.compile(rf"(?:.*，)?.{{0,4}}{either(rules, 'light verb')}$"),
        "head": re.compile(rf"(?:土地|排放|新增)?{either(rules, 'head noun')}$"),
        "rank": re.compile(rf"{either(rules, 'leading rank')}?{either(rules, 'rank scope')}[^，。；]{{0,6}}$|{either(rules, 'leading rank')}$"),
        "agent": re.compile("累计|[^，]{2,}(?:将|把)(?=.{4})"),
    }  # fmt: skip


def clean(subject: str, rules: Rules) -> str:
    """Return a subject without what leads to it and what links it to the number.

    >>> clean("其中，全省工业税收由", Rules())
    '全省工业税收'
    """
    known = patterns(rules)
    subject = inner(re.sub("[，,]", "", subject), rules)
    lead = known["leading"].match(subject)
    subject = subject[lead.end() :] if lead else subject
    return known["trailing"].sub("", subject)


def inner(subject: str, rules: Rules) -> str:
    """Return the last part of a subject: behind a blank in a headline, a quotation mark left open, or 累计 and 将."""
    if subject.rfind("“") > subject.rfind("”"):
        subject = subject[subject.rfind("“") + 1 :]
    parts = [part for part in subject.split(" ") if part]
    subject = parts[-1] if parts and len(parts[-1]) >= SHORTEST else subject
    agent = patterns(rules)["agent"].search(subject)
    return subject[agent.end() :] if agent and len(subject) - agent.end() >= SHORTEST else subject


def without_rank(subject: str, rules: Rules) -> str:
    """Return the subject of a rank without what it is ranked in: 贸易额位居中部地区 → 贸易额."""
    return patterns(rules)["rank"].sub("", subject) or (subject if len(subject) > SHORTEST else "")


def without_newly(subject: str, rules: Rules) -> str:
    """Return a subject without the 新增 that says how it came about."""
    found = patterns(rules)["newly"].match(subject)
    return subject[found.end() :] if found and len(subject) - found.end() > 1 else subject


def is_dependent(subject: str, rules: Rules) -> bool:
    """Say whether a subject needs another before it: 涨幅 of what."""
    return bool(patterns(rules)["dependent"].match(subject))


def is_anaphora(subject: str, rules: Rules) -> bool:
    """Say whether a subject says nothing or only points back: 三大指标, 两者."""
    return not subject or bool(patterns(rules)["anaphora"].match(subject))


def rate_after(mention: Mention, rules: Rules) -> str:
    """Return the rate that a percentage is said to be by the noun after it: 3%征收率 → 征收率; "" where none follows."""
    found = patterns(rules)["rate"].match(mention.after)
    return found.group(1) if found else ""


def is_light(subject: str, rules: Rules) -> bool:
    """Say whether a verb stands before a number that says nothing of what is counted: 进行了两轮集中签约."""
    return bool(patterns(rules)["light"].match(subject))


def noun_after(mention: Mention, folded: str, rules: Rules, *, whole: bool = False) -> str:
    """Return the noun phrase that an amount counts, from after it: 56个问题 → 问题; "" where none follows.

    It ends before a verb, unless it is the `whole` of what a light verb governs (两轮集中签约).
    """
    start, known = mention.amount.end, patterns(rules)
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


def items_of(subject: str, count: int, rules: Rules = Rules()) -> list[str]:
    """Return the `count` subjects that a coordinated subject names, shared heads given to each; [] where they differ.

    >>> items_of("箱包、家具、鞋类出口", 3)
    ['箱包出口', '家具出口', '鞋类出口']
    >>> items_of("第一、二产业和居民用电量", 3)
    ['第一产业用电量', '第二产业用电量', '居民用电量']
    """
    subject = ORDINALS.sub(spelt_out, subject)
    for marks in ("、|以及|和|及|与", "、", "、|和", "、|与", "、|及", "和", "与"):
        items = [item for item in re.split(marks, subject) if item]
        if len(items) == count:
            return share_heads(items, rules)
    return []


def spelt_out(found: re.Match) -> str:
    """Return ordinals that share a noun, each with it: 第一、二产业 → 第一产业、第二产业."""
    numbers = re.findall("[一二三四五六七八九十]", found.group(1))
    return "、".join(f"第{number}{found.group(2)}" for number in numbers)


def share_heads(items: list[str], rules: Rules) -> list[str]:
    """Return coordinated items, each with the head noun that only the last states."""
    head = patterns(rules)["head"]
    found = head.search(items[-1])
    if not found or found.start() == 0:
        return items
    complete = [bool(head.search(item)) and not NUMBERED.fullmatch(item) for item in items[:-1]]
    shared = [item if whole else item + found.group() for item, whole in zip(items, complete, strict=False)]
    return [*shared, items[-1]]


ORDINALS = re.compile("第([一二三四五六七八九十](?:[、和及]第?[一二三四五六七八九十])+)([一-龥]{2})")
# 第一产业 is a part of the economy, no measure.
NUMBERED = re.compile("第[一二三四五六七八九十][一-龥]{2}")
# One value for each subject in turn; 均 and 各 give one value to all.
IN_TURN = frozenset({"分别", "依次"})
# A verb before a counted noun belongs to the indicator where it is all that stands there: 收集56个问题.
SHORT = 4
COUNTED = frozenset({"count", "change"})
# Kinds that never take their indicator from after the number.
RELATIVE = frozenset({"growth_rate", "pp_diff", "multiple", "rank", "ratio", "index"})
# Kinds that say nothing of the subject before.
LASTING = frozenset({"duration", "age"})
MISMATCH = "indicator: 分别 does not pair with the subjects"


@dataclass(frozen=True, slots=True)
class Name:
    """The indicator of a list of amounts: one `text` for all, or `items` one by one; `flag` where left empty, `noun` what is counted, `certain` where no other phrase comes into question."""

    text: str
    span: Span = None
    items: tuple[str, ...] = ()
    flag: str = ""
    noun: str = ""
    certain: bool = False


def in_turn(mention: Mention) -> bool:
    """Say whether an amount is one of several values that 分别 deals out."""
    return mention.size > 1 and mention.spread in IN_TURN


def subject_of(scene: Scene, mention: Mention) -> tuple[str, str]:
    """Return what stands before an amount without periods and durations: before the 分别, and after it."""
    head = scene.mentions[mention.first].head
    parts, at = [], head.start
    for start, end in scene.taken:
        if at <= start and end <= head.stop:
            parts.append(scene.folded[at:start])
            at = end
    own = "".join([*parts, scene.folded[at : head.stop]])
    before, spread, after = own.partition(mention.spread) if in_turn(mention) else (own, "", "")
    return clean(before, scene.rules), clean(after, scene.rules) if spread else ""


def name_of(scene: Scene, mention: Mention, memory: Memory, known: tuple[str, str, str]) -> Name:
    """Return the indicator of the list that a mention opens; `known` are its subject, what follows 分别, and its kind."""
    own, tail, kind = known
    counted = counted_name(scene, mention, memory, (own, kind))
    if counted:
        return counted
    span = (mention.head.start, mention.head.stop)
    own = without_rank(own, scene.rules) if kind == "rank" else own
    text = own if kind in LASTING else full_name(without_newly(own, scene.rules), memory, kind, scene.rules)
    if not in_turn(mention):
        return Name(text, span if own else memory.span)
    if memory.subject and own and all(item in known_places(scene.rules) for item in re.split("、|和|及|与", own)):
        return Name(memory.subject + tail, memory.span)
    items = dealt((own, tail), memory, mention.size, scene.rules)
    if items or years_in_turn(scene.governors[scene.mentions.index(mention)].value, mention.size):
        return Name(text, span, items)
    several = any(mark in own for mark in "、和及与")
    return Name("", None, (), MISMATCH) if several else Name(text + tail, span)


def counted_name(scene: Scene, mention: Mention, memory: Memory, known: tuple[str, str]) -> Name | None:
    """Return the indicator that follows the number: 56个问题, 1亿元的专项资金; None where it stands before it."""
    (own, kind), amount = known, mention.amount
    light = kind == "count" and is_light(own, scene.rules)
    after = noun_after(mention, scene.folded, scene.rules, whole=light)
    if amount.unit.canonical in APPOSED and own and not mention.after.startswith("的"):
        return Name(
            apposed(own, amount.unit.canonical, after, scene.rules),
            (mention.head.start, mention.head.stop),
            certain=True,
        )
    if kind in {"rate", "share"} and (rate := rate_after(mention, scene.rules)):
        return Name(rate, (amount.end, amount.end + len(rate)), noun=rate, certain=True)
    attributive = mention.head.words[:1] == ("的",) and kind in {"level", "money"} and len(after) > 1
    unnamed = attributive or (is_anaphora(own, scene.rules) and kind in {"share", "level", "money"})
    named = kind in COUNTED or unnamed or mention.after.startswith("的") or own in bare_verbs(scene.rules)
    if not after or not named or kind in RELATIVE:
        same = kind == "count" and 0 < len(own) < SHORT and memory.noun and not after
        return Name(own + memory.noun, (mention.head.start, mention.head.stop)) if same else None
    text = own + after if len(own) <= SHORT and not light else after
    return Name(text, (amount.end, amount.end + len(after)), noun=after)


def apposed(own: str, unit: str, after: str, rules: Rules) -> str:
    """Return what 三地 or 三级 counts: the places or tiers listed before it, or the bodies of these tiers after it."""
    if unit != "级":
        return own.rsplit("、", 1)[-1]
    bodies = re.match(either(rules, "tiered"), after)
    tiers = re.search(rf"(?:{either(rules, 'tier of government')}[、和]?)+$", own)
    return bodies.group() if bodies else tiers.group() if tiers else own


@cache
def bare_verbs(rules: Rules) -> frozenset[str]:
    """Return the verbs that may be all that stands before an amount whose noun follows: 支持1000万元经费."""
    return frozenset(word for name, word in rules.rows("wordings") if name == "bare verb")


def full_name(own: str, memory: Memory, kind: str, rules: Rules) -> str:
    """Return an indicator completed by the one before: 涨幅 of what, or the same again."""
    if is_dependent(own, rules):
        return own if own in memory.subject else memory.subject + own
    if not is_anaphora(own, rules):
        return own
    rate = kind == "pp_diff" and memory.kind == "growth_rate" and not memory.subject.endswith(("速", "幅", "率"))
    return memory.subject + ("增速" if rate and memory.subject else "")


def dealt(known: tuple[str, str], memory: Memory, count: int, rules: Rules) -> tuple[str, ...]:
    """Return the subjects that 分别 deals `count` values to: coordinated before it, or the levels stated before."""
    own, tail = known
    items = items_of(own, count, rules)
    if items:
        return tuple(item + tail for item in items)
    if len(memory.items) == count and (is_anaphora(own, rules) or own == "年"):
        return tuple(item + tail for item in memory.items)
    if len(memory.levels) >= count and (is_anaphora(own, rules) or is_dependent(own, rules) or own.startswith("占")):
        end = tail if is_anaphora(own, rules) else own + tail
        return tuple(level + end for level in memory.levels[-count:])
    return ()
