"""Persons: where a Chinese personal name stands in a text, by a model whose weights can be read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import exp, log10
from typing import Final, NamedTuple

from corpus_tools.compare.naming import bearers, foreign_names, given_names
from corpus_tools.quantities.words import Word, words_of
from corpus_tools.resources import read_rows
from corpus_tools.rules import Rules
from corpus_tools.text.bylines import HAN as HAN_RANGE
from corpus_tools.text.bylines import byline_forms
from corpus_tools.text.segmenters import read_dictionary

LONGEST: Final = 4  # characters of a name: a compound surname and two more
DOT: Final = frozenset("·・•")  # within a foreign name
NEAR: Final = 2  # characters on either side of a candidate that hold no such dot
HAN: Final = re.compile(f"[{HAN_RANGE}]+")
LONGEST_TITLE: Final = 16  # characters of a role or title before a name
SURE: Final = 0.7  # probability of a name by itself: on recent papers two in five of those between 0.6 and 0.7 are wrong
COMMON: Final = 0.85  # of one that is a common word as well: 汪洋, 金黄
LISTED: Final = 0.5  # of one that stands in a list beside a name of `SURE`
LIKELY: Final = 0.2  # of one that the article has elsewhere with a probability of `NAMED`
NAMED: Final = 0.7
MAY_BE: Final = 0.1  # probability of a longer form that recurs, from which a shorter one is a part of it
OFTEN: Final = 3  # times that a string stands in an article, from which more say no more


class Person(NamedTuple):
    """A name from `start` to `end`, and how sure that is."""

    start: int
    end: int
    name: str
    probability: float


class Candidate(NamedTuple):
    """What could be a name, and its features."""

    start: int
    end: int
    features: tuple[str, ...]


def find_persons(
    text: str, weights: Mapping[str, float] | None = None, *, rules: Rules = Rules()
) -> list[Person]:
    """Return the Chinese personal names in a text, in order.

    A candidate is a surname (``surnames.tsv``) and one or two characters after it, unless ``not_persons.tsv`` excludes it. Its
    features are the surname and the other characters, how far they are those of names, the characters, words and titles before and
    after, how jieba cuts it, and how often the article has it; the sum of their weights (``person_weights.tsv``, a logistic
    regression on tagged news of 1998) is the logarithm of its odds. Candidates that overlap share the probability: one at most is a name,
    and the likeliest stays. A name needs a probability of 0.7, a common word 0.85; beside such a name in a
    list 0.5, and one that the article has elsewhere with 0.7 only 0.2. Two characters that the article always has before one and the same third are a part of it.

    Limits: foreign names, pen names and names without surname (小平) are not found, compound surnames seldom; one name can be of several persons.

    >>> [person.name for person in find_persons("省长张一山昨天说，记者李小川在现场看到了这一幕。")]
    ['张一山', '李小川']
    """
    known = person_weights() if weights is None else weights
    scored = _shared([(odds(one.features, known), one.start, one.end) for one in candidates(text, rules)])
    parts = _parts(text, scored)
    scored = [each for each in scored if text[each[1] : each[2]] not in parts]
    named = {text[start:end] for p, start, end in scored if p >= NAMED}
    sure = {at for p, *span in scored if p >= SURE for at in span}
    chosen = [each for each in scored if each[0] >= _bound(text, each[1:], named, sure)]
    taken: set[int] = set()
    found = []
    for p, start, end in sorted(chosen, key=lambda each: (-each[0], each[1], -each[2])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append(Person(start, end, text[start:end], p))
    return sorted(found)


def _bound(text: str, span: tuple[int, int], named: set[str], sure: set[int]) -> float:
    """Return the probability that a name needs: less beside a sure one in a list."""
    start, end = span
    name = text[start:end]
    if not read_dictionary().tags.get(name, "nr").startswith("nr"):
        return COMMON
    listed = (text[start - 1 : start] == "、" and start - 1 in sure) or (text[end : end + 1] == "、" and end + 1 in sure)
    return LIKELY if name in named else LISTED if listed else SURE


def _parts(text: str, scored: Iterable[tuple[float, int, int]]) -> set[str]:
    """Return what stands several times, always before one and the same character that may belong to the name."""
    of: dict[str, dict[int, float]] = {}
    for p, start, end in scored:
        of.setdefault(text[start:end], {})[start] = p
    return {
        name[:-1]
        for name, places in of.items()
        if len(name) == 3
        and len(places) > 1
        and of.get(name[:-1], {}).keys() == places.keys()
        and max(places.values()) >= MAY_BE
    }


def odds(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return the odds of a name: how much likelier it is one than none."""
    return exp(max(min(sum(weights.get(name, 0.0) for name in features), 50.0), -50.0))


