"""Score `find_quantities` on whole labelled articles, cell by cell: right, wrong, or left empty.

    python tests/evaluation/score_statistics.py ARTICLES.jsonl LABELS.jsonl             one line of figures
    python tests/evaluation/score_statistics.py ARTICLES.jsonl LABELS.jsonl --misses    and every cell that differs
    python tests/evaluation/score_statistics.py ARTICLES.jsonl LABELS.jsonl --against OTHER.jsonl      another reader

Articles: ``passage_id, newspaper, issue_date, title, text`` and, where known, ``dateline_date``. Labels: one statistic
a line, by the conventions in README.md of this folder. A label and a row are paired where their characters overlap. A cell
can be wrong in two ways: it says something false, or it is empty where the text says it; the first is worse.

=======================  ===============================================================================================
span_p, span_r, span_f1  rows against labels
value, kind, sign        right, of the paired (value with its unit; sign of changes only)
target                   right, of the paired
indicator                at least 60 % of the characters shared, of the paired whose label names one
period_p, period_r       of the periods filled in, those right; of the periods that the article settles, those found
place_p, place_r         the same of places (one name may be the longer form of the other)
basis_p, basis_r         the same of the basis of comparison
row                      of ALL labels: value, unit, kind, sign, target and period right (empty where none is settled)
cite                     of ALL labels: row, and the indicator right too: what a paper can cite as it stands
false_cells              cells filled in with something wrong, per hundred paired rows (value period place indicator)
=======================  ===============================================================================================
"""

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import corpus_tools as ct

CHANGES = {"growth_rate", "pp_diff", "change"}
DOWN = ("减", "降", "跌", "回落", "收窄", "缩", "低", "少", "慢", "负")
UP = ("增", "涨", "升", "提", "扩", "高", "快", "翻", "多", "产", "上扬")
SAME_UNIT = {
    "percent": "%",
    "人民币元": "元",
    "CNY": "元",
    "美元": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
    "个月": "月",
    "个小时": "小时",
}
ALIKE = 0.6  # the share of characters from which two names of an indicator are the same
ROW = ("value", "kind", "sign", "target", "period")
SHOWN = ("value", "unit", "kind", "direction", "indicator", "period", "place", "basis", "target")
NOT_OF_A_NAME = "省市县区州乡镇自治壮族回维吾尔"
Miss = tuple[Any, ...]


@dataclass(frozen=True)
class Verdict:
    """One label held against one row: which cells are right, and which say something false."""

    ok: Mapping[str, bool]
    false: Mapping[str, bool]
    counts: Counter


def score_articles(
    articles: Sequence[Mapping], labels: Sequence[Mapping], rows: Mapping[str, Sequence[Mapping]] | None = None
) -> tuple[Counter, list[Miss]]:
    """Return the counts of all articles, and every miss: article, what is wrong, the words, where they stand, cells.

    Scored are `rows` by `passage_id`, or what `find_quantities` gives where there are none.
    """
    rows = found_rows(articles) if rows is None else rows
    n, misses = Counter(), []
    for article in articles:
        key = article["passage_id"]
        of_article = [label for label in labels if label["passage_id"] == key]
        counts, missed = score_article(article, of_article, rows.get(key, []))
        n.update(counts)
        misses += missed
    return n, misses


def found_rows(articles: Sequence[Mapping]) -> dict[str, list[dict]]:
    """Return the rows that `find_quantities` gives for the text of each article, by `passage_id`."""
    columns = {
        "article_id": "passage_id",
        "date": "issue_date",
        "newspaper": "newspaper",
        "title": "title",
        "text": "text",
    }
    table = {column: [article.get(key, "") for article in articles] for column, key in columns.items()}
    table["dateline_date"] = [article.get("dateline_date") for article in articles]
    found: dict[str, list[dict]] = {}
    for row in ct.find_quantities(pd.DataFrame(table)).to_dict("records"):
        if row["field"] == "text":
            found.setdefault(row["article_id"], []).append(row)
    return found


def rows_of_labels(labels: Iterable[Mapping]) -> dict[str, list[dict]]:
    """Return the labels of another reader as if they were found: how far two readers agree is the ceiling."""
    found: dict[str, list[dict]] = {}
    for label in labels:
        low, high = label["value"] if isinstance(label["value"], list) else (label["value"], None)
        row = {"start": label["char_start"], "end": label["char_end"], "stated": label["text"]}
        found.setdefault(label["passage_id"], []).append({**label, **row, "value": low, "value_high": high})
    return found


