"""The lines of a headline → column name, kicker, title, subtitle."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus_tools.resources import read_toml

DASH = r"[—–―-]{1,2}"


@dataclass(frozen=True)
class Headline:
    """A divided headline; `roles` are those of its lines, in their order."""

    column: str
    kicker: str
    title: str
    subtitle: str
    roles: tuple[str, ...]


def read_headline(lines: Sequence[tuple[str, str]]) -> Headline:
    """Return the headline that `lines` (role, text) make; roles are ``column``, ``kicker``, ``title``, ``subtitle``.

    A line that begins with a dash is a subtitle; so is what follows a dash within a line. What ends in 强调 and the like
    above or before a title is a kicker (引题).

    >>> read_headline([("title", "省长在会议上强调 抓好春耕"), ("title", "——全省农业会议召开")])
    Headline(column='', kicker='省长在会议上强调', title='抓好春耕', subtitle='全省农业会议召开', roles=('title', 'subtitle'))
    """
    roles = _divide(lines)
    texts = {role: [text for (_, text), found in zip(lines, roles, strict=True) if found == role] for role in ROLES}
    kicker, title = _split_kicker(" ".join(texts["title"])) if not texts["kicker"] else ("", " ".join(texts["title"]))
    title, subtitle = _split_subtitle(title)
    below = [bare for text in texts["subtitle"] if (bare := _dash_first().sub("", text).strip())]
    column = " ".join(text.strip("【】[] ") for text in texts["column"])
    return Headline(
        column,
        " ".join([*texts["kicker"], kicker]).strip(),
        title,
        " ".join([*filter(None, [subtitle]), *below]),
        roles,
    )


ROLES = ("column", "kicker", "title", "subtitle")


def _divide(lines: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the role of each line by what stands in it."""
    roles = [_role_of(role, text) for role, text in lines]
    for place, (role, (_, text)) in enumerate(zip(roles, lines, strict=True)):
        if role == "title" and "title" in roles[place + 1 :] and _introduces(text):
            roles[place] = "kicker"
    if "title" not in roles and roles:
        # Something must be the title: the longest line that is not set apart by its form.
        best = max(
            range(len(roles)),
            key=lambda place: (roles[place] != "subtitle", roles[place] == "kicker", len(lines[place][1])),
        )
        roles[best] = "title" if roles[best] != "column" else roles[best]
    return tuple(roles)


def _role_of(role: str, text: str) -> str:
    """Return the role of one line by itself."""
    if role == "title" and _dash_first().match(text):
        return "subtitle"
    return role


def _introduces(text: str) -> bool:
    """Tell whether a line leads up to the next."""
    return text.rstrip(" ：:").endswith(tuple(read_toml("articles/headlines.toml")["kicker_ends"]))


def _split_kicker(title: str) -> tuple[str, str]:
    """Return what leads up to a title in the same line, and the rest."""
    for gap in re.finditer(r"[ \u3000]+", title):
        if _introduces(title[: gap.start()]) and len(title) - gap.end() >= 4:
            return title[: gap.start()], title[gap.end() :]
    return "", title


def _split_subtitle(title: str) -> tuple[str, str]:
    """Return a title and what stands after a dash behind a space."""
    parts = re.split(
        rf"[ \u3000]+{DASH}[ \u3000]*|(?<=[\u4e00-\u9fff”》])——(?=[\u4e00-\u9fff“《]{{4}})", title, maxsplit=1
    )
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 and parts[0].strip() else (title, "")


def is_notice(title: str) -> bool:
    """Tell whether a headline is that of a notice.

    >>> is_notice("遗失声明"), is_notice("省长会见来宾")
    (True, False)
    """
    return title.endswith(tuple(read_toml("articles/headlines.toml")["notice_ends"]))


def is_column(text: str) -> bool:
    """Tell whether a line has the form of a column name.

    >>> is_column("学理论 强本领 办实事"), is_column("全省春耕开始")
    (True, False)
    """
    return any(pattern.search(text) for pattern in _column_forms())


@cache
def _column_forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form) for form in read_toml("articles/headlines.toml")["column_forms"])


@cache
def _dash_first() -> re.Pattern[str]:
    return re.compile(rf"^{DASH}[ \u3000]*")
