"""The changes that the parser made, one a row, and the way back to the source.

Two sorts of rules. A *whole-line* rule holds the whole line before and after, so that the lines can be put back one by
one: what is not said to have changed stands in the articles as it stood in the source. The other rules (joins, lifted
headlines, flags) show an excerpt for the reader; the offsets of `lines` already undo them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus_tools.tables import require

if TYPE_CHECKING:
    import pandas as pd

# Rules whose `before` and `after` are the whole line.
WHOLE_LINE = frozenset(
    {
        "zero_width_removed",
        "correction_character",
        "loop_collapsed",
        "headline_read",
        "byline_read",
        "credit_read",
        "editors_note_read",
        "note_set_aside",
        "furniture_set_aside",
        "leftover_set_aside",
        "duplicate_set_aside",
    }
)
# The fields of an article that can be a line of the source, unchanged.
FIELDS = ("column", "kicker", "title", "subtitle")
# The rule that keeps the white space between the lines, where it is not line feeds alone.
BLANKS = "blanks_dropped"
# Stands for a line in the white space that BLANKS keeps.
HERE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Repair:
    """One change: the line of the source, the rule, what stood there and what stands there now."""

    line: int
    rule: str
    before: str
    after: str
    confidence: float = 1.0

    def row(self) -> dict[str, object]:
        """Return the columns of `repairs` that the change itself fills."""
        return {name: getattr(self, name) for name in self.__slots__}


def keep_blanks(text: str, spans: Sequence[tuple[int, int]]) -> list[Repair]:
    """Return what `restore` needs to know of the white space of `text` around the lines at `spans`: often nothing."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if all(not gap.strip("\n") for gap in gaps) and gaps[-1] == "\n":
        return []
    return [Repair(1, BLANKS, HERE.join(gaps), "")]


def restore(articles: "pd.DataFrame", lines: "pd.DataFrame", repairs: "pd.DataFrame") -> dict[str, str]:
    """Return the source text of each issue, by its id: every repair replayed backwards.

    Takes the three tables of a parse. Raises ValueError where they do not fit together.
    """
    lines = require(lines, ("issue_id", "line", "start", "end", "role", "text_start"), of="lines")
    repairs = require(repairs, ("issue_id", "line", "rule", "before", "after"), of="repairs")
    fields = require(articles, ("article_id", "text", *FIELDS), of="articles").set_index("article_id").to_dict("index")
    changes: dict[tuple[str, int], list[Mapping]] = {}
    for row in repairs.to_dict("records"):
        changes.setdefault((row["issue_id"], row["line"]), []).append(row)
    groups: dict[str, list[Mapping]] = {issue: [] for issue in repairs["issue_id"]}
    for row in lines.to_dict("records"):
        groups.setdefault(row["issue_id"], []).append(row)
    return {issue: _source(rows, issue, fields, changes) for issue, rows in groups.items()}


def _source(rows: Sequence[Mapping], issue: str, fields: Mapping, changes: Mapping) -> str:
    """Return the source text of one issue."""
    raw = [_undo(row, fields, changes.get((issue, row["line"]), [])) for row in rows]
    return _between(rows, raw, changes.get((issue, 1), []))


def _undo(row: Mapping, fields: Mapping[str, Mapping], changes: Sequence[Mapping]) -> str:
    """Return a line as it stood in the source."""
    whole = [change for change in changes if change["rule"] in WHOLE_LINE]
    for later, earlier in pairwise(reversed(whole)):
        if earlier["after"] != later["before"]:
            msg = f"the repairs of line {row['line']} do not follow each other – {earlier['rule']}, {later['rule']} – {row['issue_id']}"
            raise ValueError(msg)
    if whole:
        return str(whole[0]["before"])
    if row["article_id"] not in fields:
        msg = f"lines and articles do not fit together – line {row['line']} of {row['issue_id']} is in {row['article_id']!r} – there are {list(fields)}"
        raise ValueError(msg)
    if row["role"] in FIELDS:
        return fields[row["article_id"]][row["role"]]
    start = int(row["text_start"])
    return fields[row["article_id"]]["text"][start : start + int(row["end"]) - int(row["start"])]


def _between(rows: Sequence[Mapping], raw: Sequence[str], changes: Sequence[Mapping]) -> str:
    """Return the lines with the white space between them."""
    kept = next((str(change["before"]) for change in changes if change["rule"] == BLANKS), None)
    if kept is not None:
        gaps = kept.split(HERE)
        return "".join(gap + line for gap, line in zip(gaps, [*raw, ""], strict=True))
    ends = [0, *(int(row["end"]) for row in rows)]
    return (
        "".join("\n" * (int(row["start"]) - end) + line for row, end, line in zip(rows, ends, raw, strict=False)) + "\n"
    )
