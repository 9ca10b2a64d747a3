"""Articles that turn to another page: the parts put together, the copies recognised.

A newspaper turns a long article over (下转4版) and takes it up on an inner page under the same or a shorter headline
(上接1版). Some sites store such an article whole on its first page and once more on the inner page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus_tools.articles.assemble import HEAD_ROLES, Draft
from corpus_tools.articles.assignment import Entry
from corpus_tools.articles.repairs import Repair
from corpus_tools.sources.issues import Issue
from corpus_tools.text.grammar import pattern, words
from corpus_tools.text.page_numbers import read_page

# A paragraph stands in another text when most of some stretches of it do: a misread character spoils one of them.
PROBES, RUN, SAME = 8, 7, 0.7
# A part is a copy when so much of its text stands in the first part; a true second part shares a quotation at most.
COPY = 0.6
# Without a word of turning (上接), only a long text that stands wholly in another is taken for a copy.
SURE_COPY, LONG = 0.95, 300
# Two headlines are of one article when so many of their pairs of characters agree: the turned one is often shorter.
ALIKE = 0.6
FOLD = str.maketrans("（）？！％：，；", "()?!%:,;")


@dataclass
class Bundle:
    """The articles of one issue on their way into the tables."""

    issue: Issue
    drafts: list[Draft]
    entries: list[Entry]
    repairs: list[Repair]

    @property
    def day(self) -> tuple[str, ...]:
        """What the pages of one issue of a newspaper share; a page of an unknown day shares nothing."""
        return (self.issue.newspaper, self.issue.date) if self.issue.date else (self.issue.issue_id,)


def link_pages(bundles: Sequence[Bundle]) -> None:
    """Put the articles that turn to another page of the same newspaper and day together, in `bundles` themselves."""
    days: dict[tuple[str, ...], list[tuple[Bundle, Draft]]] = {}
    for bundle in bundles:
        for made in bundle.drafts:
            days.setdefault(bundle.day, []).append((bundle, made))
    for articles in days.values():
        taken: dict[int, Draft] = {}
        for bundle, made, first in list(_turned(articles)):
            while id(first) in taken:
                first = taken[id(first)]  # noqa: PLW2901 - the part before may itself have been taken up
            if first is not made and id(made) not in taken:
                taken[id(made)] = first
                _take_up(first, bundle, made)
    _keep_headlines(bundles)


def _turned(articles: Sequence[tuple[Bundle, Draft]]) -> Iterator[tuple[Bundle, Draft, Draft]]:
    """Yield the articles that began on another page, or stand there already, with the article that they belong to."""
    told = [(bundle, made, page) for bundle, made in articles if made.text and (page := _page_named(made, "from"))]
    for bundle, made, page in told:
        if first := _first_part(bundle, made, page, articles):
            yield bundle, made, first
    first_by_title: dict[str, Draft] = {}
    for bundle, made in articles:
        first = first_by_title.setdefault(_folded(made.headline.title), made) if made.headline.title else made
        if (
            first is not made
            and len(made.text) >= LONG
            and not _page_named(made, "from")
            and share_held(made.text, first.text) >= SURE_COPY
        ):
            yield bundle, made, first


def _first_part(bundle: Bundle, made: Draft, page: str, articles: Sequence[tuple[Bundle, Draft]]) -> Draft | None:
    """Return the article on `page` that `made` goes on from: by its headline, its text, or where it says that it turns."""
    here = read_page(bundle.issue.page)
    others = [
        other
        for home, other in articles
        if other is not made and other.text and _agree(page, read_page(home.issue.page))
    ]
    alike = [
        (score, other) for other in others if (score := _alike(made.headline.title, other.headline.title)) >= ALIKE
    ]
    if alike:
        return max(alike, key=lambda pair: pair[0])[1]
    turning = [other for other in others if (to := _page_named(other, "to")) and _agree(to, here)]
    return (
        turning[0]
        if len(turning) == 1
        else next((other for other in others if share_held(made.text, other.text) >= COPY), None)
    )


def _take_up(first: Draft, bundle: Bundle, made: Draft) -> None:
    """Put an article to the one that it goes on from; set it aside where it is a copy."""
    copy = share_held(made.text, first.text) >= COPY
    bundle.drafts = [other for other in bundle.drafts if other is not made]
    # What had been put to it comes with it.
    (first.copies if copy else first.parts).extend([made, *made.parts])
    first.copies += made.copies
    if copy:
        bundle.repairs += [Repair(e.line.number, "duplicate_set_aside", e.text, "", e.confidence) for e in made.entries]
        return
    bundle.repairs += made.repairs
    joined = made.paragraphs[0].pieces[0]
    last = first.paragraphs[-1]
    tail = last.text[-12:]
    if last.role == made.paragraphs[0].role == "body" and not ENDED.search(last.text):
        offset = len(last.text)
        for piece in made.paragraphs[0].pieces:
            piece.start += offset
        last.pieces += made.paragraphs[0].pieces
        first.paragraphs += made.paragraphs[1:]
    else:
        first.paragraphs += made.paragraphs
    bundle.repairs.append(
        Repair(joined.entry.line.number, "continuation_joined", joined.text[:12], f"{tail}{joined.text[:12]}")
    )


def _keep_headlines(bundles: Sequence[Bundle]) -> None:
    """Keep the lines of a headline over a later part: the article has the headline of its first page."""
    homes = {bundle.issue.issue_id: bundle for bundle in bundles}
    for first in [made for bundle in bundles for made in bundle.drafts]:
        for part in first.parts:
            told = {repair.line for repair in part.repairs if repair.rule == "headline_read"}
            lines = [entry for entry in part.entries if entry.role in HEAD_ROLES]
            for entry, role in zip(lines, part.headline.roles, strict=True):
                value = getattr(first.headline, role)
                if value != entry.text and entry.line.number not in told:
                    kept = Repair(entry.line.number, "headline_read", entry.text, value, entry.confidence)
                    homes[entry.issue_id].repairs.append(kept)


ENDED = re.compile(r"[。！？!?…][”’）)》】」』]*$|[）)]$")
ANY = "any"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def share_held(text: str, other: str) -> float:
    r"""Return how much of the paragraphs of `text` stands in `other`, as a share of its characters.

    >>> share_held("春雨过后，农民下田插秧。\n合作社送来种子。", "开头。\n春雨过后，农民下田插秧。\n结尾。") > 0.5
    True
    """
    folded = other.translate(FOLD)
    paragraphs = [line for line in text.translate(FOLD).split("\n") if len(line) > RUN]
    held = sum(len(line) for line in paragraphs if _stands_in(line, folded))
    return held / sum(map(len, paragraphs)) if paragraphs else 0.0


def _stands_in(paragraph: str, other: str) -> bool:
    """Tell whether a paragraph stands in another text, by PROBES stretches of it."""
    starts = range(0, len(paragraph) - RUN + 1, max((len(paragraph) - RUN) // PROBES, 1))
    return sum(paragraph[start : start + RUN] in other for start in starts) >= SAME * len(starts)


def _alike(title: str, other: str) -> float:
    """Return how much of the shorter of two headlines the longer holds, by pairs of characters."""
    one, two = _pairs(title), _pairs(other)
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _pairs(title: str) -> set[str]:
    """Return the pairs of neighbouring characters of a headline."""
    folded = _folded(title)
    return {folded[start : start + 2] for start in range(len(folded) - 1)}


def _folded(title: str) -> str:
    """Return a headline without spaces and with half-width signs."""
    return "".join(title.translate(FOLD).split())


def _page_named(made: Draft, way: str) -> str:
    """Return the page that an article says it comes from or turns to, ANY where it names none, or nothing."""
    for entry in made.entries:
        if entry.role == "note" and (match := TURN.search(entry.text)) and WAYS[match["word"]] == way:
            return read_page(match["page"]) or ANY
    return ""


WAYS = dict.fromkeys(words("articles: comes from"), "from") | dict.fromkeys(words("articles: turns to"), "to")
TURN = pattern("articles: turn")


def _agree(one: str, other: str) -> bool:
    """Tell whether two page numbers can be of one page: A01 and 01 can, A01 and B01 cannot, an unknown one agrees with all."""
    if ANY in (one, other) or not (one and other):
        return True
    return one.lstrip(LETTERS) == other.lstrip(LETTERS) and (one[0] == other[0] or one.isdigit() or other.isdigit())
