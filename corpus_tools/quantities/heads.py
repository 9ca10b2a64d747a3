"""Heads: what stands before an amount, taken apart from right to left.

工业增加值|比上年|增长|约|4.6% → subject, comparison, direction, qualifier. The words are data (``cues.tsv``); what is
left when none of them ends the text is the subject.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from corpus_tools.resources import read_rows

DIRECTIONS = frozenset({"up", "down", "above", "below", "flat"})
# Units of which a bare 升, 降 or 增 before the number says the change (before 元 it may be part of a noun).
RELATIVE = frozenset({"percent", "permille", "point", "multiple"})
# A reference is short; longer text before the verb holds the subject too.
REFERENCE = 24
# The verb and its reference stand within so many characters of the number.
WINDOW = 60
OVER = re.compile(r"(高于|低于|快于|慢于|好于|优于|多于|少于|高出|超出|超过|领先|落后|低出)([^，。；、]{1,16})$")
# 超过世界三分之一 says how large a share is, not by how much it is larger.
BOUNDS = frozenset({"超过", "超出"})
THAN = re.compile(
    rf"(?:(?<![占同环对百性之类])(?<!性别)比(?![例重值赛分率])|(?:(?<!比)|(?<=占比))较(?![大高快好多少低强])|相较于?)([^，。；]{{1,{REFERENCE}}})$"
)
BESIDE = re.compile(r"(?:与|同|和|跟)([^，。；]{1,20}?)(?:相比|比较|相较)[，,]?$")
OF = re.compile(r"(?:是|为|相当于|达到?|恢复[至到])([^，。；、]{1,20})$")


@dataclass(frozen=True, slots=True)
class Head:
    """The text from `start` to `end` before an amount, taken apart; `marks` says where each part stands.

    `subject` is what is left of it, up to `stop`; `sense` is up, down, flat, above or below; `to` says that the amount is the level
    reached (增加到); `words` are all the words peeled off.
    """

    start: int
    end: int
    stop: int
    subject: str
    direction: str = ""
    sense: str = ""
    to: bool = False
    spread: str = ""
    qualifier: str = ""
    bound: str = ""
    comparison: str = ""
    words: tuple[str, ...] = ()
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A word peeled off: its class, what it bounds, and where it stands."""

    word: str = ""
    name: str = ""
    bound: str = ""
    span: tuple[int, int] = (0, 0)


BLANK = Part()


@cache
def cues() -> dict[str, tuple[str, str]]:
    """Return class and bound of every cue."""
    return {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in read_rows("quantities/cues.tsv")}


@cache
def longest() -> int:
    """Return the length of the longest cue."""
    return max(map(len, cues()))


def peel(folded: str, start: int, end: int, dimension: str) -> Head:
    """Return the head of an amount of the given dimension that begins at `end`.

    >>> head = peel("工业增加值比上年增长约", 0, 11, "percent")
    >>> head.subject, head.comparison, head.direction, head.bound
    ('工业增加值', '上年', '增长', '≈')
    """
    parts: dict[str, Part] = {}
    words: list[str] = []
    stop = strip_cues(folded, (start, end), dimension, parts, words)
    stop = strip_reference(folded, (start, stop), dimension, parts, words)
    stop = strip_cues(folded, (start, stop), dimension, parts, words)
    marks = {
        name: part.span for name, part in parts.items() if name in {"direction", "qualifier", "spread", "comparison"}
    }
    get = parts.get
    return Head(
        start, end, stop, folded[start:stop].strip(), get("direction", BLANK).word, get("direction", BLANK).name, "to" in parts,
        get("spread", BLANK).word, get("qualifier", BLANK).word, get("qualifier", BLANK).bound,
        get("comparison", BLANK).word, tuple(words), marks,
    )  # fmt: skip


def strip_cues(folded: str, span: tuple[int, int], dimension: str, parts: dict[str, Part], words: list[str]) -> int:
    """Peel cues off the end of a span into `parts` and `words`; return where what is left ends."""
    start, stop = span
    while stop > start and folded[stop - 1] == " ":
        stop -= 1
    while (word := last_cue(folded, start, stop)) and accepts(word, (parts, words), folded[start:stop], dimension):
        name, bound = cues()[word]
        kind = "direction" if name in DIRECTIONS else name
        # 增加到 reaches a level; in 转为增长 the 为 belongs to another verb.
        if kind != "link" and not (kind == "to" and "direction" in parts):
            parts.setdefault(kind, Part(word, name, bound, (stop - len(word), stop)))
        words.append(word)
        stop -= len(word)
        while stop > start and folded[stop - 1] == " ":
            stop -= 1
    return stop


def strip_reference(
    folded: str, span: tuple[int, int], dimension: str, parts: dict[str, Part], words: list[str]
) -> int:
    """Split off what the amount is compared with (比上年, 高于全国, 是2010年的); return where what is left ends."""
    start, stop = span
    first = max(start, stop - WINDOW)
    rest = folded[first:stop]
    than = THAN.search(rest) or BESIDE.search(rest)
    if than is None and "direction" not in parts and dimension in RELATIVE and (over := over_in(rest, dimension)):
        verb = over.group(1)
        parts["direction"] = Part(
            verb, cues().get(verb[0], ("above", ""))[0], "", (first + over.start(1), first + over.end(1))
        )
        than = over
    if than is None and "direction" not in parts and "的" in words and dimension in {"multiple", "percent"}:
        than = OF.search(rest)
    if than is None:
        return stop
    group = than.lastindex
    parts["comparison"] = Part(than.group(group), "", "", (first + than.start(group), first + than.end(group)))
    return first + than.start()


def over_in(rest: str, dimension: str) -> re.Match | None:
    """Return the verb and reference of 高于全国, none where 超过 only bounds a percentage."""
    over = OVER.search(rest)
    return None if over and dimension == "percent" and over.group(1) in BOUNDS else over


def last_cue(folded: str, start: int, stop: int) -> str:
    """Return the longest cue that ends at `stop`, "" where there is none or a word only looks like one."""
    for size in range(min(longest(), stop - start), 0, -1):
        word = folded[stop - size : stop]
        if word in cues():
            return "" if cues()[word][0] == "stop" else word
    return ""


def accepts(word: str, peeled: tuple[dict[str, Part], list[str]], text: str, dimension: str) -> bool:
    """Say whether a cue may be peeled off: one direction, right at the number, and 高 or 升 only where it compares."""
    name, (parts, words) = cues()[word][0], peeled
    if name not in DIRECTIONS:
        return True
    # 促进增长的十项措施: before 的 the verb is an attribute.
    if "direction" in parts or words[-1:] == ["的"]:
        return False
    if name in {"above", "below"}:
        return bool(THAN.search(text[: -len(word)]) or (dimension in RELATIVE and len(word) > 1))
    return len(word) > 1 or dimension in RELATIVE or text[-2:-1] == "净"
