import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.quantities.audit import audit_quantities
from corpus_tools.quantities.extract import find_quantities
from corpus_tools.tables import empty

CASES = json.loads((Path(__file__).parent.parent / "cases" / "audit.json").read_text(encoding="utf-8"))
SEED = next((Path(__file__).parents[2] / "seeds" / "issues").glob("*.txt")).read_text(encoding="utf-8")


def quantities(text, **more):
    return find_quantities(
        pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": [text]} | {k: [v] for k, v in more.items()})
    )


def audit(text, **more):
    return audit_quantities(quantities(text, **more))


@pytest.mark.parametrize(("text", "check", "holds", "value", "expected"), CASES["in the news"])
def test_relations(text, check, holds, value, expected):
    row = audit(text).query("check == @check").iloc[0]
    assert (row["holds"], row["value"], round(row["expected"], 4)) == (
        holds,
        pytest.approx(value),
        pytest.approx(expected),
    )


@pytest.mark.parametrize("text", CASES["negative"])
def test_what_is_no_relation(text):
    pd.testing.assert_frame_equal(audit(text), empty("findings"))


def test_the_sum_in_the_seed_holds():
    assert audit(SEED)[["check", "value", "expected", "holds"]].to_numpy().tolist() == [
        ["part_whole", 56.0, 56.0, True]
    ]


@pytest.mark.parametrize(
    ("before", "after"), [("收集56个", "收集58个"), ("已解决19个", "已解决10个"), ("还有37个", "还有31个")]
)
def test_one_changed_digit_in_the_seed_is_named(before, after):
    table = quantities(SEED.replace(before, after))
    row = audit_quantities(table).iloc[0]
    wrong, right = (text[text.index("个") - 2 : text.index("个") + 1] for text in (after, before))
    assert not row["holds"]
    assert f"{wrong}→{right}" in row["suspect"]
    assert wrong in table.loc[[int(label) for label in row["rows"].split(",")], "stated"].tolist()


@pytest.mark.parametrize(("title", "holds"), [("货值超40亿元", True), ("货值42.1亿元", True), ("货值47.1亿元", False)])
def test_a_headline_is_held_against_the_body(title, holds):
    row = audit("去年全省货值42.1亿元。", title=title).iloc[0]
    assert (row["check"], row["holds"]) == ("headline", holds)


def test_broken_relations_come_first():
    table = audit("收到84个问题，已解决51个，还有33个。\n收到74个问题，已解决51个，还有33个。")
    assert table["holds"].tolist() == [False, True]


def test_a_lacking_column_is_named():
    with pytest.raises(ValueError, match="table lacks"):
        audit_quantities(quantities("5家").drop(columns="unit"))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from("收到 84个 51个 33个 ，其中 ，还有 、 12.5% 3亿元 增加 增长 由 升至 占 。 \n".split(" ")),
        max_size=20,
    )
)
def test_any_table_is_audited_and_left_as_it_was(words):
    table = quantities("".join(words))
    before = table.copy(deep=True)
    assert audit_quantities(table)["holds"].is_monotonic_increasing
    pd.testing.assert_frame_equal(table, before)