def score_article(article: Mapping, labels: Sequence[Mapping], rows: Sequence[Mapping]) -> tuple[Counter, list[Miss]]:
    """Pair the labels of one article with its rows, each row once, and count what is right."""
    n, misses, free, text = Counter(gold=len(labels)), [], list(range(len(rows))), article["text"]
    for label in labels:
        about = text[max(0, label["char_start"] - 25) : label["char_end"] + 10]
        hits = [k for k in free if _overlap(label, rows[k]) > 0]
        if not hits:
            misses.append((article["passage_id"], "missed", label["text"], about))
            continue
        best = max(hits, key=lambda k: _overlap(label, rows[k]))
        free.remove(best)
        verdict = judge(label, rows[best])
        n.update(verdict.counts)
        if not all(verdict.ok.values()):
            misses.append((article["passage_id"], *_describe(label, rows[best], verdict.ok, about)))
    n["fp"] += len(free)
    for row in (rows[k] for k in free):
        about = text[max(0, int(row["start"]) - 20) : int(row["end"]) + 10]
        misses.append((article["passage_id"], "false row", row["stated"], about))
    return n, misses


def judge(label: Mapping, row: Mapping) -> Verdict:
    """Hold one row against its label, cell by cell."""
    ok = _plain_cells(label, row)
    n = Counter(tp=1)
    for key, right in ok.items():
        n.update({f"{key}_n": 1, f"{key}_ok": right})
    false = {"value": not ok["value"], "indicator": not ok.get("indicator", True) and bool(fold(row["indicator"]))}
    for key, same in SAME.items():
        ok[key], said_wrong, counts = _cell(key, label.get(key), row[key], same)
        n.update(counts)
        false |= {key: said_wrong} if key != "basis" else {}
    whole = all(ok.get(key, True) for key in ROW)
    n.update(row=whole, cite=whole and ok.get("indicator", True), false=sum(false.values()))
    return Verdict(ok, false, n)


def _plain_cells(label: Mapping, row: Mapping) -> dict[str, bool]:
    """Judge the cells that are never rightly empty; sign and indicator only where the label has them."""
    ok = {"value": same_value(label, row) and unit(label.get("unit")) == unit(row["unit"])}
    ok["kind"] = label["kind"] == row["kind"]
    if label["kind"] in CHANGES and label.get("direction"):
        ok["sign"] = sign(label["direction"]) == sign(row["direction"])
    ok["target"] = bool(label.get("target")) == bool(row["target"])
    if label.get("indicator"):
        ok["indicator"] = same_indicator(label["indicator"], row["indicator"], (label.get("place"), row["place"]))
    return ok


def _cell(name: str, want: object, got: object, same: Callable[[object, object], bool]) -> tuple[bool, bool, Counter]:
    """Judge a cell that may be empty: whether it is right, whether it says something false, and the counts."""
    wanted, filled = bool(fold(want)), bool(fold(got))
    hit = wanted and filled and same(want, got)
    good = hit if filled else not wanted
    n = Counter({f"{name}_filled": filled, f"{name}_right": hit, f"{name}_wanted": wanted, f"{name}_found": hit})
    return good, filled and not good, n


def fold(value: object) -> str:
    """Return a cell as text without white space, its widths made alike; empty for None and NaN."""
    return "" if value is None or value != value else "".join(unicodedata.normalize("NFKC", str(value)).split())  # noqa: PLR0124


def sign(word: object) -> str:
    """Return whether a word of change goes up or down."""
    word = fold(word)
    return "down" if any(c in word for c in DOWN) else "up" if any(c in word for c in UP) else ""


def unit(value: object) -> str:
    """Return a unit under one of its names."""
    return SAME_UNIT.get(fold(value), fold(value))


def same_value(label: Mapping, row: Mapping) -> bool:
    """Tell whether a value, or both ends of a range, agree to a thousandth."""
    want = label["value"]
    pairs = (
        zip(want, (row["value"], row["value_high"]), strict=True) if isinstance(want, list) else [(want, row["value"])]
    )
    try:
        return all(abs(float(a) - float(b)) <= 1e-3 * max(1.0, abs(float(a))) for a, b in pairs)
    except (TypeError, ValueError):  # a cell that is no number
        return False


