"""Which issues: by id, time, newspaper and page; and the days that are missing between them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fnmatch import fnmatchcase
from itertools import pairwise
from statistics import mode
from typing import TypedDict

from corpus_tools.corpus.states import Page

Names = str | Iterable[str]


class Choice(TypedDict, total=False):
    """What one chooses by; what is None or left out chooses all.

    `issues` are ids, with or without the page, or patterns such as ``湖南日报-2024-*``; `since` and `until` are days, months
    or years, both taken in; `page` and `newspaper` are one or several; `kind` is that of the articles.
    """

    issues: Names | None
    since: str | int | None
    until: str | int | None
    newspaper: Names | None
    page: Names | None
    kind: Names | None


def choose(pages: Sequence[Page], choice: Choice) -> tuple[Page, ...]:
    """Return the pages that are chosen, in their order.

    Raises ValueError for an issue, newspaper or page that is not there, and for what one cannot choose by.
    """
    if unknown := sorted(set(choice) - set(Choice.__annotations__)):
        msg = f"nothing to choose by – {unknown} – there are {', '.join(Choice.__annotations__)}"
        raise ValueError(msg)
    since, until = str(choice.get("since") or ""), str(choice.get("until") or "")
    named = names(choice.get("issues"))
    _check("issue", [one for one in named if not any(_is_named(page, one) for page in pages)], _ids(pages))
    chosen = [page for page in pages if not named or any(_is_named(page, one) for one in named)]
    chosen = [page for page in chosen if _is_in_time(page.imprint["date"], since, until)]
    for field in ("newspaper", "page"):
        wanted = names(choice.get(field))
        there = {page.imprint[field] for page in pages}
        _check(field, [one for one in wanted if one not in there], sorted(there))
        chosen = [page for page in chosen if not wanted or page.imprint[field] in wanted]
    return tuple(chosen)


def names(value: object) -> tuple[str, ...]:
    """Return one name or several as a tuple.

    >>> names("03"), names(None), names(["a", "b"])
    (('03',), (), ('a', 'b'))
    """
    if value is None or isinstance(value, str):
        return (value,) if value else ()
    return tuple(map(str, value)) if isinstance(value, Iterable) else (str(value),)


def gaps(days: Iterable[str]) -> list[tuple[str, str]]:
    """Return the first and last of the days without an issue, for each run of them; undated issues count for nothing.

    A weekly has no gap where it is a week: what is usual between two issues is none.

    >>> gaps(["2024-01-01", "2024-01-02", "2024-01-05", "2024-01-06"])
    [('2024-01-03', '2024-01-04')]
    """
    known = sorted({date.fromisoformat(day) for day in days if day})
    steps = [(after - before).days for before, after in pairwise(known)]
    usual = timedelta(min(mode(steps), 7) if steps else 1)
    return [
        ((before + timedelta(1)).isoformat(), (after - timedelta(1)).isoformat())
        for before, after in pairwise(known)
        if after - before > usual
    ]


def _is_named(page: Page, name: str) -> bool:
    """Tell whether a name or pattern names a page, by its id or by that of its issue."""
    return name in (page.issue_id, page.unit) or fnmatchcase(page.issue_id, name)


def _is_in_time(day: str, since: str, until: str) -> bool:
    """Tell whether a day lies between two; one that is not known lies in no time that was asked for."""
    return (day >= since if since else True) and ("" < day[: len(until)] <= until if until else True)


def _check(what: str, unknown: Sequence[str], there: Sequence[str]) -> None:
    """Raise ValueError where something is asked for that is not there."""
    if unknown:
        some = ", ".join(repr(one) for one in there[:10]) + (f" and {len(there) - 10} more" if len(there) > 10 else "")
        msg = f"no such {what} in the corpus – {list(unknown)} – there are {some or 'none'}"
        raise ValueError(msg)


def _ids(pages: Sequence[Page]) -> list[str]:
    """Return the ids of pages."""
    return [page.issue_id for page in pages]
