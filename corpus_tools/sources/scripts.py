"""Notes on a text that is hardly Chinese: another language, or an encoding that was misread before the file was saved."""

import re
from collections.abc import Iterator

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
OTHERS = {
    "Japanese": re.compile(r"[\u3041-\u30ff\uff66-\uff9d]"),
    "Korean": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
}
# Kana and hangul stand in a Chinese page as a name here and there; in their own languages they are a third and more.
OTHER_SHARE = 0.1
ENOUGH = 6  # characters that must be Chinese, or of another script, before a share says anything


def wrong_script(text: str) -> Iterator[str]:
    """Yield a note where a text is in another language than Chinese, or in none.

    >>> list(wrong_script("春が来ました。新しい橋に灯がともりました。"))
    ['text: 74 % of its characters are Japanese; the kit reads Chinese']
    """
    han = len(HAN.findall(text))
    for language, pattern in OTHERS.items():
        other = len(pattern.findall(text))
        if other >= ENOUGH and other > OTHER_SHARE * (han + other):
            yield f"text: {round(100 * other / (han + other))} % of its characters are {language}; the kit reads Chinese"
    letters = sum(map(str.isalpha, text))
    if letters >= ENOUGH and not han and not any(pattern.search(text) for pattern in OTHERS.values()):
        yield "text: no character of it is Chinese"
