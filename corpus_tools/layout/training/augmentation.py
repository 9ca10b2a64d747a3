"""Pages with known roles, and the habits of other newspapers put on them: what the weights are fitted on."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus_tools.resources import read_rows, read_toml
from corpus_tools.text.datelines import find_dateline

# How often an article or a page takes on a habit: rare things often enough to learn, common ones not always.
RATES = {
    "column": 0.15,
    "kicker": 0.12,
    "subtitle": 0.2,
    "note": 0.15,
    "jump": 0.06,
    "guide": 0.15,
    "above": 0.3,
    "below": 0.3,
    "signoff": 0.2,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of a page whose role is known: `goes_on` where it begins in the middle of a paragraph.

    `article` is -1 for a line outside all articles; `gap` is the number of blank lines before it.
    """

    text: str
    article: int
    role: str
    goes_on: bool = False
    gap: int = 1


def read_page(path: Path) -> list[Sample]:
    """Return the lines of a page that ``make_pages.py`` made, with the truth that stands beside it."""
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    lines = path.read_text(encoding="utf-8").split("\n")
    rows, samples, last = truth["lines"], [], -2
    for row in rows:
        goes_on = row["cont"] and "orphan_tail" not in row["ops"]
        role = ROLES.get(row["role"], row["role"])
        samples.append(Sample(lines[row["n"]], row["a"], role, goes_on, row["n"] - last - 1))
        last = row["n"]
    return samples


ROLES = {"kicker": "column", "note": "editors_note", "jump": "note"}


class _Habits:
    """What one newspaper does: the same forms on the whole page."""

    def __init__(self, rng: random.Random, texts: list[str]) -> None:
        self.rng, self.texts, self.words = rng, texts, read_toml("layout/restyling.toml")
        self.paper = rng.choice(self.words["papers"])
        self.surnames = [row[0] for row in read_rows("text/surnames.tsv")[:120]]
        self.forms = {
            key: rng.choice(self.words[key]) for key in ("bylines", "datelines", "signoffs", "subheads", "credits")
        }

    def happens(self, habit: str) -> bool:
        """Decide whether the page does it here."""
        return self.rng.random() < RATES[habit]

    def name(self) -> str:
        """Make up a name."""
        return self.rng.choice(self.surnames) + "".join(
            self.rng.choices(self.words["given"], k=self.rng.choice((1, 2, 2)))
        )

    def fill(self, form: str, text: str = "") -> str:
        """Fill in a form of ``restyling.toml``."""
        rng = self.rng
        short = [line for line in self.texts if len(line) <= 8] or ["新征程"]
        return form.format(
            role=rng.choice(self.words["roles"]),
            names=" ".join(self.name() for _ in range(rng.choice((1, 1, 1, 2, 3)))),
            more=self.name(),
            name=self.name(),
            name2=self.name(),
            place=rng.choice(self.words["places"]),
            paper=self.paper,
            year=rng.randint(1998, 2026),
            month=rng.randint(1, 12),
            day=rng.randint(1, 28),
            page=rng.randint(1, 9),
            weekday=rng.choice("一二三四五六日"),
            text=text or rng.choice(short),
            text2=rng.choice(short),
            text3=rng.choice(short),
        )

    def pick(self, key: str, text: str = "") -> str:
        """Fill in one of the forms under `key`."""
        return self.fill(self.rng.choice(self.words[key]), text)


def restyle(page: list[Sample], rng: random.Random, texts: list[str]) -> list[Sample]:
    """Return `page` as another newspaper might have set it; `texts` are short lines of other pages to borrow."""
    habits = _Habits(rng, texts)
    known = sorted({sample.article for sample in page if sample.article >= 0})
    plans = {article: _plan(habits) for article in known}
    lines = [line for sample in page for line in _restyled(sample, plans.get(sample.article), habits)]
    for article in known:
        lines = _dressed([*lines], article, habits)
    return [*_furniture(habits, "above"), *lines, *_furniture(habits, "below")]


def _plan(habits: _Habits) -> dict[str, str]:
    """Decide what becomes of the dateline and the byline of one article."""
    return {
        "dateline": habits.rng.choice(("keep", "keep", "change", "change", "drop", "byline")),
        "byline": habits.rng.choice(("keep", "change", "change", "drop")),
        "signoff": habits.rng.choice(("keep", "drop", "drop", "change")),
        "subhead": habits.rng.choice(("keep", "keep", "change", "drop")),
    }


