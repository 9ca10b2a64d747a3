"""The names in a byline or a credit: 本报记者 张三 李四, 王五 摄."""

import re
from dataclasses import dataclass
from functools import cache

from corpus_tools.rules import Rules
from corpus_tools.text.grammar import pattern, source

HAN = source("bylines: han")
NAME = pattern("bylines: name")
# A line of more characters is no byline: the longest in nine issues of a provincial daily has 41.
LONGEST = 60
DOT = "·"
BRACKETED, SPACED = pattern("bylines: bracketed"), pattern("bylines: spaced name")
SHARED, SIGNATURE = pattern("bylines: shared"), pattern("bylines: signature")


def read_names(byline: str, rules: Rules = Rules()) -> tuple[str, ...]:
    """Return the personal names in `byline`, in order and once each, without roles and papers.

    A name has two to four Han characters (more with a middle dot) and begins with a family name, or stands in a line
    that says what the person is (记者, 通讯员).

    The limit of the method: a pen name without a role is left out, a four-character institution with one is taken for
    a person unless ``bylines.toml`` lists it or its ending.

    >>> read_names("本报全媒体记者张一山 李小川 通讯员 王  勇")
    ('张一山', '李小川', '王勇')
    >>> read_names("■ 本报评论员"), read_names("核心阅读")
    ((), ())
    """
    forms = byline_forms(rules)
    if forms.listing.search(byline):
        return ()
    byline = SHARED.sub(r"\1 \2", byline)
    told = forms.role.search(byline) is not None
    words = [word for word in forms.words(byline) if NAME.fullmatch(word)]
    names = [word for word in words if not forms.nobody(word) and (told or forms.is_name(word) or DOT in word)]
    return tuple(dict.fromkeys(names))


def is_byline(line: str, rules: Rules = Rules()) -> bool:
    """Tell whether the whole line names who wrote: after a sign, or with a role.

    >>> is_byline("■ 张一山"), is_byline("本报记者 张一山"), is_byline("记者在现场看到，雨停了。")
    (True, True, False)
    """
    text, forms = line.strip(), byline_forms(rules)
    # Most lines hold no word of a role: the first test spares them the others.
    if (
        len(text) > LONGEST
        or forms.listing.search(text)
        or not (hint := forms.hint.search(text))
        or forms.sentence.search(text)
    ):
        return False
    words = forms.words(text)
    # 本报评论员 needs no name; a sign before two characters may as well make a subhead of them.
    titled = hint["late"] or hint.start("role") > 0
    sure = bool(titled) or any(forms.is_name(word) or DOT in word for word in words)
    return sure and all(NAME.fullmatch(word) for word in words)


def is_names(line: str, rules: Rules = Rules()) -> bool:
    """Tell whether the whole line is nothing but one to four names that begin with a family name.

    >>> is_names("张一山 李小川"), is_names("春风化雨")
    (True, False)
    """
    joined = SPACED.sub(r"\1\2", f" {line} ").split()
    return 1 <= len(joined) <= 4 and all(map(byline_forms(rules).is_name, joined))


def is_credit(line: str, rules: Rules = Rules()) -> bool:
    """Tell whether the line says who took a picture or made a chart.

    >>> is_credit("张一山 摄"), is_credit("图/李小川"), is_credit("他为乡亲拍摄。")
    (True, True, False)
    """
    text, forms = line.strip(), byline_forms(rules)
    if SHARED.fullmatch(text):
        return True
    return (
        len(text) <= LONGEST and forms.work_hint.search(text) is not None and forms.credit.fullmatch(text) is not None
    )


def is_signature(line: str, rules: Rules = Rules()) -> bool:
    """Tell whether the line is a place and a name, as readers sign their letters.

    >>> is_signature("江南省云山市  张一山"), is_signature("江南市开始春耕")
    (True, False)
    """
    match = SIGNATURE.fullmatch(line.strip())
    return match is not None and byline_forms(rules).is_name(re.sub(r"[ \u3000]", "", match["name"]))


def closing_names(text: str, rules: Rules = Rules()) -> tuple[str, ...]:
    """Return who signed a report at its end: with a role, in brackets or after the last sentence; or family names alone in brackets.

    >>> closing_names("雨停了。（本报记者张一山、李小川）"), closing_names("雨停了。  本报记者  张一山"), closing_names("雨停了。（张一山）")
    (('张一山', '李小川'), ('张一山',), ('张一山',))
    >>> closing_names("雨停了，记者张一山说。"), closing_names("雨停了。（新华）")
    ((), ())
    """
    forms = byline_forms(rules)
    match = forms.signed.search(text[-LONGEST:])
    if not match:
        return ()
    names = read_names(match["bracketed"] or match["bare"] or match["named"], rules)
    return names if not match["named"] or len(names) == len(forms.words(match["named"])) else ()


@dataclass(frozen=True)
class BylineForms:
    """The patterns of ``grammar/bylines.tsv`` with the words of ``bylines.toml``, and the family names."""

    surnames: frozenset[str]
    not_names: frozenset[str]
    not_endings: tuple[str, ...]
    separator: re.Pattern[str]
    role: re.Pattern[str]
    work: re.Pattern[str]
    sentence: re.Pattern[str]
    hint: re.Pattern[str]
    work_hint: re.Pattern[str]
    credit: re.Pattern[str]
    signed: re.Pattern[str]
    listing: re.Pattern[str]

    def is_name(self, word: str) -> bool:
        """Tell whether `word` has the length of a name and begins with a family name."""
        return (2 <= len(word) <= 3 and word[0] in self.surnames) or (3 <= len(word) <= 4 and word[:2] in self.surnames)

    def nobody(self, word: str) -> bool:
        """Tell whether a word between two spaces looks like a name and is none: a label, an agency, an office."""
        return word in self.not_names or word.endswith(self.not_endings)

    def words(self, byline: str) -> list[str]:
        """Return what is left of a byline without brackets, signs, roles and works: its names."""
        bare = self.role.sub(" ", self.separator.sub(" ", BRACKETED.sub(" ", byline)))
        return SPACED.sub(r"\1\2", self.work.sub(" ", f" {bare} ")).split()


@cache
def byline_forms(rules: Rules = Rules()) -> BylineForms:
    """Return the patterns of `rules`."""
    table, given = rules.table("bylines"), given_words(rules)
    return BylineForms(
        surnames=frozenset(row[0] for row in rules.rows("surnames")),
        not_names=frozenset(table["not_names"]),
        not_endings=tuple(table["not_endings"]),
        separator=pattern("bylines: separator", given),
        role=pattern("bylines: role", given),
        work=pattern("bylines: work", given),
        sentence=pattern("bylines: sentence", given),
        hint=pattern("bylines: hint", given),
        work_hint=pattern("bylines: work hint", given),
        credit=pattern("bylines: credit", given),
        listing=pattern("bylines: listing", given),
        signed=pattern("bylines: signed", given),
    )


def given_words(rules: Rules) -> dict[str, str]:
    """Return what the grammar of bylines leaves to the rules: roles, works, their endings, and signs."""
    words = {key: alternatives(key, rules) for key in ("roles", "works", "endings")}
    return words | {"marks": re.escape(rules.table("bylines")["marks"])}


def alternatives(key: str, rules: Rules = Rules()) -> str:
    """Return the words under `key` of ``bylines.toml`` as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, rules.table("bylines")[key]), key=len, reverse=True))
