"""Audit: whether the numbers of a text agree with each other: parts and wholes, changes and levels, headline and body.

Each check looks for statements that fix one number by others, and says whether it holds within the precision with
which the numbers are stated (half of the last digit of each). Approximate and bounded numbers are left alone.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import pandas as pd

from corpus_tools.quantities.amounts import find_amounts
from corpus_tools.rules import Rules
from corpus_tools.tables import make_table, require
from corpus_tools.text import grammar
from corpus_tools.text.numerals import fold, step_of
from corpus_tools.text.patterns import either

NEEDED = (
    "article_id", "field", "start", "end", "stated", "kind", "value", "value_high", "unit", "bound", "direction",
    "indicator", "period", "place", "comparison", "align", "context",
)  # fmt: skip
SUMMED = frozenset({"count", "money", "level"})
FROM, TO, FALLS = grammar.pattern("amounts: from"), grammar.pattern("amounts: to"), grammar.pattern("amounts: falls")
OF_WHICH, ACCOUNTS_FOR = grammar.source("amounts: of which"), grammar.source("amounts: accounts for")
# What a difference in points is counted in, and the shares that differ by it.
POINTS = tuple(zip(grammar.words("amounts: points"), "%‰", strict=True))
STATED_NUMBER = grammar.pattern("amounts: stated number")
# Wholes of more parts are seldom given in one sentence, and chance sums become likely.
MOST_PARTS = 6
# Indicators of fewer characters (企业) name too many things to be compared.
SPECIFIC = 4
# Two indicators that share this part of their characters name the same thing.
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a relation: the index label of its row, its value, its weight, and what its last digit is worth."""

    label: int
    value: float
    stated: str
    weight: float
    step: float


def audit_quantities(quantities: pd.DataFrame, *, rules: Rules = Rules()) -> pd.DataFrame:
    """Return one row per relation between stated numbers that could be checked, the broken ones first.

    Checks: ``part_whole`` (收集56个，已解决19个，还有37个), ``change`` (由5.1%升至5.5%，上升0.4个百分点), ``growth`` (a level
    with its change and its rate of growth), ``shares`` (of one whole, beyond 100 %), ``headline`` (its number against
    the body's) and ``repeated`` (one indicator with two values for one period). `rows` are index labels of
    `quantities`, `value` is what the text states, `expected` what the other rows give, `tolerance` what rounding
    allows; `suspect` names the digits that, read as others, would mend a broken sum (an OCR error, perhaps).

    Limits: parts are recognised by words (还有, 其余, 其中), not by meaning; 其中 may name some parts only, so only a sum
    that is too large breaks it.

    >>> from corpus_tools.quantities.extract import find_quantities
    >>> text = "收集56个问题，目前已解决19个，还有37个问题已交办。"
    >>> page = pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": [text]})
    >>> audit_quantities(find_quantities(page))[["check", "value", "expected", "holds"]].values.tolist()
    [['part_whole', 56.0, 56.0, True]]
    """
    table = require(quantities, NEEDED, of="quantities")
    rows = [row | {"label": label} for label, row in zip(table.index, table.to_dict("records"), strict=True)]
    findings: list[dict[str, object]] = []
    for _, group in groupby(rows, key=lambda row: (row["article_id"], row["field"], row["context"])):
        sentence = list(group)
        for check in (partial(part_whole, rules=rules), change, growth, shares):
            findings += check(sentence)
    findings += [*headline(rows), *repeated(rows)]
    return make_table("findings", sorted(findings, key=lambda row: row["holds"]))


def finding(check: str, row: dict, terms: list[Term], expected: float, tolerance: float) -> dict[str, object]:
    """Return the row of one relation: the first of `terms` is the number that is checked."""
    holds = abs(terms[0].value - expected) <= tolerance * (1 + 1e-9)
    return {
        "article_id": row["article_id"], "field": row["field"], "check": check, "context": row["context"],
        "rows": ",".join(str(term.label) for term in terms), "value": terms[0].value, "expected": expected,
        "tolerance": tolerance, "holds": holds, "suspect": "" if holds else suspects(terms, tolerance),
    }  # fmt: skip


def term(row: dict, weight: float) -> Term:
    """Return the term that a row is in a relation."""
    return Term(row["label"], row["value"], row["stated"], weight, precision(row["stated"]))


