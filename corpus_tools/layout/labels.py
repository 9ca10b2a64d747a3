"""CRF labels and allowed transitions.

A label says more than a role: whether the line opens an article, whether the headline of its article has come by then,
and whether it goes on in the middle of a paragraph. The list stands in ``resources/layout/layout_states.tsv``.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from corpus_tools.resources import read_rows

# What stands above the text of an article.
HEAD = ("column", "kicker", "title", "subtitle", "byline", "editors_note", "note")
TEXT = ("body", "subhead", "caption")


@dataclass(frozen=True, slots=True)
class Label:
    """One label of ``layout_states.tsv``."""

    name: str
    role: str
    entry: str
    titled: bool
    gap: int | None

    @property
    def late(self) -> int:
        """Which line it is of a headline that stands inside the text of its article, from 1; 0 for any other line."""
        return int(self.name[-1]) if self.name.startswith("late ") else 0

    @property
    def sort(self) -> str:
        """What the label is in the table of successions: role, and how it begins."""
        if self.entry == "outside":
            return "outside"
        role = f"late {self.role}" if self.late else "join" if self.gap is not None else self.role
        return role if self.entry == "goes" else f"{self.entry} {role}"

    @property
    def factors(self) -> tuple[str, ...]:
        """The columns of the table of weights that add up for this label."""
        role = "join" if self.gap is not None else self.role
        entry = {"opens": ("opens", f"opens {self.role}"), "resumes": ("resumes",)}.get(self.entry, ())
        return (role, *entry, *(("late title",) if self.late else ()))


@cache
def labels() -> tuple[Label, ...]:
    """Return all labels, in the order of the file."""
    return tuple(
        Label(name, role, entry, titled == "1", int(gap) if gap else None)
        for name, role, entry, titled, gap in read_rows("layout/layout_states.tsv")
    )


def may_follow(after: Label, before: Label | None) -> bool:
    """Tell whether a line at `after` may come next to a line at `before` (None: the top of the page)."""
    if after.entry != "goes" and before is not None and before.role in ("column", "editors_note"):
        # A column name or an editor's note is no article yet.
        return False
    if before is not None and before.role == "kicker":
        # A kicker leads up to the title that comes next.
        return after.role in ("kicker", "title") and after.entry == "goes" and _goes_up(after, before)
    if after.entry in ("opens", "outside"):
        return True
    if before is None or before.entry == "outside":
        return False
    return after.entry == "resumes" or _may_continue(after, before)


def _may_continue(after: Label, before: Label) -> bool:
    """Tell whether `after` may come next to `before` in one article."""
    in_text = before.role in TEXT or before.gap is not None
    if after.role in ("kicker", "title", "column", "subtitle") or after.late:
        return _may_head(after, before, in_text=in_text)
    if after.gap == 1:
        return after.titled == before.titled and (
            before.role == after.role or (after.role == "body" and before.role == "caption")
        )
    if after.gap:
        return before.late == after.gap - 1
    if after.role == "editors_note":
        return after.titled == before.titled and before.role in (
            "column",
            "title",
            "subtitle",
            "editors_note",
            "byline",
        )
    if after.role == "credit":
        return after.titled == before.titled and before.role != "column"
    return after.titled == before.titled


def _goes_up(after: Label, before: Label) -> bool:
    """Tell whether a kicker or title may come next to a kicker."""
    return after.late == before.late + 1 if before.late else not after.late and after.name != "title again"


def _may_head(after: Label, before: Label, *, in_text: bool) -> bool:
    """Tell whether a line of a headline may come next to `before` in one article."""
    if after.late > 1:
        return before.late == after.late - 1 and (after.role != "title" or before.role != "subtitle")
    if after.late:
        return in_text and not before.titled
    if after.name == "title again":
        return before.role == "title" and not before.late
    if after.name == "subtitle":
        return before.role in ("title", "subtitle") and not before.late
    return not before.titled and not in_text and before.role in (*HEAD, "credit")


@cache
def allowed() -> np.ndarray:
    """Return which label (column) may follow which (row)."""
    return np.array([[may_follow(after, before) for after in labels()] for before in labels()])


@cache
def opening() -> np.ndarray:
    """Return which labels may be the first of a page."""
    return np.array([may_follow(label, None) for label in labels()])


@cache
def factors() -> tuple[str, ...]:
    """Return the columns of the table of weights."""
    return tuple(dict.fromkeys(factor for label in labels() for factor in label.factors))


@cache
def membership() -> np.ndarray:
    """Return which factor (row) counts for which label (column)."""
    return np.array([[factor in label.factors for label in labels()] for factor in factors()], float)


@cache
def sorts() -> tuple[str, ...]:
    """Return the names of the rows and columns of the table of successions; ``edge`` is the top and the foot of a page."""
    return ("edge", "untitled", *dict.fromkeys(label.sort for label in labels()))
