"""Parsed → one HTML page to check the parse by eye, and to correct it."""

import re
from base64 import b64encode
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate, pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from corpus_tools.plots.labels import LANGUAGES
from corpus_tools.report.webfont import with_font
from corpus_tools.resources import read_rows, read_text
from corpus_tools.sources.corrections import DECISIONS, ROLES
from corpus_tools.tables import columns, require
from corpus_tools.text.files import write_all
from corpus_tools.text.writable import shown_signs

if TYPE_CHECKING:
    from corpus_tools.articles.parse import Parsed
    from corpus_tools.sources.issues import Issue

COLOURS = 8  # that style.css tells apart; the ninth article has the colour of the first, and its own number
UNSURE = 0.75  # a line below this confidence is shown as unsure
DOUBTFUL = 15  # lines in the list at the top: as many as one looks at in a few minutes
EXCERPT = 60  # characters of a line in that list
BEGINS = 24  # characters that name a line in a correction; few lines of a page begin alike for so long
SHOWN = 60  # characters of what a repair took away or put in
AROUND = 6  # characters that stay beside it, to find the place
# Characters that print nothing are shown by name.
INVISIBLE = {code: f"⟨U+{code:04X}⟩" for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)}

Row = Mapping[str, object]


@dataclass(frozen=True)
class Piece:
    """Part of a paragraph that comes from one line of the source; `quantity` says what it states, or nothing."""

    text: str
    line: str
    quantity: str = ""


def write_review(
    parsed: "Parsed", path: str | Path, *, quantities: pd.DataFrame | None = None, language: str = "en"
) -> list[Path]:
    """Write one self-contained page that shows source and articles side by side; return its path in a list.

    Left the source, each line in the colour of its article and each repair beside the line that it changed; right the
    articles; the lines of which the parser was least sure come first. Hovering links the two, a click on a line offers
    a correction to copy into ``corrections.toml``. `quantities` are underlined where they stand. `language` (``en`` or
    ``zh``) is that of the labels at first. The page needs no network, and prints.

    Raises ValueError for an unknown language and for a parse without its issues.
    """
    if language not in LANGUAGES:
        msg = f"no labels in {language!r}; there are {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    if not parsed.issues:
        msg = "the parse holds no issues; parse_issues(issues) keeps them"
        raise ValueError(msg)
    page = Path(path)
    return write_all({page: with_font(shown_signs(_render(parsed, quantities, language))).encode()})


