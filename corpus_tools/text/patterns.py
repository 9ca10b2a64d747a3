"""Patterns: word lists as regular expressions, the longest word first."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from corpus_tools.rules import Rules


def choice(words: Iterable[str], guard: dict[str, str] | None = None) -> str:
    """Return the source of a pattern that matches the longest of `words`, as a prefix tree, so that it is fast.

    `guard` gives for a word the characters that must not follow it.

    >>> re.match(choice(["个", "个月"], guard={"个": "性"}), "个月").group()
    '个月'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = _ending(word, guard or {})
    return _branches(tree)


def _ending(word: str, guard: dict[str, str]) -> str:
    """Return what must hold after `word`: no letter after a Latin unit, none of its forbidden characters."""
    if word[-1].isascii() and word[-1].isalpha():
        return "(?![A-Za-z0-9])"
    return f"(?![{guard[word]}])" if word in guard else ""


def _branches(node: dict[str, Any]) -> str:
    """Return the source of one node of a prefix tree, the longer branches first."""
    longer = [re.escape(char) + _branches(below) for char, below in sorted(node.items()) if char]
    parts = [*longer, node[""]] if "" in node else longer
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


@cache
def either(rules: Rules, *names: str) -> str:
    """Return the source of a pattern that matches the longest word of the named lists of ``wordings.tsv``.

    >>> re.match(either(Rules(), "growth noun"), "增长速度快").group()
    '增长速度'
    """
    known = {row[0] for row in rules.rows("wordings")}
    if missing := sorted(set(names) - known):
        msg = f"no such list of words – {missing}; there are {sorted(known)}"
        raise ValueError(msg)
    return choice(row[1] for row in rules.rows("wordings") if row[0] in names)


@cache
def words(rules: Rules, name: str) -> frozenset[str]:
    """Return the words of a list of ``wordings.tsv``.

    >>> sorted(words(Rules(), "points back"))
    ['指标', '数据']
    """
    found = frozenset(row[1] for row in rules.rows("wordings") if row[0] == name)
    if not found:
        msg = f"no such list of words – {name!r}; there are {sorted({row[0] for row in rules.rows('wordings')})}"
        raise ValueError(msg)
    return found


@cache
def pattern(rules: Rules, name: str) -> re.Pattern[str]:
    """Return the pattern called `name` in ``patterns.tsv``; ⟨list⟩ in it stands for the words of that list.

    >>> pattern(Rules(), "clause: over").search("高于全国").groups()
    ('高于', '全国')
    """
    found = {row[0]: row[2] for row in rules.rows("patterns")}
    if name not in found:
        msg = f"no such pattern – {name!r}; there are {sorted(found)}"
        raise ValueError(msg)
    return re.compile(re.sub("⟨(.+?)⟩", lambda listed: either(rules, *listed.group(1).split("|")), found[name]))
