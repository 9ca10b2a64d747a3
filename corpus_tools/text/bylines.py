"""The names in a byline or a credit: 本报记者 张三 李四, 王五 摄."""

import re
from functools import cache

from corpus_tools.resources import read_rows, read_toml

HAN = r"\u4e00-\u9fff"
# Chinese names have two to four characters; a foreign one is written with a middle dot.
NAME = rf"(?:[{HAN}]{{2,4}}|[{HAN}]+(?:[·・][{HAN}]+)+)"
GAP = r"[ \u3000\t]"
# A line of more characters is no byline: the longest in nine issues of a provincial daily has 41.
LONGEST = 60
DOT = "·"


def read_names(byline: str) -> tuple[str, ...]:
    """Return the personal names in `byline`, in order and once each, without roles and papers.

    The limit of the method: a name is what is left, two to four Han characters long (more with a middle dot), when
    roles, works and signs are taken away; a four-character institution that a credit names is taken for a person.

    >>> read_names("本报全媒体记者张一山 李小川 通讯员 王  勇")
    ('张一山', '李小川', '王勇')
    >>> read_names("■ 本报评论员")
    ()
    """
    names = [word for word in _words(byline) if _name().fullmatch(word) and word not in _not_names()]
    return tuple(dict.fromkeys(names))


def is_byline(line: str) -> bool:
    """Tell whether the whole line names who wrote: after a sign, or with a role.

    >>> is_byline("■ 张一山"), is_byline("本报记者 张一山"), is_byline("记者在现场看到，雨停了。")
    (True, True, False)
    """
    text = line.strip()
    # Most lines hold no word of a role: the first test spares them the others.
    if len(text) > LONGEST or not (hint := _hint().search(text)) or _sentence().search(text):
        return False
    words = _words(text)
    # 本报评论员 needs no name; a sign before two characters may as well make a subhead of them.
    titled = hint["late"] or hint.start("role") > 0
    sure = bool(titled) or any(_is_name(word) or DOT in word for word in words)
    return sure and all(_name().fullmatch(word) for word in words)


def is_names(line: str) -> bool:
    """Tell whether the whole line is nothing but one to four names that begin with a family name.

    >>> is_names("张一山 李小川"), is_names("春风化雨")
    (True, False)
    """
    joined = _spaced().sub(r"\1\2", f" {line} ").split()
    return 1 <= len(joined) <= 4 and all(_is_name(word) for word in joined)


def is_credit(line: str) -> bool:
    """Tell whether the line says who took a picture or made a chart.

    >>> is_credit("张一山 摄"), is_credit("图/李小川"), is_credit("他为乡亲拍摄。")
    (True, True, False)
    """
    text = line.strip()
    return len(text) <= LONGEST and _work_hint().search(text) is not None and _credit().fullmatch(text) is not None


def _words(byline: str) -> list[str]:
    """Return what is left of a byline without brackets, signs, roles and works: its names."""
    bare = _role().sub(" ", _separator().sub(" ", _bracketed().sub(" ", byline)))
    return _spaced().sub(r"\1\2", _work().sub(" ", f" {bare} ")).split()


def _is_name(word: str) -> bool:
    """Tell whether `word` has the length of a name and begins with a family name."""
    return (2 <= len(word) <= 3 and word[0] in _surnames()) or (3 <= len(word) <= 4 and word[:2] in _surnames())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("text/surnames.tsv"))


@cache
def _not_names() -> frozenset[str]:
    return frozenset(read_toml("text/bylines.toml")["not_names"])


@cache
def _name() -> re.Pattern[str]:
    return re.compile(NAME)


@cache
def _bracketed() -> re.Pattern[str]:
    """What stands in brackets at the end: the agency of a picture."""
    return re.compile(r"[（(](?:[^（）()]*(?:中国|社|图片|资料)[^（）()]*)[）)]")


@cache
def _separator() -> re.Pattern[str]:
    """Whatever parts two names."""
    marks = re.escape(read_toml("text/bylines.toml")["marks"])
    return re.compile(rf"[{marks}/／\\、，,；;：:（）()【】\[\]\s]+")


@cache
def _spaced() -> re.Pattern[str]:
    """A name of two characters that print sets apart so that it is as wide as one of three."""
    return re.compile(rf"(?<![{HAN}])([{HAN}])[ \u3000]+([{HAN}])(?![{HAN}])")


@cache
def _role() -> re.Pattern[str]:
    """A role with all that stands before it in its word: 海南日报全媒体记者."""
    return re.compile(rf"(?<![{HAN}])[{HAN}A-Za-z0-9]{{0,16}}?(?:{alternatives('roles')})")


@cache
def _work() -> re.Pattern[str]:
    """What the person made: a word of its own, or 摄 and its like at the end of the name."""
    return re.compile(rf"(?<= )(?:本版|AI)?(?:{alternatives('works')})+(?= )|(?:{alternatives('endings')})(?= )")


@cache
def _sentence() -> re.Pattern[str]:
    """What no byline holds: the end of a sentence, a quotation, or what the author is (作者系…)."""
    return re.compile(rf"[。！？，,“”《》0-9]|(?:{alternatives('roles')})[系为是]")


@cache
def _hint() -> re.Pattern[str]:
    """What a byline holds at least: a role, or a sign at its beginning."""
    marks, roles = re.escape(read_toml("text/bylines.toml")["marks"]), alternatives("roles")
    return re.compile(rf"^[（(]?[{marks}](?:.*?(?P<late>{roles}))?|(?P<role>{roles})")


@cache
def _work_hint() -> re.Pattern[str]:
    """What a credit holds at least: a word for what was made, at its end or before a sign."""
    return re.compile(rf"(?:{alternatives('endings')}|提供|漫画|插图)|[/／\\：:由均]")


@cache
def _credit() -> re.Pattern[str]:
    """A line that ends in 摄 or 供图, or begins with 图/ or 文/."""
    works = alternatives("works")
    after = rf"[^。；！？，,“”：:]{{1,40}}(?:{alternatives('endings')}|提供|漫画|插图|[/／\\](?:{works})){GAP}*(?:[（(][^（）()]{{1,12}}[）)])?"
    before = rf"(?:本版|本文|AI|题图|配图)*(?:{works})(?:[/／\\](?:{works}))*[/／\\：:由均]{GAP}*[^。；！？]{{2,40}}"
    return re.compile(rf"[（(]?(?:{after}|{before})[）)]?")


def alternatives(key: str) -> str:
    """Return the words under `key` of ``bylines.toml`` as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, read_toml("text/bylines.toml")[key]), key=len, reverse=True))
