"""What is stated of an issue → its imprint: newspaper, date, page, and what was found to disagree."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus_tools.sources.sheets import Statement


@dataclass(frozen=True)
class Imprint:
    """The newspaper, date and page of an issue; `date_source` says where the date stands, `notes` what disagrees with it."""

    newspaper: str = ""
    date: str = ""
    page: str = ""
    date_source: str = ""
    notes: tuple[str, ...] = ()


def settle(statements: Sequence[Statement]) -> Imprint:
    """Return what `statements` say together; the first of two that disagree holds, and a note names both.

    A statement that fits several papers (a code in a file name) is decided by the first other one that names one of them.

    >>> settle([Statement("date", ("2024-01-13",), "file name"), Statement("date", ("2024-01-14",), "line 1")]).notes
    ('date: 2024-01-13 (file name), but 2024-01-14 (line 1)',)
    >>> code = Statement("newspaper", ("河南日报", "湖南日报"), "file name")
    >>> settle([code, Statement("newspaper", ("湖南日报",), "line 2")]).newspaper
    '湖南日报'
    """
    held = {field: _held([one for one in statements if one.field == field]) for field in ("newspaper", "date", "page")}
    values = {field: one.values[0] if one and len(one.values) == 1 else "" for field, one in held.items()}
    notes = tuple(dict.fromkeys(note for one in statements if (note := _note(one, held[one.field]))))
    return Imprint(**values, date_source=held["date"].source if held["date"] else "", notes=notes)


def _held(stated: list[Statement]) -> Statement | None:
    """Return the statement that holds of those on one field."""
    sure = [one for one in stated if len(one.values) == 1]
    open_ones = [set(one.values) for one in stated if len(one.values) > 1]
    fitting = [one for one in sure if all(one.values[0] in values for values in open_ones)]
    return next(iter([*fitting, *sure, *stated]), None)


def _note(one: Statement, held: Statement | None) -> str:
    """Return how a statement disagrees with the one that holds, or that it leaves open which of several it means."""
    if held is None or held == one:
        return (
            f"{one.field}: {one.source} fits {', '.join(one.values)}; nothing else decides"
            if len(one.values) > 1
            else ""
        )
    if held.values[0] in one.values:
        return ""
    return f"{one.field}: {held.values[0]} ({held.source}), but {' or '.join(one.values)} ({one.source})"
