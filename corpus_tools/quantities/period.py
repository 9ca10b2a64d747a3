"""Governors: the period that governs an amount, stated in its sentence or carried from one before."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from corpus_tools.quantities.clauses import Mention
from corpus_tools.quantities.context import NOTHING, Governor, Memory, Reading, Scene
from corpus_tools.quantities.periods import Period
from corpus_tools.quantities.ranking import Candidate
from corpus_tools.quantities.target import has_aim
from corpus_tools.rules import Rules
from corpus_tools.text.edtf import years_of
from corpus_tools.text.patterns import either
from corpus_tools.text.sentences import Sentence

REFERRED = re.compile("(?:比|较|与|同|相对于|恢复[至到]|相当于|高于|低于|超过|超出)$")
FROM = re.compile("(?:由|从)$")
OPENS = re.compile("开始|起|以来|到|至|[，、]")
TODATE = re.compile("(?![^，。]{0,12}[至到])")
# 2011年以来的最高 measures by a time, it does not govern.
EXTREME = re.compile("的?(?:出口|进口|同期|历史)?(?:最|首次|新高|新低)|的")
MEANWHILE = re.compile("(?:其间|期间)[，,]")
# A period governs at most so many paragraphs after its own.
HOPS = 2
# The period of a statement may be that of one so many paragraphs before.
MOST_HOPS = 3
# So many periods back, none farther than so many characters, and no more than so many different ones come into question.
LOOK_BACK, FAR, MOST_EARLIER = 6, 1200, 3
# The lead of an article.
OPENING = 120
# 2019年春节 is not the year.
EVENT = re.compile("(?:春节|国庆|中秋|端午|清明|五一|“五一”|元旦|除夕|春运|暑期|暑运|寒假|[^，。；]{0,6}(?:奥运|亚运|冬奥|世界杯|全运))")
# Most sentences open within so many characters before a place in them.
STEP = 64
# The length of an EDTF day.
DAY = 10
# Brackets open and close within so many characters of a period in them.
ASIDE = 24
# A plan governs only where it is a time; in “十四五”规划 it is a document.
DURING = ("期间", "时期", "以来", "末", "初", "初期", "末期")
# Forms that name an event or nothing definite: they govern no amount.
NEVER = frozenset({"bare_year", "decade", "vague"})


@cache
def patterns(rules: Rules) -> tuple[re.Pattern, re.Pattern]:
    """Return the patterns of a date that only says when something was published, and of words for this year."""
    return re.compile(rf"[^，。；、]{{0,12}}{either(rules, 'release')}"), re.compile(either(rules, "this year"))


def role_of(period: Period, folded: str, references: list[tuple[int, int]], rules: Rules) -> str:
    """Return what a period does in its sentence: it governs, is a reference or a start (由2010年的), or nothing."""
    before = folded[max(0, period.start - 4) : period.start]
    if period.form == "vague":
        return "vague"
    if (
        period.form in NEVER
        or not period.value
        or (period.form == "plan" and not folded[: period.end].endswith(DURING))
    ):
        return "nothing"
    if any(start < period.end and period.start < end for start, end in references) or REFERRED.search(before):
        return "reference"
    if period.value.endswith("/..") and not before.endswith(("自", "从")) and EXTREME.match(folded, period.end):
        return "nothing"
    if FROM.search(before) and not period.value.endswith("/..") and not OPENS.match(folded, period.end):
        return "start"
    return "nothing" if period.kind == "date" and patterns(rules)[0].match(folded, period.end) else "governs"


def find_governors(
    folded: str, mentions: list[Mention], periods: list[Period], carried: Governor, rules: Rules
) -> tuple[list[Governor], Governor]:
    """Return the governor of each mention of a sentence, and the one that stands at its end."""
    references = [mention.head.marks["comparison"] for mention in mentions if "comparison" in mention.head.marks]
    roles = [
        (period, "nothing" if is_aside(folded, period, mentions) else role_of(period, folded, references, rules))
        for period in periods
    ]
    found: list[Governor] = []
    current, place = carried, 0
    for number, mention in enumerate(mentions):
        start = None
        while place < len(roles) and roles[place][0].start < mention.amount.start:
            start = roles[place][0] if roles[place][1] == "start" else start
            current = succeed(folded, current, *roles[place], rules)
            place += 1
        inner = found[mention.first] if mention.first < number else current
        found.append(governor_of(folded, start, rules) if start else inner)
    for period, role in roles[place:]:
        current = succeed(folded, current, period, role, rules)
    return found, current


def is_aside(folded: str, period: Period, mentions: list[Mention]) -> bool:
    """Say whether a period stands in brackets that hold no amount: (须在8月31日前使用)."""
    opened = max(folded.rfind(mark, max(0, period.start - ASIDE), period.start) for mark in "(（")
    if opened < 0 or any(mark in folded[opened : period.start] for mark in ")）。\n"):
        return False
    closed = min((at for mark in ")）" if (at := folded.find(mark, period.end, period.end + ASIDE)) >= 0), default=-1)
    return closed >= 0 and not any(opened < mention.amount.start < closed for mention in mentions)


def succeed(folded: str, current: Governor, period: Period, role: str, rules: Rules) -> Governor:
    """Return what governs after one more period."""
    if role == "vague":
        return NOTHING
    return governor_of(folded, period, rules) if role == "governs" else current


def governor_of(folded: str, period: Period, rules: Rules) -> Governor:
    """Return the governor that a period is: 年初 stands for its year, 自2006年…至今 is open."""
    value = period.value[:4] if period.form == "edge" and period.value.endswith("-01") else period.value
    if (
        folded[max(0, period.start - 1) : period.start] == "自"
        and "/" not in value
        and TODATE.match(folded, period.end)
    ):
        value += "/.."
    planned = bool(patterns(rules)[1].match(folded, period.start))
    topic = is_topic(folded, period, opening(folded, period.start))
    return Governor(value, (period.start, period.end), "sentence", planned, topic=topic, form=period.form)


def opening(folded: str, place: int) -> int:
    """Return where the sentence of a place opens; looked for in steps, so that the time does not grow with the text."""
    width, found, low = STEP, -1, place
    while found < 0 and low > 0:
        low = max(0, place - width)
        found = max(folded.rfind(mark, low, place) for mark in "。！？\n")
        width *= 2
    return found + 1


def enter(current: Governor, folded: str, start: int, *, fresh: bool, year: int) -> Governor:
    """Return what is carried into a sentence; into a new paragraph neither a single day nor what is long past or to come."""
    if not current.value:
        return NOTHING
    recent = all(year - 1 <= named <= year for named in years_of(current.value))
    hops = current.hops + fresh
    if hops > HOPS or (fresh and (not recent or len(current.value) == DAY)):
        return NOTHING
    value = f"{current.value}/.." if MEANWHILE.match(folded, start) and "/" not in current.value else current.value
    source = "article" if fresh or current.source == "article" else "paragraph"
    if (value, source, hops) == (current.value, current.source, current.hops):
        return current
    return replace(current, value=value, source=source, hops=hops)


def announced(folded: str, periods: list[Period], rules: Rules) -> Governor:
    """Return the period that the sentence below a headline opens with: the headline states its number."""
    found = next(
        (one for one in periods if one.kind == "period" and role_of(one, folded, [], rules) == "governs"), None
    )
    return replace(governor_of(folded, found, rules), source="below") if found else NOTHING


HABIT = re.compile("每(?:年|天|月|日|周|次|晚|季|人|户|个|亩|吨|株|公里|平方米)|日均|月均|年均")
FORMER = re.compile(
    "(?:(?:较|比)[^，。；]{1,14}的|远超|原来|原先|最初|起初|初期|此前|以往|过去|当初|原价|曾经?)[^，。]{0,3}$"
)
# 已, 累计: what is counted has happened; 70个大中城市中: what is counted is a known set.
DONE, AMONG = re.compile("已|累计|共|了|新增|完成|实现"), re.compile("[^，。；]{0,8}中[，的]")
CLASSES = {
    "growth_rate": "change",
    "pp_diff": "change",
    "change": "change",
    "multiple": "change",
    "share": "share",
    "rate": "share",
    "index": "share",
    "duration": "lasting",
    "age": "lasting",
}
STOPS = "，。；：、)）(（”\n \u3000"


def shape_of(value: str, year: int) -> tuple[str, str]:
    """Return the form of an EDTF value and how its year lies to that of the issue."""
    years = years_of(value)
    back = (
        "none"
        if not years or not year
        else "ahead"
        if years[-1] > year
        else ("same", "last", "before")[min(year - years[-1], 2)]
    )
    return (
        "open"
        if value.endswith("/..")
        else "span"
        if "/" in value
        else {4: "year", 7: "month", 10: "day"}.get(len(value), "other")
    ), back


def in_brackets(folded: str, start: int, place: int) -> bool:
    """Say whether a place of a sentence stands in brackets."""
    return max(folded.rfind(mark, start, place) for mark in "(（") > max(
        folded.rfind(mark, start, place) for mark in ")）"
    )


def fills_brackets(folded: str, period: Period) -> bool:
    """Say whether a period is all that brackets hold, so that they say when: 春节（2月4日至10日）."""
    return folded[period.start - 1 : period.start] in "(（" and folded[period.end : period.end + 1] in ")）"


def is_topic(folded: str, period: Period, sentence: int) -> bool:
    """Say whether a period opens a sentence or clause, so that it may govern what follows it: 今年上半年，…; not 3月的补贴."""
    lead = folded[max(sentence, period.start - 2) : period.start]
    opens = not lead or lead[-1] in STOPS or lead.endswith(("截至", "截止", "自", "从")) or period.start - sentence < 6
    return opens and not folded.startswith(("的", "前"), period.end) and not in_brackets(folded, sentence, period.start)


def period_candidates(scene: Scene, number: int, memory: Memory, known: tuple[str, str, str]) -> list[Candidate]:
    """Return the candidates for the period of a mention; `known` are the value that the grammar gives, its source, and the kind."""
    grammar, source, kind = known
    sort = CLASSES.get(kind, kind)
    traits = statement(scene, number)
    structural = "apposed" in traits
    found = (
        []
        if structural
        else [
            *stated(scene, number, sort, traits),
            *inherited(scene, number, sort, traits),
            *remembered(scene, number, memory, (sort, traits)),
            *from_earlier(scene, number, sort, traits),
        ]
    )
    if grammar and source in {"sentence", "issue"} and not structural and all(one.value != grammar for one in found):
        found.append(Candidate(grammar, None, source, ("grammar alone", f"grammar alone {source}")))
    found = [
        one._replace(features=(*one.features, "grammar", f"grammar {one.source}")) if one.value == grammar else one
        for one in found
    ]
    found = [one._replace(features=(*one.features, *likeness(one, memory, found))) for one in found]
    return [*found, undated(found, memory, (sort, source), traits)]


def undated(found: list[Candidate], memory: Memory, known: tuple[str, str], traits: list[str]) -> Candidate:
    """Return the candidate that leaves the period empty; `known` are the class of the statement and the grammar's source."""
    own, (sort, source), last = any(one.source == "sentence" for one in found), known, last_of(memory)
    features = (
        "none", f"none {sort}", f"none own {own}", f"none grammar {source or 'none'}", f"none last {last}", f"none last {last} own {own}",
        f"none offers {min(len({one.value for one in found}), 3)} own {own}", *(f"none {one} own {own}" for one in traits),
    )  # fmt: skip
    return Candidate("", None, "", features)