def precision(stated: str) -> float:
    """Return what the last stated digit of an amount is worth: 0.1亿元 in 16.3亿元 → 1e7.

    >>> precision("16.3亿元")
    10000000.0
    """
    number = STATED_NUMBER.match(fold(stated))
    return step_of(number.group()) if number else 0.0


def rounding(terms: list[Term]) -> float:
    """Return by how much a sum may be off: half of the last stated digit of each number, nothing for whole ones."""
    return sum(abs(term.weight) * term.step / 2 for term in terms if term.step != 1)


def exact(row: dict) -> bool:
    """Say whether a row states one exact number."""
    return not row["bound"] and not math.isnan(row["value"]) and math.isnan(row["value_high"])


def between(sentence: list[dict], one: dict, other: dict) -> str:
    """Return the text of a sentence between two of its rows ("" where the sentence does not hold them as stated)."""
    first = sentence[0]
    bases = (first["start"] - found.start() for found in re.finditer(re.escape(first["stated"]), first["context"]))
    for base in bases:
        if all(row["context"][row["start"] - base : row["end"] - base] == row["stated"] for row in sentence):
            return first["context"][one["end"] - base if one else 0 : other["start"] - base]
    return ""


def part_whole(sentence: list[dict], rules: Rules) -> Iterator[dict[str, object]]:
    """Yield a finding for each whole whose parts follow it in the sentence."""
    for place, whole in enumerate(sentence):
        if whole["kind"] not in SUMMED or not exact(whole):
            continue
        parts = [row for row in sentence[place + 1 :] if row["unit"] == whole["unit"] and row["kind"] == whole["kind"]]
        found = best_sum(sentence, whole, parts[:MOST_PARTS], rules)
        if found:
            yield found


def best_sum(sentence: list[dict], whole: dict, parts: list[dict], rules: Rules) -> dict[str, object] | None:
    """Return the finding for the first run of parts that makes up the whole, else for the run that should."""
    broken = None
    for count in range(2, len(parts) + 1):
        run = parts[:count]
        if not all(map(exact, run)):
            break
        terms = [term(whole, 1), *(term(row, -1) for row in run)]
        found = finding("part_whole", whole, terms, sum(row["value"] for row in run), rounding(terms))
        listed = re.search(either(rules, "parts of a whole"), between(sentence, whole, run[0]))
        rest = re.search(either(rules, "rest of a whole"), between(sentence, run[-2], run[-1]))
        if found["holds"] and (listed or rest):
            return found
        if rest or (listed and found["expected"] > whole["value"]):
            broken = broken or found
    return broken


def change(sentence: list[dict]) -> Iterator[dict[str, object]]:
    """Yield a finding for each 由…到… that is followed by the change it makes."""
    for old, new, moved in zip(sentence, sentence[1:], sentence[2:], strict=False):
        units = {old["unit"], new["unit"], share_unit(moved["unit"])}
        stated = moved["kind"] in {"change", "pp_diff"} and len(units) == 1 and all(map(exact, (old, new, moved)))
        if not stated or not FROM.search(between(sentence, {}, old)) or not TO.search(between(sentence, old, new)):
            continue
        sign = 1 if new["value"] >= old["value"] else -1
        terms = [term(moved, 1), term(new, -sign), term(old, sign)]
        yield finding("change", moved, terms, abs(new["value"] - old["value"]), rounding(terms))


def share_unit(unit: str) -> str:
    """Return the unit of the shares whose difference a unit counts: 百分点 → %."""
    for points, share in POINTS:
        unit = unit.replace(points, share)
    return unit


def growth(sentence: list[dict]) -> Iterator[dict[str, object]]:
    """Yield a finding for each level that is given with both its change and its rate of growth."""
    for level, moved, rate in zip(sentence, sentence[1:], sentence[2:], strict=False):
        kinds = level["kind"] in SUMMED and moved["kind"] == "change" and rate["kind"] == "growth_rate"
        same = level["unit"] == moved["unit"] and level["indicator"] == moved["indicator"] == rate["indicator"]
        if not (kinds and same and all(map(exact, (level, moved, rate)))):
            continue
        falls = FALLS.search(moved["direction"])
        before = level["value"] + moved["value"] if falls else level["value"] - moved["value"]
        if before <= 0:
            continue
        terms = [term(row, 1) for row in (rate, level, moved)]
        spread = terms[2].step / moved["value"] / 2 + terms[1].step / before if moved["value"] else 1.0
        expected = moved["value"] / before * 100
        yield finding("growth", rate, terms, expected, terms[0].step / 2 + expected * spread) | {"suspect": ""}