def same_period(want: object, got: object) -> bool:
    """Tell whether two EDTF values are the same; a month or year for a day within it is coarse, not false."""
    want, got = fold(want).replace("..", ""), fold(got).replace("..", "")
    return want == got or (len(got) >= 4 and "/" not in want + got and want.startswith(got))


def same_place(want: object, got: object) -> bool:
    """Tell whether one name of a place ends with the other, 省, 市 and their like apart."""
    a, b = (_bare(place) for place in (want, got))
    return bool(a and b) and (a.endswith(b) or b.endswith(a))


def _bare(place: object) -> str:
    """Return the name of a place without the names of administrative units."""
    place = fold(place).replace("中国", "全国").replace("我国", "全国")
    return "".join(c for c in place if c not in NOT_OF_A_NAME)


def same_indicator(want: object, got: object, places: Sequence[object] = ()) -> bool:
    """Tell whether two names share 60 % of their characters; one of `places` may stand before the name too."""
    want, got = fold(want), fold(got)
    if want and got.endswith(want) and any(got.removesuffix(want).rstrip("的") in fold(place) for place in places):
        return True
    a, b = (Counter(c for c in name if c.isalnum()) for name in (want, got))
    return sum((a & b).values()) >= ALIKE * max(1, sum(a.values()), sum(b.values()))


def same_basis(want: object, got: object) -> bool:
    """Tell whether two bases of comparison are the same word."""
    return fold(want) == fold(got)


SAME: Mapping[str, Callable[[object, object], bool]] = {
    "period": same_period,
    "place": same_place,
    "basis": same_basis,
}


def _overlap(label: Mapping, row: Mapping) -> float:
    """Return how many characters a label and a row share; below 1 where they do not touch."""
    return min(label["char_end"], row["end"]) - max(label["char_start"], row["start"])


def _describe(label: Mapping, row: Mapping, ok: Mapping[str, bool], about: str) -> Miss:
    """Return what is wrong with a pair: the cells, the words, where they stand, and wanted and found of each cell."""
    bad = [key for key, right in ok.items() if not right]
    cells = [key for key in (*bad, *(["unit"] if "value" in bad else [])) if key in SHOWN]
    return ",".join(bad), label["text"], about, {key: (label.get(key), row[key]) for key in cells}


def figures(n: Counter) -> dict[str, float]:
    """Return the figures of summed counts; NaN where nothing was counted."""
    p, r = _share(n["tp"], n["tp"] + n["fp"]), _share(n["tp"], n["gold"])
    found = {"span_p": p, "span_r": r, "span_f1": _share(2 * p * r, p + r)}
    found |= {key: _share(n[f"{key}_ok"], n[f"{key}_n"]) for key in ("value", "kind", "sign", "target", "indicator")}
    for key in SAME:
        found[f"{key}_p"] = _share(n[f"{key}_right"], n[f"{key}_filled"])
        found[f"{key}_r"] = _share(n[f"{key}_found"], n[f"{key}_wanted"])
    found |= {"row": _share(n["row"], n["gold"]), "cite": _share(n["cite"], n["gold"])}
    return found | {"false_cells": 100 * _share(n["false"], n["tp"])}


def _share(part: float, whole: float) -> float:
    """Return one number by another, NaN where the other is 0."""
    return part / whole if whole else float("nan")


def read_rows(path: Path) -> list[dict]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of labelled articles."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("articles", type=Path)
    asked.add_argument("labels", type=Path)
    asked.add_argument("--misses", action="store_true", help="also every statistic with a cell that is not right")
    asked.add_argument(
        "--against", type=Path, help="score the labels of another reader instead of the kit: the ceiling"
    )
    given = asked.parse_args(arguments)
    rows = rows_of_labels(read_rows(given.against)) if given.against else None
    n, misses = score_articles(read_rows(given.articles), read_rows(given.labels), rows)
    for miss in misses if given.misses else ():
        sys.stdout.write(" | ".join(map(str, miss)) + "\n")
    shown = " ".join(f"{key} {v:.3f}" if key != "false_cells" else f"{key} {v:.0f}" for key, v in figures(n).items())
    sys.stdout.write(f"{n['gold']} statistics: {shown}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
