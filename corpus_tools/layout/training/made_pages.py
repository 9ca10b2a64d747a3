"""Pages that were made from articles, with the role of each line: what the weights are fitted on."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from corpus_tools.rules import Rules


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of a page whose role is known: `goes_on` where it begins in the middle of a paragraph.

    `article` is -1 for a line outside all articles; `gap` is the number of blank lines before it. Beside the roles of
    ``lines`` there are those that readers do not tell apart: ``headline`` (any part of one), ``label`` and ``summary``
    (核心阅读 and what it announces), ``verse`` (a line of a poem, list or table), ``signature`` (under a reader's letter).
    """

    text: str
    article: int
    role: str
    goes_on: bool = False
    gap: int = 1


def read_page(path: Path, sources: Mapping[str, Mapping] = MappingProxyType({})) -> list[Sample]:
    """Return the lines of a page that ``make_pages.py`` made, with the truth that stands beside it.

    `sources` holds the articles by id, where their kicker, headline and subtitle are stated apart; the lines of a
    headline of several lines whose parts are not known have the role ``headline``.
    """
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    lines = path.read_text(encoding="utf-8").split("\n")
    articles = [sources.get(article["article_id"], {}) for article in truth.get("articles", ())]
    rows, samples, last = truth["lines"], [], -2
    heads = [row["a"] for row in rows if row["role"] == "title"]
    for row in rows:
        goes_on = row["cont"] and "orphan_tail" not in row["ops"]
        role = ROLES.get(row["role"], row["role"])
        if role == "subhead" and is_label(lines[row["n"]]):
            role = "label"
        if role == "title" and heads.count(row["a"]) > 1:
            first = samples_of(samples, row["a"], ("kicker", "title", "headline")) == 0
            role = _part(articles[row["a"]] if articles else {}, first=first)
        samples.append(Sample(lines[row["n"]], row["a"], role, goes_on, row["n"] - last - 1))
        last = row["n"]
    return samples


def is_label(text: str) -> bool:
    """Tell whether a line announces a note or a summary: 核心阅读. The truth calls some of them subheads."""
    signs = Rules().table("layout")["signs"]
    return any(re.search(signs[name], text) for name in ("label", "summary label"))


def samples_of(samples: Sequence[Sample], article: int, roles: Sequence[str]) -> int:
    """Return how many lines of an article have one of `roles`."""
    return sum(sample.article == article and sample.role in roles for sample in samples)


def _part(source: Mapping, *, first: bool) -> str:
    """Return which part of a headline of several lines a line is, as far as its source tells."""
    if not source.get("headline"):
        return "headline"
    return "kicker" if first and source.get("kicker") else "title"


ROLES = {"kicker": "column", "note": "editors_note", "jump": "note"}
