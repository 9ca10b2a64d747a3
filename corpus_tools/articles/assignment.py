"""The lines of an issue, each with its role and its article: what the layout, the markup or a reader decided."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus_tools.articles.habits import stated_roles
from corpus_tools.articles.headlines import is_column
from corpus_tools.articles.repairs import Repair
from corpus_tools.layout.columns import as_one, paragraphs
from corpus_tools.layout.decode import Layout, read_layouts
from corpus_tools.layout.labels import Label, labels
from corpus_tools.layout.lines import PageLine, read_lines
from corpus_tools.rules import Rules
from corpus_tools.sources.corrections import Correction
from corpus_tools.sources.issues import Issue

OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its text as the articles have it, its role, its article (OUTSIDE: none), how sure that is.

    `joined` tells that it goes on in the middle of the paragraph that its article last had; `late` that it belongs to a
    headline which stands inside the text.
    """

    issue_id: str
    line: PageLine
    text: str
    role: str
    article: int
    confidence: float
    joined: bool = False
    late: bool = False


@dataclass(frozen=True)
class Sorted:
    """The lines of one issue with their roles, and the repairs that this took."""

    issue: Issue
    entries: tuple[Entry, ...]
    repairs: tuple[Repair, ...]


def sort_lines(issues: Sequence[Issue], rules: Rules = Rules()) -> list[Sorted]:
    """Return the lines of each issue with their roles: from the markup where there is some, else from the layout.

    A reader's corrections bind the layout, and are applied to its result.
    """
    pages = [(issue, *_corrected(issue)) for issue in issues]
    plain = {number: paragraphs(lines) for number, (issue, lines, _) in enumerate(pages) if lines and not issue.marks}
    joined = {
        number: [as_one(group) if len(group) > 1 else group[0] for group in groups] for number, groups in plain.items()
    }
    bars = [_bars(issues[number], lines, plain[number], rules) for number, lines in joined.items()]
    layouts = dict(zip(plain, read_layouts(list(joined.values()), bars, rules), strict=True))
    result = []
    for number, (issue, lines, repairs) in enumerate(pages):
        if number in plain:
            entries = _apart(_from_layout(issue, joined[number], layouts[number], rules), plain[number])
        else:
            entries = _from_marks(issue, lines)
        decided, more = _decide(entries, issue.corrections)
        result.append(Sorted(issue, tuple(decided), (*repairs, *more)))
    return result


def _corrected(issue: Issue) -> tuple[list[PageLine], list[Repair]]:
    """Return the lines of an issue as they print, wrong characters put right, with the repairs."""
    wrong: dict[int, list[Correction]] = {}
    for made in issue.corrections:
        if made.decision == "character":
            wrong.setdefault(made.line, []).append(made)
    lines, repairs = [], []
    for line in read_lines(issue.text):
        raw = issue.text[line.start : line.end]
        if line.text != raw:
            repairs.append(Repair(line.number, "zero_width_removed", raw, line.text))
        text = line.text
        for made in wrong.get(line.number, ()):
            before, (old, new) = text, made.value.split("→")
            text = text.replace(old, new, 1)
            repairs.append(Repair(line.number, "correction_character", before, text))
        lines.append(replace(line, text=text) if text != line.text else line)
    return lines, repairs


def _from_layout(issue: Issue, lines: Sequence[PageLine], layout: Layout, rules: Rules) -> list[Entry]:
    """Return the lines with the roles and articles that follow from their labels."""
    articles = number_articles(layout.labels)
    entries = []
    for number, (line, label, article, sure) in enumerate(
        zip(lines, layout.labels, articles, layout.confidence, strict=True)
    ):
        role = label.role
        if not line.text:
            # Characters that print nothing belong to no article.
            role, article = "leftover", OUTSIDE  # noqa: PLW2901
        if (
            role == "title"
            and not label.late
            and is_column(line.text, rules)
            and _titled_next(layout.labels, articles, number)
        ):
            role = "column"
        entries.append(
            Entry(
                issue.issue_id,
                line,
                line.text,
                role,
                article,
                float(sure),
                joined=label.gap is not None,
                late=label.late > 0,
            )
        )
    return entries


def _apart(entries: Sequence[Entry], groups: Sequence[Sequence[PageLine]]) -> list[Entry]:
    """Return an entry for each printed line: those of one paragraph have its role, and go on from the first."""
    found = []
    for entry, group in zip(entries, groups, strict=True):
        first = entry if len(group) == 1 else replace(entry, line=group[0], text=group[0].text)
        found += [first, *(replace(entry, line=line, text=line.text, joined=True) for line in group[1:])]
    return found


def _titled_next(found: Sequence[Label], articles: Sequence[int], number: int) -> bool:
    """Tell whether the next line goes on with the headline of the same article."""
    after = number + 1
    return after < len(found) and found[after].role in ("title", "subtitle") and articles[after] == articles[number]