def shares(sentence: list[dict]) -> Iterator[dict[str, object]]:
    """Yield a finding for the shares of one whole that a sentence lists after 其中, and for any share beyond 100 %."""
    listed = [row for row in sentence if row["kind"] == "share" and exact(row) and not row["align"]]
    if (
        len(listed) > 1
        and OF_WHICH in between(sentence, {}, listed[0])
        and ACCOUNTS_FOR in between(sentence, {}, listed[0])[-4:]
    ):
        terms = [term(row, 1) for row in listed]
        total = sum(row["value"] for row in listed)
        found = finding("shares", listed[0], terms, 100.0, rounding(terms))
        yield found | {"value": total, "holds": bool(total <= 100 + found["tolerance"]), "suspect": ""}
    for row in listed:
        if row["value"] > 100:
            yield finding("shares", row, [term(row, 1)], 100.0, 0.0) | {"suspect": ""}


def headline(rows: list[dict]) -> Iterator[dict[str, object]]:
    """Yield a finding for each number of a headline that the body states too."""
    bodies = [row for row in rows if row["field"] == "text"]
    for row in rows:
        if row["field"] == "text" or math.isnan(row["value"]):
            continue
        same = [other for other in bodies if comparable(row, other)]
        if same:
            other = min(same, key=lambda one: abs(one["value"] - row["value"]))
            terms = [term(row, 1), term(other, -1)]
            slack = (
                abs(other["value"])
                if row["bound"] in {">", "≥"} and other["value"] >= row["value"]
                else rounding(terms)
            )
            yield finding("headline", row, terms, other["value"], slack) | {"suspect": ""}


def comparable(row: dict, other: dict) -> bool:
    """Say whether two rows of an article give a value of one indicator."""
    same = all(row[name] == other[name] for name in ("article_id", "unit", "kind"))
    return same and not math.isnan(other["value"]) and alike(row["indicator"], other["indicator"])


def alike(one: str, other: str) -> bool:
    """Say whether two indicators share most of their characters.

    >>> alike("规模工业增加值", "全省规模以上工业增加值")
    True
    """
    shared = sum((Counter(one) & Counter(other)).values())
    return bool(shared) and (one in other or other in one or shared >= ALIKE * max(len(one), len(other)))


def repeated(rows: list[dict]) -> Iterator[dict[str, object]]:
    """Yield a finding for each indicator that two sentences give for one period, one unit and one place."""
    known: dict[tuple, dict] = {}
    for row in rows:
        if (
            row["field"] != "text"
            or len(row["indicator"]) < SPECIFIC
            or not row["period"]
            or row["align"]
            or not exact(row)
        ):
            continue
        key = tuple(row[name] for name in ("indicator", "period", "place", "unit", "kind", "direction", "comparison"))
        first = known.setdefault(key, row)
        if first["context"] != row["context"]:
            terms = [term(row, 1), term(first, -1)]
            yield finding("repeated", row, terms, first["value"], rounding(terms))


def suspects(terms: list[Term], tolerance: float) -> str:
    """Return the digits that would mend a broken sum if they were read as others: 58→56.

    >>> suspects([Term(0, 58, "58个", 1, 1), Term(1, 19, "19个", -1, 1), Term(2, 37, "37个", -1, 1)], 0)
    '58个→56个; 37个→39个'
    """
    off = sum(one.value * one.weight for one in terms)
    found = []
    for one in terms:
        number = fold(one.stated)
        for place, digit in enumerate(number):
            for other in "0123456789" if digit.isdigit() else "":
                mended = number[:place] + other + number[place + 1 :]
                moved = value_of(mended) - value_of(number)
                if other != digit and abs(off + one.weight * moved) <= tolerance:
                    found.append(f"{one.stated}→{mended}")
    return "; ".join(found)


def value_of(stated: str) -> float:
    """Return the value of a stated amount, 0 where it is none."""
    return next((amount.low for amount in find_amounts(stated) if amount.low is not None), 0.0)
