"""Grammar: the fixed forms of words by which text is read, each a named line of data: ``numerals: digits``.

What a researcher may add to is in `Rules`. What stands here is part of the method, as the code is that uses it: it
changes with the version of the package. Each line of ``resources/grammar/`` has an example and a counter-example,
which are tests.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from corpus_tools.resources import read_rows

# In a form ⟨name⟩ stands for another form of the same subject, ⟨subject: name⟩ for one of another.
REFERENCE: Final = re.compile("⟨(.+?)⟩")
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Form(NamedTuple):
    """One line: its name, how its example is tried, its source, the example, a counter-example, and what it is for."""

    name: str
    method: str
    source: str
    example: str
    other: str
    note: str = ""


@cache
def forms(subject: str) -> Mapping[str, Form]:
    """Return the forms of a subject, such as ``numerals``, by name."""
    return MappingProxyType({row[0]: Form(*row) for row in read_rows(f"grammar/{subject}.tsv")})


def source(name: str, given: Mapping[str, str] = NOTHING) -> str:
    """Return the form called ``subject: name``, with those that it refers to filled in.

    `given` are the sources of what the grammar leaves to the rules, such as the units.

    >>> source("numerals: digits")
    '零一二三四五六七八九'
    >>> source("numerals: weather")
    Traceback (most recent call last):
    ValueError: no form 'weather' in grammar/numerals.tsv; there are ...
    """
    subject, _, own = name.partition(": ")
    known = forms(subject)
    if own not in known:
        msg = f"no form {own!r} in grammar/{subject}.tsv; there are {', '.join(known)}"
        raise ValueError(msg)

    def filled(found: re.Match[str]) -> str:
        """Return what stands for one reference."""
        other = found[1]
        return given[other] if other in given else source(other if ": " in other else f"{subject}: {other}", given)

    return REFERENCE.sub(filled, known[own].source)


def pattern(name: str, given: Mapping[str, str] = NOTHING) -> re.Pattern[str]:
    """Return the form called ``subject: name`` as a pattern.

    >>> pattern("numerals: dash").split("三至五")
    ['三', '五']
    """
    return re.compile(source(name, given))


def words(name: str) -> tuple[str, ...]:
    """Return the words of a form that is a list of them, parted by |, in their order."""
    return tuple(source(name).split("|"))