def number_articles(found: Sequence[Label]) -> list[int]:
    """Return the article of each line, from 0 in the order in which they begin; OUTSIDE for none.

    An article that is resumed is the one that was interrupted last.
    """
    numbers, count = [], 0
    recent: list[int] = []
    for label in found:
        if label.entry == "outside":
            numbers.append(OUTSIDE)
            continue
        if label.entry == "opens" or not recent:
            recent.append(count)
            count += 1
        elif label.entry == "resumes" and len(recent) > 1:
            recent.append(recent.pop(-2))
        numbers.append(recent[-1])
    return numbers


def _from_marks(issue: Issue, lines: Sequence[PageLine]) -> list[Entry]:
    """Return the lines with the roles and articles that the markup states; a line without a mark is furniture."""
    marks = {mark.line: mark for mark in issue.marks}
    entries = []
    for line in lines:
        mark = marks.get(line.number)
        inside = mark is not None and mark.article is not None
        article = mark.article if mark is not None and mark.article is not None else OUTSIDE
        role = mark.role if mark is not None else "furniture"
        entries.append(
            Entry(issue.issue_id, line, line.text, role if inside or role == "leftover" else "furniture", article, 1.0)
        )
    return entries


def _bars(
    issue: Issue, lines: Sequence[PageLine], groups: Sequence[Sequence[PageLine]], rules: Rules
) -> np.ndarray | None:
    """Return which labels the corrections of an issue, and its newspaper's stated habits, rule out; None where it has none."""
    number = {line.number: row for row, group in enumerate(groups) for line in group}
    bars = np.zeros((len(lines), len(labels())), bool)
    stated = stated_roles([line.text for line in lines], issue.newspaper, rules)
    for row, role in stated.items():
        # The name of a column stands above what it names: the first of several begins an article.
        above = role == "column" and stated.get(row - 1) != "column"
        bars[row] |= [label.role != role or (above and label.entry != "opens") for label in labels()]
    for made in issue.corrections:
        if made.line in number and (fits := FITS.get(made.decision)):
            bars[number[made.line]] |= [not fits(label, made.value) for label in labels()]
    return bars if bars.any() else None


def _fits_role(label: Label, role: str) -> bool:
    """Tell whether a label has the role that a reader gave."""
    return label.role == {"leftover": "furniture"}.get(role, role)


FITS = {
    "role": _fits_role,
    "article": lambda label, value: (
        (label.entry == "opens") == (value == "new") and (label.entry == "outside") == (value == "none")
    ),
    "join": lambda label, _: label.gap is not None,
    "split": lambda label, _: label.gap is None and label.role in ("body", "editors_note", "caption"),
}


def _decide(entries: list[Entry], corrections: Sequence[Correction]) -> tuple[list[Entry], list[Repair]]:
    """Return the lines as a reader decided, with the repairs."""
    rows = {entry.line.number: row for row, entry in enumerate(entries)}
    entries, repairs = list(entries), []
    for made in corrections:
        row = rows.get(made.line)
        if row is None or made.decision in ("character", "title"):
            continue
        before = entries[row]
        entries[row] = after = _decided(before, made, entries, rows)
        if made.decision == "article" and made.value == "new":
            entries = _split_article(entries, row)
            after = entries[row]
        repairs.append(Repair(made.line, f"correction_{made.decision}", _describe(before), _describe(after)))
    return entries, repairs


def _decided(entry: Entry, made: Correction, entries: Sequence[Entry], rows: dict[int, int]) -> Entry:
    """Return one line as one correction has it."""
    if made.decision == "role":
        outside = made.value in ("furniture", "leftover")
        return replace(entry, role=made.value, confidence=1.0, article=OUTSIDE if outside else entry.article)
    if made.decision in ("join", "split"):
        return replace(entry, joined=made.decision == "join", confidence=1.0)
    if made.value == "none":
        return replace(entry, article=OUTSIDE, role="leftover", confidence=1.0)
    other = rows.get(int(made.value)) if made.value.isdigit() else None
    return replace(entry, article=entries[other].article if other is not None else entry.article, confidence=1.0)


def _split_article(entries: list[Entry], row: int) -> list[Entry]:
    """Return the lines with a new article that begins at `row` and takes the rest of the article that was there."""
    old, first = entries[row].article, all(entry.article != entries[row].article for entry in entries[:row])
    if first and old != OUTSIDE:
        return entries
    new = max(entry.article for entry in entries) + 1
    return [
        replace(entry, article=new) if label == row or (label > row and entry.article == old != OUTSIDE) else entry
        for label, entry in enumerate(entries)
    ]


def _describe(entry: Entry) -> str:
    """Say what a line is, for the repairs."""
    return f"{entry.role}{', joined' if entry.joined else ''}, article {entry.article + 1 if entry.article >= 0 else 'none'}"
