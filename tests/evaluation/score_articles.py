"""Score `parse_issues` on pages whose truth is known, made by pages.py or by hand.

    python tests/evaluation/score_articles.py FOLDER               one line of figures
    python tests/evaluation/score_articles.py FOLDER --worst 5     and the pages to look at first

A folder holds NAME.txt and NAME.truth.json (see pages.py). Figures, all summed over the pages before they are divided:

==========================  ============================================================================================
start_p, start_r, start_f1  article starts, by line of the file
assign_f1                   pairs of lines that belong to the same article
title                       articles whose whole headline is found (white space, width and dashes folded)
moved                       the same, of articles whose headline stands in the middle of the body
byline                      articles with reporters whose names are all found, and no other
joins_p, joins_r, joins_f1  "this line goes on the paragraph of the line before it in its article"
loops                       loops of a clause that are collapsed: it stands once in the article
text                        mean similarity (0 to 1) of an article's text with the clean body that the page still holds
lost                        characters of the page that stand in no row of `lines` (must be 0)
parts, invented             with ``--articles FILE.jsonl``: articles whose kicker, title and subtitle are each exact;
                            articles with an author whom neither byline, dateline nor closing line names
date_right, date_wrong      with ``--bare``: pages dated rightly and wrongly from their text alone; the rest stay empty
==========================  ============================================================================================
"""

import argparse
import difflib
import json
import re
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

import corpus_tools as ct

HEAD_ROLES = ("title", "subtitle", "kicker")
TEXT_ROLES = ("body", "subhead", "caption")
ROLE_WORDS = re.compile(r"(全媒体)?(首席|特约|见习|实习)?(记者|通讯员|评论员|实习生)")
PAPERS = re.compile(
    r"(海南日报|湖南日报|南国都市报|本报|新华社)|(?<![\u4e00-\u9fff])[图文摄](?![\u4e00-\u9fff])|摄(?![\u4e00-\u9fff])"
)
SIGNED = (
    re.compile(r"(?:记者|通讯员|作者|编者|评论员|本报)[^。\n]{0,40}"),
    re.compile(r"[（(][^（）()]{2,40}[）)]$"),
)
# Above this length a text is only compared whole: the similarity would take seconds.
LONGEST_COMPARED = 6000


@dataclass(frozen=True)
class Page:
    """One page with its truth and its parse; `sources` are rows with the parts of each headline, by article_id."""

    raw: str
    truth: Mapping
    lines: pd.DataFrame
    articles: pd.DataFrame
    sources: Mapping[str, Mapping]

    @cached_property
    def rows(self) -> list[dict]:
        """The lines of the truth, each with its number in the file, from 1, and the article found for it, or None."""
        found = dict(zip(self.lines["line"], self.lines["article_id"], strict=True))
        return [row | {"line": row["n"] + 1, "found": _text(found.get(row["n"] + 1))} for row in self.truth["lines"]]

    @cached_property
    def best(self) -> dict[int, Mapping | None]:
        """For each true article the row of the found one that holds most of its lines."""
        table = self.articles.set_index("article_id")
        votes = {article["index"]: Counter() for article in self.truth["articles"]}
        for row in self.rows:
            if row["a"] >= 0 and row["found"]:
                votes[row["a"]][row["found"]] += 1
        tops = {k: count.most_common(1)[0][0] if count else None for k, count in votes.items()}
        return {k: table.loc[top] if top in table.index else None for k, top in tops.items()}

    def shown(self, k: int, roles: Sequence[str] = ()) -> list[dict]:
        """Return the lines of the `k`-th article that stand on the page, those of `roles` only where any is named."""
        return [row for row in self.rows if row["a"] == k and (not roles or row["role"] in roles)]


def read_page(path: Path, sources: Mapping[str, Mapping]) -> Page:
    """Read and parse one page; its truth stands beside it."""
    parsed = ct.parse_issues(ct.read_issues(path))
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    return Page(path.read_text(encoding="utf-8"), truth, parsed.lines, parsed.articles, sources)


def score_page(page: Page) -> Counter:
    """Return the counts of one page; those of many are added, then `figures` divides them."""
    total = Counter(lost=_lost(page))
    for part in (_starts(page), _pairs(page), _joins(page), *(_article(page, a) for a in page.truth["articles"])):
        total.update(part)
    return total


def score_folder(
    folder: Path, sources: Mapping[str, Mapping] | None = None, *, bare: bool = False
) -> dict[str, Counter]:
    """Return the counts of every page of a folder by file name; raises ValueError where there is none."""
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        msg = f"no page to score in {folder}: it needs NAME.txt with NAME.truth.json"
        raise ValueError(msg)
    counts = {path.name: score_page(read_page(path, sources or {})) for path in paths}
    return counts | ({"dates": score_dates(paths)} if bare else {})


def score_dates(paths: Iterable[Path]) -> Counter:
    """Count the pages that get a right and a wrong date where the name of the file says nothing."""
    n = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
            date = ct.read_issues(shutil.copy(path, Path(folder) / "page.txt"))[0].date
            n.update(d=1, d_right=date == truth["date"], d_wrong=bool(date) and date != truth["date"])
    return n


