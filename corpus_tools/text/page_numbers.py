"""The number of a newspaper page, however it is written: 3, 03, A2, 第3版：要闻, 第十二版."""

import re
import unicodedata

from corpus_tools.text.calendar import read_small
from corpus_tools.text.grammar import pattern, source

# One to three digits that no digit, sign or point stands beside: -1 and 1234 number no page.
FIGURES = re.compile(r"(?<![0-9.,+−–-])(?:(?<![A-Za-z])([A-Za-z]))?([0-9]{1,3})(?![0-9]|[.,][0-9])")
HAN_NUMERAL = source("calendar: page numeral")
HAN = pattern("calendar: page")
LONGEST = 100  # characters that are read: what numbers a page stands at the head of its field
SPELT = "P"  # p3, P03: the letter stands for "page", not for a section


def read_page(text: str) -> str:
    """Return the number of a page with its letter, two digits, so that pages sort; ``""`` where there is none.

    >>> [read_page(text) for text in ("3", "A2", "第3版：要闻", "第十二版", "p05", "A001")]
    ['03', 'A02', '03', '12', '05', 'A01']
    >>> [read_page(text) for text in ("要闻", "-1", "1234", "0")]
    ['', '', '', '']
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).strip()
    if han := HAN.match(plain):
        letter, number = "", read_small(han[1] or han[2])
    else:
        figures = FIGURES.search(plain)
        letter, number = (figures[1] or "", int(figures[2])) if figures else ("", 0)
    return f"{letter.upper().replace(SPELT, '')}{number:02d}" if number else ""