def _render(parsed: "Parsed", quantities: pd.DataFrame | None, language: str) -> str:
    """Return the page as text."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    script = read_text("report/review.js")
    return environment.from_string(read_text("report/review.html")).render(
        issues=_issues(parsed, _stated(quantities)),
        words={key: (english, chinese) for key, english, chinese in read_rows("report/review_labels.tsv")},
        language=language,
        decisions=DECISIONS,
        roles=ROLES,
        # The package's own files; nothing of a seed stands in them.
        style=Markup(read_text("report/review.css")),  # noqa: S704
        script=Markup(script),  # noqa: S704
        # The only script that the browser runs, whatever else may have come into the page.
        script_hash=f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
    )


def _issues(parsed: "Parsed", stated: Mapping[str, list[Row]]) -> list[dict[str, object]]:
    """Return what the template shows of each issue; an article can have lines on the pages of several."""
    held = {name: require(getattr(parsed, name), columns(name), of=name) for name in ("articles", "lines", "repairs")}
    articles, lines, repairs = (_grouped(table, "issue_id") for table in held.values())
    places = {row["article_id"]: int(row["position"]) for row in held["articles"].to_dict("records")}
    pages = Counter(issue.path for issue in parsed.issues)
    shown = [_issue(issue, f"i{n}", lines.get(issue.issue_id, []), places) for n, issue in enumerate(parsed.issues)]
    origins = defaultdict(list)
    for view, issue in zip(shown, parsed.issues, strict=True):
        _add_repairs(view["lines"], repairs.get(issue.issue_id, []))
        view |= {
            "page_key": issue.page if pages[issue.path] > 1 else "",
            "repairs": len(repairs.get(issue.issue_id, [])),
        }
        for line in view["lines"]:
            origins[line["article_id"]].append(line)
    for n, (view, issue) in enumerate(zip(shown, parsed.issues, strict=True)):
        view["articles"] = [
            _article(row, f"i{n}", origins[row["article_id"]], stated) for row in articles.get(issue.issue_id, [])
        ]
    return shown


def _issue(issue: "Issue", key: str, rows: Sequence[Row], places: Mapping[str, int]) -> dict[str, object]:
    """Return what is shown of one issue, without its articles."""
    lines = [_line(row, issue.text, key, places) for row in rows]
    return {
        "name": issue.issue_id,
        "file": Path(issue.path).name,
        "date_source": issue.date_source,
        "notes": issue.notes,
        "characters": sum(not sign.isspace() for sign in issue.text),
        "lines": lines,
        "doubtful": sorted((line for line in lines if line["unsure"]), key=lambda line: line["confidence"])[:DOUBTFUL],
    }


def _grouped(table: pd.DataFrame, by: str) -> dict[str, list[Row]]:
    """Return the rows of a table by the values of one column, in their order."""
    return {str(value): list(group.to_dict("records")) for value, group in table.groupby(by, sort=False)}


def _add_repairs(lines: Sequence[dict[str, object]], rows: Sequence[Row]) -> None:
    """Put each repair beside the line that it changed."""
    by_line = defaultdict(list)
    for row in rows:
        by_line[row["line"]].append(_repair(row))
    for line in lines:
        line["repairs"] = by_line[line["number"]]


def _line(row: Row, text: str, key: str, places: Mapping[str, int]) -> dict[str, object]:
    """Return what is shown of one line of the source."""
    raw, confidence = text[int(row["start"]) : int(row["end"])], float(row["confidence"])
    known = not pd.isna(confidence)
    place = places.get(row["article_id"])
    return {
        "key": f"{key}-{row['line']}",
        "number": row["line"],
        "text": raw.translate(INVISIBLE),
        "excerpt": raw[:EXCERPT],
        "begins": raw.strip()[:BEGINS],
        "role": row["role"],
        "label": "title_role" if row["role"] == "title" else row["role"],
        "article_id": row["article_id"],
        "text_start": row["text_start"],
        "colour": _colour(place),
        "badge": place or "",
        "confidence": confidence,
        "percent": round(100 * confidence) if known else "",
        "unsure": known and confidence < UNSURE,
    }


def _article(row: Row, key: str, lines: Sequence[Mapping], stated: Mapping[str, list[Row]]) -> dict[str, object]:
    """Return what is shown of one article."""
    place = int(row["position"])
    at = {role: " ".join(line["key"] for line in lines if line["role"] == role) for role in ROLES}
    dateline = " ".join(filter(None, (row["agency"], row["dateline_place"], row["dateline_date"])))
    fields = {name: row[name] for name in ("kind", "column", "kicker", "title", "subtitle", "authors", "editors_note")}
    paragraphs = list(_paragraphs(str(row["text"]), lines, stated.get(str(row["article_id"]), [])))
    shown = {"key": f"{key}-article-{place}", "badge": place, "colour": _colour(place), "at": at}
    return {**shown, "dateline": dateline, "paragraphs": paragraphs, **fields}


def _paragraphs(text: str, lines: Sequence[Mapping], stated: Sequence[Row]) -> Iterator[dict[str, object]]:
    """Yield the paragraphs of an article, cut where another line of the source or a quantity begins or ends."""
    placed = sorted(
        (int(line["text_start"]), line["key"], line["role"]) for line in lines if not pd.isna(line["text_start"])
    )
    spans = [(int(row["start"]), int(row["end"]), _meaning(row)) for row in stated]
    paragraphs = text.split("\n") if text else []
    begins = list(accumulate((len(paragraph) + 1 for paragraph in paragraphs), initial=0))
    ends = [start - 1 for start in begins[1:]]
    edges = {*begins, *ends, *(start for start, _, _ in placed), *(edge for span in spans for edge in span[:2])}
    cuts = sorted(edges)
    meanings = _meanings(cuts, spans)
    for start, end in zip(begins, ends, strict=False):
        here = cuts[bisect_left(cuts, start) : bisect_right(cuts, end)]
        pieces = [
            Piece(text[low:high], _origin(placed, low)[1], meanings.get(low, ""))
            for low, high in pairwise(here if len(here) > 1 else [start, end])
        ]
        yield {"role": _origin(placed, start)[2], "pieces": pieces}


def _meanings(cuts: Sequence[int], spans: Sequence[tuple[int, int, str]]) -> dict[int, str]:
    """Return what the part of a text from each cut on states: the first of the quantities that it stands in."""
    found: dict[int, str] = {}
    for start, end, meaning in spans:
        for cut in cuts[bisect_left(cuts, start) : bisect_left(cuts, end)]:
            found.setdefault(cut, meaning)
    return found


def _origin(placed: Sequence[tuple[int, str, str]], start: int) -> tuple[int, str, str]:
    """Return the line of the source that the character at `start` comes from: the last that begins before it."""
    found = bisect_right(placed, start, key=lambda line: line[0])
    return placed[found - 1] if found else (0, "", "body")


def _stated(quantities: pd.DataFrame | None) -> dict[str, list[Row]]:
    """Return the quantities that stand in the text of each article."""
    if quantities is None:
        return {}
    rows = require(quantities, ("article_id", "field", "start", "end", "kind", "value", "unit"), of="quantities").query(
        "field == 'text'"
    )
    return _grouped(rows, "article_id")


def _meaning(row: Row) -> str:
    """Return what a quantity states, as the note that hovering shows."""
    value = "" if pd.isna(row["value"]) else f"{row['value']:,.10g} {row['unit']}".strip()
    stated = (row.get("indicator", ""), row.get("direction", ""), f"{row['kind']}: {value}", row.get("period", ""))
    return " · ".join(str(part) for part in stated if part)


def _repair(row: Row) -> dict[str, str]:
    """Return what is shown of one repair: its rule, and the place that it changed with a little of what stands around."""
    before, after = str(row["before"]), str(row["after"])
    if not after.strip() or before == after:
        return {"rule": str(row["rule"]), "left": "", "gone": "", "new": "", "right": ""}
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    gone, new = before[head : len(before) - tail], after[head : len(after) - tail]
    left, right = before[max(0, head - AROUND) : head], before[len(before) - tail :][:AROUND]
    return {"rule": str(row["rule"]), "left": left, "gone": _short(_visible(gone)), "new": _short(new), "right": right}


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _visible(text: str) -> str:
    """Return `text` with a sign for each run of line ends, and names for what prints nothing."""
    return re.sub(r"\s*[\r\n]\s*", "⏎", text).translate(INVISIBLE)


def _short(text: str) -> str:
    """Return the beginning and end of a long text."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"


def _colour(place: int | None) -> str:
    """Return the class of an article's colour."""
    return "" if place is None else f"a{(place - 1) % COLOURS}"
