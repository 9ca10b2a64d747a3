"""Features of a line by itself: its length, its punctuation, the signs that it carries."""

import re
from dataclasses import dataclass
from functools import cache

from corpus_tools.rules import Rules
from corpus_tools.text.bylines import is_byline, is_credit, is_names, is_signature
from corpus_tools.text.datelines import find_dateline
from corpus_tools.text.grammar import source, words

LENGTHS = (4, 8, 12, 16, 20, 28, 40, 60, 100, 200)
# A headline, subhead, byline or credit is no longer than this; nor is its punctuation looked at beyond.
SHORT = 48
# A line of a headline within a text is no longer than this.
LONGEST_HEAD = 72
REPORT, WIRE, MESSAGE = words("datelines: sending")
INTRODUCES = source("articles: introduces")
SENTENCE_END = frozenset("。！？!?…")
# A headline can be a question or a call, of no more characters.
CALLS, LONGEST_CALL = frozenset("！？!?"), 36
CLOSERS = "”’）)》】」』\"'"
PAUSE = frozenset("，、；,;")
FOLD = tuple(zip("（）？！％：，；［］", "()?!%:,;[]", strict=True))
OPENERS = frozenset("“‘《(【")
# Signs that tell most about the lines around them, the most telling first.
LOOKS = (
    "dateline",
    "signoff",
    "affiliation",
    "byline",
    "credit",
    "label",
    "tail",
    "summary label",
    "jump",
    "guide",
    "imprint",
    "masthead",
    "names",
    "signature",
    "row",
)


@dataclass(frozen=True, slots=True)
class LineFeatures:
    """What a line shows by itself: folded text, features, the most telling of them (`look`), and how it ends."""

    text: str
    features: tuple[str, ...]
    look: str
    ending: str

    @property
    def short(self) -> bool:
        """Whether it could be a headline or the like."""
        return len(self.text) <= SHORT


def line_features(text: str, rules: Rules = Rules()) -> LineFeatures:
    """Return what can be told from a line alone.

    >>> line = line_features("本报记者 张一山")
    >>> line.look, line.ending
    ('byline', 'open')
    """
    folded = fold(text)
    ending = end_of(folded)
    signs = find_signs(folded, rules)
    look = next((name for name in LOOKS if name in signs), "")
    if not look:
        bare = len(folded) <= SHORT and ending in ("open", "quote", "dash", "call") and "。" not in folded
        look = "short" if bare else ending
    return LineFeatures(folded, (*shape(folded, ending), *signs, *openings(folded, rules)), look, ending)


def fold(text: str) -> str:
    """Return a line with half-width signs."""
    # Faster than str.translate, which looks up every character.
    for wide, half in FOLD:
        text = text.replace(wide, half)
    return text


def end_of(text: str) -> str:
    """Return how a line ends: ``closed``, ``call`` (a short one with a question or an exclamation mark), ``pause``, ``colon``, ``dash``, ``quote`` or ``open``.

    >>> [end_of(text) for text in ("雨停了。", "雨停了。”", "雨停了？", "“雨停了”", "雨停", "雨、")]
    ['closed', 'closed', 'call', 'quote', 'open', 'pause']
    """
    last = text[-1:]
    if last in CALLS and len(text) <= LONGEST_CALL:
        return "call"
    if last in SENTENCE_END:
        return "closed"
    if last in PAUSE:
        return "pause"
    if last in CLOSERS:
        return "closed" if text.rstrip(CLOSERS)[-1:] in SENTENCE_END else "quote"
    return {":": "colon", "—": "dash", "–": "dash"}.get(last, "open")


def shape(text: str, ending: str) -> list[str]:
    """Return the length and the punctuation of a line."""
    length = len(text)
    bucket = next((f"up to {most}" for most in LENGTHS if length <= most), "longer")
    sentences = text.count("。")
    found = [f"length {bucket}", f"ends {ending}", f"sentences {min(sentences, 2)}"]
    if "," in text and not sentences:
        found.append("comma inside")
    if length <= SHORT:
        found += [name for sign, name in INSIDE if sign in text]
    elif length <= LONGEST_HEAD and " " in text:
        found.append("space inside")
    if text[:1] in OPENERS:
        found.append(f"begins {text[0]}")
    elif text[:1].isascii() and text[:1].isalnum():
        found.append("begins figure")
    if INTRODUCES in text:
        found.append("introduces")
    return found


INSIDE = ((" ", "space inside"), ("“", "quote inside"), (":", "colon inside"))


def find_signs(text: str, rules: Rules = Rules()) -> list[str]:
    """Return the signs that a line carries: dateline, byline, credit and those of ``layout.toml``."""
    found = []
    head, tail = text[:60], text[-60:]
    if (
        (REPORT in head or WIRE in head or MESSAGE in head)
        and (line := find_dateline(head, rules))
        and not line.closing
    ):
        found.append("dateline")
    elif tail[-1:] == ")" and (REPORT in tail or WIRE in tail) and find_dateline(tail, rules):
        found.append("signoff")
    if len(text) <= SHORT * 1.25:
        found += [name for name, test in TESTS if test(text, rules)]
        found += [name for name, pattern in _signs(rules) if pattern.search(text)]
    elif match := _long_signs(rules).match(text):
        found.append(match.lastgroup or "")
    return found


TESTS = (("byline", is_byline), ("credit", is_credit), ("names", is_names), ("signature", is_signature))


def openings(text: str, rules: Rules) -> list[str]:
    """Return how a paragraph begins."""
    head = text[:12]
    return [f"opens {name}" for name, pattern in _openings(rules) if pattern.search(head)]


@cache
def _signs(rules: Rules) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in rules.table("layout")["signs"].items())


@cache
def _long_signs(rules: Rules) -> re.Pattern[str]:
    """Signs that a long line can carry too."""
    signs = rules.table("layout")["signs"]
    return re.compile(f"(?P<label>{signs['label with text']})|(?P<numbered>{signs['numbered']})")


@cache
def _openings(rules: Rules) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in rules.table("layout")["openings"].items())