def last_of(memory: Memory) -> str:
    """Return whether the last statement was dated, and how many paragraphs ago one was."""
    return "-" if memory.period_hops > MOST_HOPS else f"{'blank' if 'period' in memory.blank else 'dated'} {min(memory.period_hops, 2)}"


def likeness(one: Candidate, memory: Memory, found: list[Candidate]) -> list[str]:
    """Return what a candidate has in common with the period of the last statement and with other candidates."""
    agreed = sum(other.value == one.value for other in found)
    group = "own" if one.source == "sentence" else "other"
    same = "same" if one.value == memory.period else "new" if memory.period else "-"
    return [f"{group} last {same} {last_of(memory)}", f"{group} agreed {min(agreed, 3)} of {min(len(found), 4)}"]


def remembered(
    scene: Scene, number: int, memory: Memory, known: tuple[str, list[str]]
) -> Iterator[Candidate]:
    """Yield the period of the last dated statement; `known` are the class and the traits of this one."""
    if not memory.period or memory.period_hops > MOST_HOPS:
        return
    sort, tests = known
    year = scene.reading.issue.year if scene.reading.issue else 0
    form, back = shape_of(memory.period, year)
    own = any(one.start < scene.mentions[number].amount.start and one.value for one in scene.periods)
    near = "sentence" if memory.end >= scene.passage.start else f"hops {min(memory.period_hops, 3)}"
    blank = "period" in memory.blank
    features = (
        "last", f"last {near} own {own}", f"last {near} {form} {back}", f"last {near} blank {blank}", f"last {form} {back} {sort}", f"last {sort}",
        *(f"last {one}" for one in tests),
    )  # fmt: skip
    yield Candidate(memory.period, memory.period_span, "article" if memory.period_hops else "paragraph", features)