def figures(n: Counter) -> dict[str, float]:
    """Return the figures of summed counts, each a share unless said otherwise; NaN where nothing was counted."""
    start, pair, join = (_f1(n, key) for key in "spj")
    found = {"parts": _share(n, "h_ok", "h"), "invented": _share(n, "i_no", "i")} if n["i"] else {}
    found |= {"date_right": _share(n, "d_right", "d"), "date_wrong": _share(n, "d_wrong", "d")} if n["d"] else {}
    found |= {"start_p": start[0], "start_r": start[1], "start_f1": start[2], "assign_f1": pair[2]}
    found |= {"title": _share(n, "t_ok", "t"), "moved": _share(n, "m_ok", "m"), "byline": _share(n, "b_ok", "b")}
    found |= {"joins_p": join[0], "joins_r": join[1], "joins_f1": join[2]}
    return found | {"loops": _share(n, "l_ok", "l"), "text": _share(n, "x_sum", "x"), "lost": n["lost"]}


def fold(text: str) -> str:
    """Return `text` without white space, marks of bylines and dashes, its widths made alike."""
    return re.sub(r"[\s■□◆●▲—―–-]+", "", unicodedata.normalize("NFKC", text or ""))


def names(byline: str) -> set[str]:
    """Return the names of people in a byline: runs of 2 to 8 characters that are no role and no paper."""
    bare = re.sub(r"[■□◆●▲/／、，,；;：:（）()]", " ", byline or "")
    bare = PAPERS.sub(" ", ROLE_WORDS.sub(" ", bare))
    return {word for word in bare.split() if re.fullmatch(r"[\u4e00-\u9fff·]{2,8}", word)}


def read_sources(path: Path | None) -> dict[str, dict]:
    """Return the rows of a JSONL file by article_id; none where there is no file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    return {row["article_id"]: row for row in map(json.loads, filter(str.strip, lines))}


def _text(value: object) -> str | None:
    """Return a filled cell, None for an empty one."""
    return value if isinstance(value, str) and value else None


def _lost(page: Page) -> int:
    """Count the characters of lines that stand in no row."""
    covered = set(page.lines["line"])
    return sum(len(line.strip()) for n, line in enumerate(page.raw.split("\n"), 1) if n not in covered)


def _starts(page: Page) -> Counter:
    """Count the lines that differ in article from the line before them: true, found, both."""
    rows, before = page.rows, [None, *page.rows[:-1]]
    pairs = list(zip(rows, before, strict=True))
    true = {row["line"] for row, last in pairs if row["a"] >= 0 and (last is None or last["a"] != row["a"])}
    found = {row["line"] for row, last in pairs if row["found"] and (last is None or last["found"] != row["found"])}
    return Counter(s_tp=len(true & found), s_fp=len(found - true), s_fn=len(true - found))


def _pairs(page: Page) -> Counter:
    """Count the pairs of lines in one article: true, found, both; a line without an article stands alone."""
    kept = [(row["a"], row["found"] or ("none", n)) for n, row in enumerate(page.rows) if row["a"] >= 0]
    both, true, found = (_pair_count(Counter(group)) for group in (kept, [a for a, _ in kept], [b for _, b in kept]))
    return Counter(p_tp=both, p_fp=found - both, p_fn=true - both)


def _pair_count(sizes: Counter) -> int:
    """Return how many pairs there are within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _joins(page: Page) -> Counter:
    """Count the body lines that go on the paragraph of the body line before them in their article."""
    paragraph = dict(zip(page.lines["line"], page.lines["paragraph"], strict=True))
    n, last = Counter(), {}
    for row in page.rows:
        if row["role"] != "body" or row["a"] < 0 or "orphan_tail" in row["ops"]:
            continue
        before = last.get(row["a"])
        if before is not None and row["found"]:
            same = before["found"] == row["found"] and paragraph.get(before["line"]) == paragraph.get(row["line"])
            n.update(j_tp=row["cont"] and same, j_fp=not row["cont"] and same, j_fn=row["cont"] and not same)
        elif row["cont"]:
            n["j_fn"] += 1
        last[row["a"]] = row
    return n


def _article(page: Page, truth: Mapping) -> Counter:
    """Return the counts of one true article against the found one."""
    row = page.best[truth["index"]]
    n = _headline(page, truth["index"], row)
    for part in (
        _parts(row, page.sources.get(truth.get("article_id"))),
        _byline(page, truth, row),
        _body(page, truth, row),
        _loops(page, truth, row),
    ):
        n.update(part)
    return n


def _headline(page: Page, k: int, row: Mapping | None) -> Counter:
    """Count whether the whole headline is found, with or without the name of the column."""
    lines, raw = page.shown(k, HEAD_ROLES), page.raw.split("\n")
    head = fold("".join(raw[line["n"]] for line in lines))
    if not head:
        return Counter()
    parts = [fold(str(row[c] or "")) for c in ("column", "kicker", "title", "subtitle")] if row is not None else []
    hit = bool(parts) and head in ("".join(parts), "".join(parts[1:]))
    moved = any("moved" in line["ops"] for line in page.shown(k))
    return Counter(t=1, t_ok=hit, m=moved, m_ok=moved and hit)


