"""Whether a text is Chinese at all: another language, or an encoding that was misread, before the file was saved or now."""

import re
from collections.abc import Iterator
from functools import cache

from corpus_tools.resources import read_toml

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
KANA, HANGUL = re.compile(r"[\u3041-\u30ff]"), re.compile(r"[\uac00-\ud7af]")
# What a file in another language reads like in its own encoding; Chinese read so gives 7 % kana and 74 % hangul at most.
FOREIGN = (
    ("Japanese", ("cp932", "euc_jp"), KANA, 0.2),
    ("Korean", ("cp949",), HANGUL, 0.8),
)
# Kana and hangul stand in a Chinese page as a name here and there; in their own languages they are a third and more.
OTHER_SHARE = 0.1
ENOUGH = 6  # characters that must be Chinese, or of another script, before a share says anything
DISTINCT = 15  # different characters that must speak for another language: a line of Chinese can look Korean by chance
# Shares of common characters: of a text below the first something is wrong, one above the second is read rightly.
WRONG, RIGHT = 0.1, 0.2
HEAD = 20_000  # characters or bytes that are looked at
# How a text can have been read wrongly before it was saved: as what, and what it was.
MISREAD = (
    ("latin-1", "utf-8"),
    ("cp1252", "utf-8"),
    ("gb18030", "utf-8"),
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
)


def wrong_script(text: str) -> Iterator[str]:
    """Yield a note where a text is in another language than Chinese, or in none.

    >>> list(wrong_script("春が来ました。新しい橋に灯がともりました。"))
    ['text: 74 % of its characters are Japanese; the kit reads Chinese']
    """
    found = False
    for language, _, pattern, _ in FOREIGN:
        other = len(pattern.findall(text))
        han = len(HAN.findall(text)) if other >= ENOUGH else 0
        if other >= ENOUGH and other > OTHER_SHARE * (han + other):
            found = True
            yield f"text: {round(100 * other / (han + other))} % of its characters are {language}; the kit reads Chinese"
    if not (found or HAN.search(text)) and sum(map(str.isalpha, text[:HEAD])) >= ENOUGH:
        yield "text: no character of it is Chinese"


def misread(text: str) -> str:
    """Say how a text was misread before it was saved, or nothing.

    The limit of the method: it needs some running text; a list of names is never suspected, because it is never right either.

    >>> misread("今天雨停了，我们的桥上来了人。".encode().decode("latin-1"))
    'was in utf-8, was read as latin-1 and saved again: save it anew from the original'
    """
    head = text[:HEAD]
    if share_of_common(head) >= WRONG:
        return ""
    for wrong, right in MISREAD:
        undone = head.encode(wrong, "ignore").decode(right, "ignore")
        if share_of_common(undone) >= RIGHT:
            return f"was in {right}, was read as {wrong} and saved again: save it anew from the original"
    return ""


def foreign(data: bytes) -> str:
    """Say in which other language bytes are that are no UTF-8, or nothing.

    >>> foreign("新しい橋に灯がともりました。工事は来年の春まで続きます。".encode("cp932")), foreign("新桥灯亮".encode("gbk"))
    ('is Japanese (cp932); the kit reads Chinese', '')
    """
    head = data[:HEAD]
    text = head.decode("gb18030", "ignore")  # in which the kana of EUC-JP are kana too
    if share_of_common(text) >= WRONG and len(KANA.findall(text)) <= OTHER_SHARE * len(text):
        return ""
    for language, encodings, pattern, share in FOREIGN:
        for encoding in encodings:
            signs = [sign for sign in head.decode(encoding, "ignore") if not sign.isascii()]
            if len(set(signs)) >= DISTINCT and len(pattern.findall("".join(signs))) > share * len(signs):
                return f"is {language} ({encoding}); the kit reads Chinese"
    return ""


def share_of_common(text: str) -> float:
    """Return how many of the Chinese characters of a text are among the commonest, as a share; 0 where there are few."""
    han = HAN.findall(text)
    return sum(map(_common().__contains__, han)) / len(han) if len(han) >= ENOUGH else 0.0


@cache
def _common() -> frozenset[str]:
    """Return the commonest characters."""
    return frozenset("".join(read_toml("sources/scripts.toml")["frequent"].split()))