def named_before(reading: Reading, passage: Sentence) -> tuple[Governor, ...]:
    """Return the last two different periods that sentences before one name, and the first of the text."""
    folded, periods = reading.folded, reading.periods
    at = bisect_left(periods, passage.start, key=lambda period: period.start)
    found: dict[str, Governor] = {}
    for period in [*periods[max(0, at - LOOK_BACK) : at][::-1], *periods[: min(at, 1)]]:
        if role_of(period, folded, [], reading.rules) != "governs" or period.value in found or passage.start - period.end > FAR:
            continue
        hops = folded.count("\n", period.end, passage.start)
        one = replace(governor_of(folded, period, reading.rules), source="article" if hops else "paragraph", hops=hops)
        found.setdefault(one.value, one)
        if len(found) == MOST_EARLIER:
            break
    return tuple(found.values())


def from_earlier(scene: Scene, number: int, sort: str, tests: list[str]) -> Iterator[Candidate]:
    """Yield the periods that sentences before name."""
    year = scene.reading.issue.year if scene.reading.issue else 0
    own = any(one.start < scene.mentions[number].amount.start and one.value for one in scene.periods)
    habit = "habit" in tests and not own
    for turn, governor in enumerate(() if habit else scene.earlier):
        form, back = shape_of(governor.value, year)
        hops, topic = min(governor.hops, 3), governor.topic
        features = (
            "earlier", f"earlier {turn}", f"earlier {turn} topic {topic} hops {hops} own {own}", f"earlier {form} {back} hops {hops}", f"earlier {form} {back} topic {topic}",
            f"earlier {sort}", f"earlier word {governor.form}", f"earlier opens {governor.span is not None and governor.span[0] < OPENING} {form} own {own}",
            *(f"earlier {one}" for one in tests),
        )  # fmt: skip
        yield Candidate(governor.value, governor.span, governor.source, features)