def _parts(row: Mapping | None, source: Mapping | None) -> Counter:
    """Count whether kicker, title and subtitle are each exact, and whether an author was invented."""
    if row is None or source is None:
        return Counter()
    n = Counter(i=1, i_no=any(not _is_signed(author, source) for author in _authors(row)))
    if source.get("headline"):
        want = [fold(source.get(key)) for key in ("kicker", "headline", "subtitle")]
        kicker, *rest = (fold(str(row[key] or "")) for key in ("kicker", "title", "subtitle"))
        n.update(h=1, h_ok=want in ([kicker, *rest], [fold(str(row["column"] or "")) + kicker, *rest]))
    return n


def _is_signed(author: str, source: Mapping) -> bool:
    """Tell whether byline, dateline or closing line name an author."""
    byline = fold(source.get("byline"))
    known = byline + fold(source.get("body"))
    places = [found for pattern in SIGNED for found in pattern.findall(known)]
    return any(fold(author) in place for place in (*places, known[-30:], byline))


def _authors(row: Mapping) -> set[str]:
    """Return the names that a row gives."""
    return set(re.split(r"[、,，\s]+", str(row["authors"]))) - {""}


def _byline(page: Page, truth: Mapping, row: Mapping | None) -> Counter:
    """Count whether all reporters of an article that shows them are found, and no other."""
    want = names(truth["byline"])
    if not want or not (truth.get("byline_from") == "dateline" or page.shown(truth["index"], ("byline",))):
        return Counter()
    return Counter(b=1, b_ok=row is not None and _authors(row) == want)


def _body(page: Page, truth: Mapping, row: Mapping | None) -> Counter:
    """Add up the similarity of the found text with what the page still holds of the true one."""
    lines = [line for line in page.shown(truth["index"], TEXT_ROLES) if line["p"] is not None]
    clean = fold("".join(truth["paragraphs"][line["p"]][line["s"] : line["e"]] for line in lines))
    got = _found_text(row)
    if not clean:
        return Counter()
    if len(clean) >= LONGEST_COMPARED:
        return Counter(x=1, x_sum=float(clean == got))
    return Counter(x=1, x_sum=difflib.SequenceMatcher(None, clean, got, autojunk=False).ratio())


def _loops(page: Page, truth: Mapping, row: Mapping | None) -> Counter:
    """Count whether each looped clause stands once in the found text."""
    n, got, k = Counter(), _found_text(row), truth["index"]
    loops = [op for op in page.truth["ops"] if op["op"] == "ocr_loop" and op["a"] == k]
    for line in page.shown(k):
        if "loop" in line["ops"]:
            loop = next(op for op in loops if op["p"] == line["p"])
            n.update(l=1, l_ok=got.count(fold(truth["paragraphs"][loop["p"]][loop["s"] : loop["e"]])) == 1)
    return n


def _found_text(row: Mapping | None) -> str:
    """Return the text of a found article, folded."""
    return fold(str(row["text"])) if row is not None else ""


def _share(n: Counter, part: str, whole: str) -> float:
    """Return one count by another, NaN where the other is 0."""
    return n[part] / n[whole] if n[whole] else float("nan")


def _f1(n: Counter, key: str) -> tuple[float, float, float]:
    """Return precision, recall and F1; what is neither found nor there is found perfectly."""
    tp, fp, fn = (n[f"{key}_{kind}"] for kind in ("tp", "fp", "fn"))
    p, r = tp / (tp + fp) if tp + fp else 1.0, tp / (tp + fn) if tp + fn else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of a folder of pages."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pages", type=Path, help="folder with NAME.txt and NAME.truth.json")
    asked.add_argument("--worst", type=int, default=0, metavar="N", help="also the N pages with the lowest assign_f1")
    asked.add_argument("--articles", type=Path, help="rows with kicker, headline, subtitle, byline, body by article_id")
    asked.add_argument("--bare", action="store_true", help="also score dates without a telling file name")
    given = asked.parse_args(arguments)
    counts = score_folder(given.pages, read_sources(given.articles), bare=given.bare)
    pages = {name: figures(n) for name, n in counts.items() if name != "dates"}
    for name in sorted(pages, key=lambda name: pages[name]["assign_f1"])[: given.worst]:
        sys.stdout.write(f"{name} {show(pages[name])}\n")
    sys.stdout.write(f"{len(pages)} pages: {show(figures(sum_counts(counts.values())))}\n")
    return 0


def sum_counts(counts: Iterable[Counter]) -> Counter:
    """Return the sum of counts."""
    total = Counter()
    for n in counts:
        total.update(n)
    return total


def show(found: Mapping[str, float]) -> str:
    """Return figures as one line."""
    return " ".join(f"{key} {value:.3f}" if key != "lost" else f"{key} {value}" for key, value in found.items())


if __name__ == "__main__":
    sys.exit(main())
