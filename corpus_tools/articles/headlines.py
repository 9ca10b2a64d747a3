"""The lines of a headline → column name, kicker, title, subtitle."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus_tools.rules import Rules

DASH = r"[—–―-]{1,2}"
DASH_FIRST = re.compile(rf"^{DASH}[ \u3000]*")
DASH_INSIDE = re.compile(rf"(?<![ \u3000])[ \u3000]+{DASH}[ \u3000]*|(?<=[\u4e00-\u9fff”）)])——(?=[\u4e00-\u9fff“《]{{4}})")

IN_BRACKETS = re.compile(r"[（(][^（）()]+[）)]")


@dataclass(frozen=True)
class Headline:
    """A divided headline; `roles` are those of its lines, in their order."""

    column: str
    kicker: str
    title: str
    subtitle: str
    roles: tuple[str, ...]


def read_headline(lines: Sequence[tuple[str, str]], rules: Rules = Rules()) -> Headline:
    """Return the headline that `lines` (role, text) make; roles are ``column``, ``kicker``, ``title``, ``subtitle``.

    A line that begins with a dash is a subtitle; so is what follows a dash within a line. What ends in 强调 and the
    like, in a dash or a colon, above or before a title is a kicker (引题). Nothing is cut inside brackets or quotes.

    >>> read_headline([("title", "省长在会议上强调 抓好春耕"), ("title", "——全省农业会议召开")])
    Headline(column='', kicker='省长在会议上强调', title='抓好春耕', subtitle='全省农业会议召开', roles=('title', 'subtitle'))
    >>> read_headline([("title", "火塘暖（牵挂——来自山村的故事）")]).title
    '火塘暖（牵挂——来自山村的故事）'
    """
    roles = _divide(lines, rules)
    texts = {role: [text for (_, text), found in zip(lines, roles, strict=True) if found == role] for role in ROLES}
    title = " ".join(texts["title"])
    kicker, title = _split_kicker(title, rules) if not texts["kicker"] else ("", title)
    title, subtitle = _split_subtitle(title)
    below = [bare for text in texts["subtitle"] if (bare := DASH_FIRST.sub("", text).strip())]
    column = " ".join(text.strip("【】[] ") for text in texts["column"])
    return Headline(
        column,
        " ".join([*texts["kicker"], kicker]).strip(),
        title,
        " ".join([*filter(None, [subtitle]), *below]),
        roles,
    )


ROLES = ("column", "kicker", "title", "subtitle")


def _divide(lines: Sequence[tuple[str, str]], rules: Rules) -> tuple[str, ...]:
    """Return the role of each line by what stands in it."""
    roles = ["subtitle" if role in ("kicker", "title") and DASH_FIRST.match(text) else role for role, text in lines]
    for place, (role, (_, text)) in enumerate(zip(roles, lines, strict=True)):
        if role == "title" and "title" in roles[place + 1 :] and _introduces(text, rules):
            roles[place] = "kicker"
    return _named(_under(roles, lines), lines)


def _under(roles: list[str], lines: Sequence[tuple[str, str]]) -> list[str]:
    """Return the roles where a last line in brackets stands under the title, and is not it."""
    *above, last = roles or [""]
    if last == "title" and above and above[-1] in ("kicker", "title") and IN_BRACKETS.fullmatch(lines[-1][1].strip()):
        return [*above[:-1], "title", "subtitle"]
    return roles


def _named(roles: list[str], lines: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the roles with a title among them."""
    if "title" not in roles and roles:
        # Something must be the title: the longest line that is not set apart by its form.
        best = max(
            range(len(roles)),
            key=lambda place: (roles[place] != "subtitle", roles[place] == "kicker", len(lines[place][1])),
        )
        roles[best] = "title" if roles[best] != "column" else roles[best]
    return tuple(roles)


def _introduces(text: str, rules: Rules) -> bool:
    """Tell whether a line leads up to the next."""
    bare = text.rstrip()
    return bare.endswith(LEADS) or bare.endswith(tuple(rules.table("headlines")["kicker_ends"]))


def _split_kicker(title: str, rules: Rules) -> tuple[str, str]:
    """Return what leads up to a title in the same line, and the rest."""
    for gap in re.finditer(r"[ \u3000]+", title[:LONGEST]):
        before, rest = title[: gap.start()], title[gap.end() :]
        if len(rest) >= SHORTEST and not _inside(before) and _introduces(before, rules):
            return before, rest
    return "", title


def _split_subtitle(title: str) -> tuple[str, str]:
    """Return a title and what stands after a dash behind a space, or after a long dash between words."""
    for cut in DASH_INSIDE.finditer(title[:LONGEST]):
        before, rest = title[: cut.start()].strip(), title[cut.end() :].strip()
        if before and rest and not _inside(before):
            return before, rest
    return title, ""


def _inside(before: str) -> bool:
    """Tell whether something that `before` opens is still open at its end."""
    return any(sum(map(before.count, left)) > sum(map(before.count, right)) for left, right in PAIRS)


PAIRS = (("（(", "）)"), ("“", "”"), ("《", "》"), ("【", "】"))
# A title has at least so many characters, and what it is parted from stands within so many.
SHORTEST, LONGEST = 4, 400
# What a kicker can end in.
LEADS = ("——", "—", "：", ":", "……")


def is_notice(title: str, rules: Rules = Rules()) -> bool:
    """Tell whether a headline is that of a notice.

    >>> is_notice("遗失声明"), is_notice("省长会见来宾")
    (True, False)
    """
    return title.endswith(tuple(rules.table("headlines")["notice_ends"]))


def is_column(text: str, rules: Rules = Rules()) -> bool:
    """Tell whether a line has the form of a column name.

    >>> is_column("学理论 强本领 办实事"), is_column("全省春耕开始")
    (True, False)
    """
    return any(pattern.search(text) for pattern in _column_forms(rules))


@cache
def _column_forms(rules: Rules) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form) for form in rules.table("headlines")["column_forms"])