def statement(scene: Scene, number: int) -> list[str]:
    """Return what of a statement tells whether a period from elsewhere governs it."""
    mention, folded = scene.mentions[number], scene.folded
    clause = folded[mention.head.start : mention.amount.start]
    sentence = folded[scene.passage.start : mention.amount.start]
    counted = mention.amount.unit.dimension == "count"
    tests = {
        "habit": HABIT.search(clause),
        "former": FORMER.search(sentence),
        "opens": len(sentence.strip()) < 8,
        "done": DONE.search(clause),
        "quoted": sentence.count("“") > sentence.count("”"),
        "few": counted and (mention.amount.low or 0) < 10,
        "apposed": counted and (folded[mention.amount.start - 1] == "等" or AMONG.match(mention.after)),
        "attributive": counted and mention.after[:1] not in "，。；、）)！？",
        "aim": has_aim(sentence, scene.rules),
    }
    return [name for name, holds in tests.items() if holds]


def beside(folded: str, period: Period, sentence: int) -> tuple[str, str]:
    """Return what stands right before and right after a period."""
    before, after = folded[max(sentence, period.start - 1) : period.start], folded[period.end : period.end + 1]
    lead = "stop" if not before or before in STOPS else before if before in "于在自从至到比较是" else "other"
    return lead, "的" if after == "的" else "stop" if after in STOPS else "other"


