"""Pages whose roles are known → the labels that each of their lines may be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from corpus_tools.layout.decode import impossible
from corpus_tools.layout.features import PageFeatures
from corpus_tools.layout.labels import allowed, labels, opening
from corpus_tools.layout.training.made_pages import Sample
from corpus_tools.text.bylines import is_byline, is_credit
from corpus_tools.text.datelines import find_dateline

# The first label of an article whose first line has this role.
FIRST = {
    "column": "opens column",
    "kicker": "opens kicker",
    "title": "opens title",
    "byline": "opens byline",
    "editors_note": "opens note",
    "note": "opens jump",
    "caption": "opens caption",
    "credit": "opens caption",
}
LATEST = 3  # lines of a headline inside a text that there are labels for
# Lines that readers label differently: what they may be taken for.
CLOSE = {
    "label": ("subhead", "note"),
    "summary": ("body", "note"),
    "verse": ("body", "subhead"),
    "signature": ("byline", "body", "subhead", "credit"),
}
HEADLINE = ("kicker", "title", "subtitle", "headline")


@dataclass
class _Article:
    """What has been seen of one article."""

    titled: bool = False
    text: bool = False
    late: int = 0
    noted: bool = False
    led_up: bool = False
    last_body: int = -9

    def is_late(self) -> bool:
        """Tell whether a line of the headline would stand inside the text now."""
        return self.text and (self.late > 0 or not self.titled)

    def see(self, number: int, sample: Sample) -> None:
        """Take in one line."""
        self.late = self.late + 1 if sample.role in HEADLINE and self.is_late() else 0
        self.led_up = sample.role == "kicker"
        self.titled |= sample.role in HEADLINE and not self.led_up
        self.text |= sample.role in ("body", "caption", "subhead", "summary", "verse")
        if sample.role in ("editors_note", "summary", "label"):
            # What follows a bare label may be the note or already the text: the truth does not say.
            self.noted = sample.role != "editors_note" or len(sample.text) <= 8
        elif sample.role in ("byline", "subhead", *HEADLINE):
            self.noted = False
        if sample.role == "body":
            self.last_body = number


def possible_labels(samples: Sequence[Sample], page: PageFeatures) -> np.ndarray:
    """Return which labels (columns) are right for each line (rows) of a page whose roles are known.

    Where no sequence of right labels can be had, the line in the way may be anything.
    """
    index = {label.name: number for number, label in enumerate(labels())}
    right = np.zeros((len(samples), len(labels())), bool)
    seen: dict[int, _Article] = {}
    for number, sample in enumerate(samples):
        names = ["outside"] if sample.article < 0 else _names(samples, number, seen)
        right[number, [index[name] for name in names]] = True
    return _passable(right, ~impossible(page))


def _names(samples: Sequence[Sample], number: int, seen: dict[int, _Article]) -> list[str]:
    """Return the names of the labels that are right for one line of an article."""
    sample = samples[number]
    role = _role(sample)
    known = sample.article in seen
    article = seen.setdefault(sample.article, _Article())
    before = samples[number - 1].article if number else -1
    if not known:
        names = ["opens kicker", "opens title"] if role == "headline" else [FIRST.get(role, "opens body")]
    elif before != sample.article:
        names = _resumed(sample, role, article)
    elif role in HEADLINE:
        names = _head(role, article)
    else:
        names = [*_inside(sample, role, article, number), *_part_heads(samples, number)]
    article.see(number, sample)
    return names


def _role(sample: Sample) -> str:
    """Return the role of a line; bylines and credits within a text are known by their looks."""
    if sample.role in ("body", "subhead", "caption") and not sample.goes_on:
        if is_credit(sample.text):
            return "credit"
        if is_byline(sample.text) and not sample.text.startswith(("（", "(")):
            return "byline"
    return sample.role


def _resumed(sample: Sample, role: str, article: _Article) -> list[str]:
    """Return the labels of a line with which an article goes on after another's lines."""
    kind = (
        "resumed at subhead"
        if role == "subhead"
        else "resumed inside"
        if sample.goes_on and role == "body"
        else "resumed"
    )
    return (
        [kind + ("" if article.titled else ", untitled")]
        if role in ("body", "subhead")
        else ["resumed", "resumed, untitled"]
    )


def _head(role: str, article: _Article) -> list[str]:
    """Return the labels of a line of the headline that does not open its article; which part it is may be unknown."""
    parts = ("kicker", "title", "subtitle") if role == "headline" else (role,)
    if article.is_late() or article.late:
        at = min(article.late + 1, LATEST)
        return [f"late {part} {at}" for part in parts if f"late {part} {at}" in _late()]
    if role == "headline" and article.titled:
        # The line before may have been the kicker.
        return ["kicker", "title", "title again", "subtitle"]
    if article.titled:
        return ["title again" if part == "title" else part for part in parts]
    return [part for part in parts if part != "subtitle"] or ["title"]


@cache
def _late() -> set[str]:
    """Return the labels of a headline inside a text."""
    return {label.name for label in labels() if label.late}


def _inside(sample: Sample, role: str, article: _Article, number: int) -> list[str]:
    """Return the labels of any other line that goes on in its article."""
    end = "" if article.titled else ", untitled"
    if role == "column":
        return ["column"]
    if role in CLOSE:
        return [name + end for name in CLOSE[role]]
    if role == "editors_note":
        return [("note goes on" if sample.goes_on else "note") + end]
    if role != "body":
        return [("jump" if role == "note" else role) + end]
    back = number - article.last_body
    names = [f"body{end}"]
    if sample.goes_on and back == 1:
        names = [f"joined{end}"]
    elif sample.goes_on and 1 < back <= LATEST + 1 and article.late == back - 1:
        names = [f"joined over {back - 1}"]
    return [*names, ("note goes on" if sample.goes_on else "note") + end] if article.noted else names


def _part_heads(samples: Sequence[Sample], number: int) -> list[str]:
    """Return what else the subhead over a part of a report may be that names its own reporter: the headline of one."""
    first, last = number, number
    while first and _same(samples, first - 1, number):
        first -= 1
    while last + 1 < len(samples) and _same(samples, last + 1, number):
        last += 1
    below = samples[last + 1] if last + 1 < len(samples) else None
    if samples[number].role != "subhead" or not below or below.article != samples[number].article:
        return []
    line = find_dateline(below.text)
    if not is_byline(below.text) and not (line and line.names and not line.closing):
        return []
    if number > first:
        return ["title", "title again", "subtitle"]
    return ["opens title"] if first == last else ["opens title", "opens kicker"]


def _same(samples: Sequence[Sample], number: int, other: int) -> bool:
    """Tell whether two lines have one article and one role."""
    one, two = samples[number], samples[other]
    return (one.article, one.role) == (two.article, two.role)


def _passable(right: np.ndarray, possible: np.ndarray) -> np.ndarray:
    """Return `right` with every line freed that no allowed step reaches."""
    right = right & possible
    reach = right[0] & opening()
    if not reach.any():
        right[0] = reach = opening() & possible[0]
    for number in range(1, len(right)):
        steps = allowed()[reach].any(axis=0)
        if not (steps & right[number]).any():
            right[number] = possible[number]
        reach = steps & right[number]
    return right