def _shared(rated: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """Return the probability of each candidate in place of its odds: of those that overlap, one at most is a name."""
    ordered = sorted(rated, key=lambda each: each[1:])
    total = [1.0 + own for own, _, _ in ordered]
    for at, (own, _, end) in enumerate(ordered):
        for later in range(at + 1, len(ordered)):
            if ordered[later][1] >= end:
                break
            total[at] += ordered[later][0]
            total[later] += own
    return [(own / whole, start, end) for (own, start, end), whole in zip(ordered, total, strict=True)]


@cache
def person_weights() -> Mapping[str, float]:
    """Return the weight of each feature, from ``resources/compare/person_weights.tsv``."""
    return {name: float(weight) for name, weight in read_rows("compare/person_weights.tsv")}


def candidates(text: str, rules: Rules = Rules()) -> Iterator[Candidate]:
    """Yield the candidates of a text with their features."""
    spans = [span for span in dict.fromkeys(_spans(text, rules)) if _may_be_name(text, *span)]
    if not spans:
        return
    words = words_of(text, 0, len(text))
    at = {word.start: word for word in words}
    inside = [word for word in words for _ in range(word.end - word.start)]
    followed: dict[str, Counter[str]] = {}
    for start, end in spans:
        followed.setdefault(text[start:end], Counter())[text[end : end + 1]] += 1
    for start, end in spans:
        name = text[start:end]
        cut, around = _cut(name, start, end, at, inside), _around(text, inside, start, end)
        written = _written(text, start, end)
        yield Candidate(start, end, ("", *_own(name, rules), *written, *cut, *around, *_again(name, followed)))


def _spans(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of what begins with a surname."""
    singles, doubles = surnames(rules)
    for run in HAN.finditer(text):
        for start in range(run.start(), run.end() - 1):
            if text[start : start + 2] in doubles:
                yield from ((start, start + size) for size in (3, LONGEST) if start + size <= run.end())
            if text[start] in singles:
                yield from ((start, start + size) for size in (2, 3) if start + size <= run.end())


def _may_be_name(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch ends otherwise than a place, and is no part of a name with a dot."""
    endings, given = _excluded()
    name = text[start:end]
    if name[-1] in endings or name[1:] in given:
        return False
    return DOT.isdisjoint(text[max(start - NEAR, 0) : start]) and DOT.isdisjoint(text[end : end + NEAR])


@cache
def _excluded() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that no name ends in, and what is no given name."""
    rows = read_rows("compare/not_persons.tsv")
    texts = {name: [text for kind, text, _ in rows if kind == name] for name in ("ending", "given")}
    return frozenset("".join(texts["ending"])), frozenset(texts["given"])


@cache
def surnames(rules: Rules) -> tuple[frozenset[str], frozenset[str]]:
    """Return the surnames of one character and of two."""
    names = byline_forms(rules).surnames
    return frozenset(name for name in names if len(name) == 1), frozenset(name for name in names if len(name) == 2)


def _own(name: str, rules: Rules) -> Iterator[str]:
    """Yield what the characters of a candidate say."""
    surname = name[:2] if name[:2] in surnames(rules)[1] and len(name) > 2 else name[0]
    given = name[len(surname) :]
    yield f"surname {surname}"
    yield f"names with it {bearers(surname)}"
    yield f"surname is {_listed(surname)}"
    yield f"given {len(given)}"
    yield f"first {given[0]}"
    yield f"last {given[-1]} {len(given)}"
    yield from (f"given is {_listed(given)}",) if len(given) == 2 else ()
    yield f"name is {_listed(name)}"
    yield f"surname and first are {_listed(surname + given[0])}" if len(given) == 2 else f"pair {name}"


@cache
def _listed(word: str) -> str:
    """Return tag and order of frequency of a word in the dictionary."""
    known = read_dictionary()
    if not known.frequencies.get(word):
        return "unlisted"
    return f"{known.tags.get(word, '')[:2]} {int(log10(known.frequencies[word] + 1))}"


def _written(text: str, start: int, end: int) -> Iterator[str]:
    """Yield how much a candidate, and what stands beside it, is written with the characters of names, Chinese and foreign (库洛夫)."""
    size, following = end - start, text[end : end + 1]
    for kind, known in (("given", given_names()), ("foreign", foreign_names())):
        value = [round(known.get(each, 0.0)) for each in (text[start + 1], text[end - 1], following)]
        yield f"{kind} first {value[0]} {size}"
        yield f"{kind} last {value[1]} {size}"
        yield f"{kind} after {value[2]} {size}"
        yield f"{kind} before {round(known.get(text[start - 1 : start], 0.0))}"


def _cut(name: str, start: int, end: int, at: Mapping[int, Word], inside: list[Word]) -> Iterator[str]:
    """Yield how the segmenter cuts a candidate."""
    first, last = inside[start], inside[end - 1]
    begins, ends = first.start == start, last.end == end
    yield f"cut {'begins' if begins else 'inside'} {'ends' if ends else 'inside'} {len(name)}"
    if begins and ends:
        whole = at[start]
        yield f"cut into {whole.end - start} of {end - start}"
    if not begins:
        yield f"before is within {first.tag}"
    if not ends:
        yield f"after is within {last.tag} {last.end - end}"


def _around(text: str, inside: list[Word], start: int, end: int) -> Iterator[str]:
    """Yield the characters and words before and after a candidate; a line break is written ¶."""
    yield f"before {_shown(text[start - 1 : start])}"
    yield f"before {_shown(text[max(start - 2, 0) : start])}" if start > 1 else "before start"
    yield f"after {_shown(text[end : end + 1])}"
    yield f"after {_shown(text[end : end + 2])}" if end + 1 < len(text) else "after end"
    if titled().search(text[max(0, start - LONGEST_TITLE) : start]):
        yield "title before"
    if start:
        before = inside[start - 1]
        yield f"word before {_shown(before.text)}"
        yield f"tag before {before.tag}"
    if end < len(text):
        after = inside[end]
        yield f"word after {_shown(after.text)}"
        yield f"tag after {after.tag}"


@cache
def titled() -> re.Pattern[str]:
    """Return the pattern of a role or title at the end of a text, by ``titles.tsv``."""
    endings = "|".join(sorted((row[0] for row in read_rows("compare/titles.tsv")), key=len, reverse=True))
    return re.compile(rf"(?P<role>[{HAN_RANGE}]*?(?:{endings}))\s*$")


def _shown(text: str) -> str:
    """Return a text as a feature names it: on one line, without tabs."""
    return text.replace("\n", "¶").replace("\t", " ")


def _again(name: str, followed: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Yield how often the article has a candidate, and whether it has it as a part of something longer."""
    n = followed[name].total()
    yield f"times {min(n, OFTEN)} {len(name)}"
    if n > 1:
        most, often = followed[name].most_common(1)[0]
        if often == n and HAN.fullmatch(most):
            yield f"always followed by one character {len(name)}"
    if followed.get(name[:-1], Counter()).total() > n:
        yield "shorter more often"
