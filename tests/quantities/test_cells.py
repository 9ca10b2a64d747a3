"""Cells right or empty: what governs an amount, and what only stands near it."""

import json
from pathlib import Path

import pandas as pd
import pytest

from corpus_tools.quantities.extract import TRUSTED, find_quantities
from corpus_tools.rules import Rules

CASES = json.loads((Path(__file__).parent.parent / "cases" / "cells.json").read_text(encoding="utf-8"))
CELLS = ("indicator", "period", "place", "target")


def rows(text, day="2024-07-13", **more):
    table = {"article_id": ["a"], "date": [day], "text": [text]} | {name: [value] for name, value in more.items()}
    return find_quantities(pd.DataFrame(table))


@pytest.mark.parametrize(
    ("about", "text", "more", "stated", "wanted"), CASES["in the news"], ids=lambda value: str(value)[:40]
)
def test_a_cell_says_what_governs_the_amount(about, text, more, stated, wanted):
    row = rows(text, **more).query("field == 'text' and stated == @stated").iloc[0]
    assert {name: row[name] for name in wanted} == wanted, about


@pytest.mark.parametrize(
    ("about", "text", "more", "stated", "wanted"), CASES["known failures"], ids=lambda value: str(value)[:40]
)
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_cells_that_are_not_right_yet(about, text, more, stated, wanted):
    row = rows(text, **more).query("field == 'text' and stated == @stated").iloc[0]
    assert {name: row[name] for name in wanted} == wanted, about


@pytest.mark.parametrize(
    ("about", "text", "more", "stated", "wanted"), CASES["in the news"], ids=lambda value: str(value)[:40]
)
def test_every_filled_cell_has_evidence_or_a_source(about, text, more, stated, wanted):
    for row in rows(text, **more).query("field == 'text'").to_dict("records"):
        spans = json.loads(row["evidence"])
        assert all(0 <= start < end <= len(text) for start, end in spans.values())
        assert not row["target"] or "target" in spans
        assert not row["period"] or "period" in spans or row["period_source"] in {"issue", "title", "below"}
        assert not row["place"] or "place" in spans or row["place_source"] == "title"


def test_an_empty_cell_says_why_and_a_row_how_sure_it_is():
    table = rows("有关部门新增企业5家。")
    assert table.loc[0, "place"] == ""
    assert "place: none is stated" in table.loc[0, "flag"]
    assert table["confidence"].between(0, 1).all()
    assert 0 < TRUSTED < 1


def test_a_unit_of_ones_own_makes_a_statistic(tmp_path):
    (tmp_path / "units.tsv").write_text("管\t管\tcount\n", encoding="utf-8")
    table = pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": ["全市共发放试剂300管。"]})
    own = find_quantities(table, rules=Rules.read(tmp_path))
    assert own[["stated", "unit", "kind"]].to_numpy().tolist() == [["300管", "管", "count"]]
    assert find_quantities(table).empty


def test_what_has_happened_never_lies_after_the_issue():
    table = rows("12月，专项行动启动。已举办座谈会3次。", day="2024-01-13").query("not target")
    assert not table["period"].str.startswith("2024-12").any()