def stated(scene: Scene, number: int, sort: str, tests: list[str]) -> Iterator[Candidate]:
    """Yield the periods that the sentence states."""
    mention, folded = scene.mentions[number], scene.folded
    references = [one.head.marks["comparison"] for one in scene.mentions if "comparison" in one.head.marks]
    year = scene.reading.issue.year if scene.reading.issue else 0
    at = mention.amount.start
    roles = [(one, role_of(one, folded, references, scene.rules)) for one in scene.periods if one.value]
    governing = [one for one, role in roles if role == "governs" and one.start < at]
    for period, role in roles:
        value, ahead = governor_of(folded, period, scene.rules).value, period.start > at
        gap = folded[mention.amount.end : period.start] if ahead else folded[period.end : at]
        breaks = min(sum(gap.count(mark) for mark in "，；："), 3)
        side = "after" if ahead else "before"
        bracketed = in_brackets(folded, scene.passage.start, period.start)
        if bracketed and any(mark in gap for mark in ")）") and not fills_brackets(folded, period):
            continue
        nearest = bool(governing) and period is governing[-1]
        topic = is_topic(folded, period, scene.passage.start)
        form, back = shape_of(value, year)
        lead, follow = beside(folded, period, scene.passage.start)
        features = [
            f"stated {side} {role}", f"stated {side} breaks {breaks} topic {topic}", f"stated {side} nearest {nearest} topic {topic}", f"stated lead {lead} {side}",
            f"stated follow {follow} {side} {min(breaks, 1)}", f"stated {form} {side}", f"stated {back} {side}", f"stated form {period.form} {side}",
            f"stated {sort} {side}", f"stated bracketed {bracketed} {side}",
            f"stated event {bool(EVENT.match(folded, period.end))} {side}", f"stated dots {'…' in gap}", f"stated hard {'；' in gap}", f"stated only {len(roles) == 1} {side}",
            *(f"stated {one} {side}" for one in tests),
        ]  # fmt: skip
        yield Candidate(value, (period.start, period.end), "sentence", tuple(features))


def inherited(scene: Scene, number: int, sort: str, tests: list[str]) -> Iterator[Candidate]:
    """Yield the periods that earlier sentences and the headline leave."""
    year = scene.reading.issue.year if scene.reading.issue else 0
    at = scene.mentions[number].amount.start
    own = any(one.start < at and one.value for one in scene.periods)
    for name, governor in (("carried", scene.carried), ("main", scene.main)):
        form, back = shape_of(governor.value, year)
        idle = not governor.counted and back == "before" and name == "carried"
        if (
            not governor.value
            or idle
            or ("habit" in tests and not own)
            or not (governor.topic or governor.source in {"title", "below"})
        ):
            continue
        features = [
            f"{name} {governor.source} own {own}", f"{name} hops {min(governor.hops, 3)} own {own}", f"{name} {form} {back}", f"{name} {form} {sort}",
            f"{name} topic {governor.topic} own {own}", f"{name} topic {governor.topic} {form} hops {min(governor.hops, 1)}", f"{name} {sort}",
            *(f"{name} {one}" for one in tests), f"{name} agreed {scene.carried.value == scene.main.value}", f"{name} counted {governor.counted} {form} {back}",
            f"{name} word {governor.form}",
        ]  # fmt: skip
        yield Candidate(governor.value, governor.span, governor.source if name == "carried" else name, tuple(features))