def _restyled(sample: Sample, plan: dict[str, str] | None, habits: _Habits) -> Iterator[Sample]:
    """Yield what becomes of one line."""
    if plan is None:
        yield sample
    elif sample.role in ("byline", "subhead"):
        if plan[sample.role] != "drop":
            form = habits.forms[sample.role + "s"]
            yield replace(sample, text=habits.fill(form, sample.text)) if plan[sample.role] == "change" else sample
    elif sample.role == "credit" and habits.rng.random() < 0.5:
        yield replace(sample, text=habits.fill(habits.forms["credits"]))
    elif sample.role == "body" and not sample.goes_on:
        yield from _body(sample, plan, habits)
    else:
        yield sample


def _body(sample: Sample, plan: dict[str, str], habits: _Habits) -> Iterator[Sample]:
    """Yield a paragraph with the dateline or sign-off of another newspaper."""
    line = find_dateline(sample.text)
    if line is None:
        yield sample
    elif line.closing:
        rest = sample.text[: line.span[0]]
        form = habits.fill(habits.forms["signoffs"]) if plan["signoff"] == "change" else ""
        text = sample.text if plan["signoff"] == "keep" else rest + form
        if text:
            yield replace(sample, text=text)
    elif plan["dateline"] == "keep":
        yield sample
    else:
        if plan["dateline"] == "byline":
            yield replace(sample, role="byline", text=habits.fill(habits.forms["bylines"]))
        start = habits.fill(habits.forms["datelines"]) if plan["dateline"] == "change" else ""
        gap = 1 if plan["dateline"] == "byline" else sample.gap
        yield replace(sample, text=start + (sample.text[line.span[1] :].strip() or sample.text), gap=gap)


def _dressed(lines: list[Sample], article: int, habits: _Habits) -> list[Sample]:
    """Return `lines` with a kicker, a subtitle, a column name, an editor's note or a jump put to one article."""
    where = [i for i, sample in enumerate(lines) if sample.article == article]
    if not where:
        return lines
    title = [i for i in where if lines[i].role == "title"]
    last, first = where[-1], where[0]
    added: list[tuple[int, Sample]] = []
    if habits.happens("jump"):
        under = title[-1] + 1 if title and title == where[: len(title)] and habits.rng.random() < 0.5 else last + 1
        added.append((under, Sample(habits.pick("jumps"), article, "note")))
    if title and habits.happens("subtitle"):
        added.append(
            (title[-1] + 1, Sample(habits.pick("subtitles", habits.rng.choice(habits.texts)), article, "subtitle"))
        )
    if title and habits.happens("kicker"):
        added.append((title[0], Sample(habits.pick("kickers", habits.rng.choice(habits.texts)), article, "title")))
    noted = habits.happens("note")
    if noted:
        above = title and title == where[: len(title)] and title[-1] < last and not habits.happens("above")
        added += [(title[-1] + 1 if above else first, sample) for sample in reversed(_note(lines, article, habits))]
    if habits.happens("column") or (noted and habits.rng.random() < 0.6):
        added.append((first, Sample(habits.pick("columns"), article, "column")))
    for at, sample in sorted(added, key=lambda pair: -pair[0]):
        if at == first:
            lines[at : at + 1] = [replace(sample, gap=lines[at].gap), replace(lines[at], gap=1)]
        else:
            lines.insert(at, sample)
    return lines


def _note(lines: list[Sample], article: int, habits: _Habits) -> list[Sample]:
    """Return an editor's note: its label and a paragraph of the page, whole or cut by a column break."""
    longs = [sample.text for sample in lines if sample.role == "body" and len(sample.text) > 80]
    if not longs:
        return []
    text = habits.rng.choice(longs)
    cut = habits.rng.randint(30, len(text) - 20)
    pieces = (
        [text]
        if habits.rng.random() < 0.6 or not re.match(r"[\u4e00-\u9fff]{2}", text[cut - 1 : cut + 1])
        else [text[:cut], text[cut:]]
    )
    label = Sample(habits.pick("labels"), article, "editors_note")
    return [label, *(Sample(piece, article, "editors_note", goes_on=k > 0) for k, piece in enumerate(pieces))]


def _furniture(habits: _Habits, where: str) -> list[Sample]:
    """Return the lines above or below all articles."""
    if not habits.happens(where):
        return []
    return [Sample(habits.pick(f"furniture_{where}"), -1, "furniture") for _ in range(habits.rng.randint(1, 4))]
