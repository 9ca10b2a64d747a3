"""Wordings: the lists of words by which a sentence tells what an amount in it is."""

from functools import cache

from corpus_tools.resources import read_rows
from corpus_tools.text.units import choice


@cache
def either(*names: str) -> str:
    """Return the source of a pattern that matches the longest word of the named lists of ``wordings.tsv``.

    >>> import re
    >>> re.match(either("growth noun"), "增长速度快").group()
    '增长速度'
    """
    known = {name for name, _ in read_rows("quantities/wordings.tsv")}
    if missing := sorted(set(names) - known):
        msg = f"no such list of words – {missing}; there are {sorted(known)}"
        raise ValueError(msg)
    return choice(word for name, word in read_rows("quantities/wordings.tsv") if name in names)
