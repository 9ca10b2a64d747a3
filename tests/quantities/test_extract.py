import json
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.quantities.extract import find_quantities
from corpus_tools.tables import SCHEMAS, columns, empty
from corpus_tools.text.measures import measure_spans

CASES = json.loads((Path(__file__).parent.parent / "cases" / "quantities.json").read_text(encoding="utf-8"))
SEED = next((Path(__file__).parents[2] / "seeds" / "issues").glob("*.txt")).read_text(encoding="utf-8")
WORDS = "去年 今年 比上年 同比 分别 增长 下降 提高到 由 至 占 达 超 近 约 目标 其中 、 ， 。 \n 5 12.5% 3亿元 1个 和 0.9个百分点 六成 第3 “ ” 税收 企业 高于全国 翻两番 万 每 - ~ : 2.2倍 一 二三十 负增长 （ ）"


def page(text, day="2024-01-13", **more):
    return pd.DataFrame(
        {"article_id": ["a"], "date": [day], "text": [text]} | {name: [value] for name, value in more.items()}
    )


def plain(value):
    """NaN as None, other numbers rounded."""
    return (None if math.isnan(value) else round(value, 4)) if isinstance(value, float) else value


def check(day, text, expected):
    rows = find_quantities(page(text, day)).to_dict("records")
    assert [row["stated"] for row in rows] == [row["stated"] for row in expected]
    for row, wanted in zip(rows, expected, strict=True):
        assert {name: plain(row[name]) for name in wanted if name != "flag"} == {
            name: wanted[name] for name in wanted if name != "flag"
        }
        assert wanted.get("flag", "") in row["flag"]


@pytest.mark.parametrize(("about", "day", "text", "rows"), CASES["in the news"], ids=lambda value: str(value)[:40])
def test_quantities(about, day, text, rows):
    assert about
    check(day, text, rows)


@pytest.mark.parametrize(("about", "day", "text", "rows"), CASES["negative"], ids=lambda value: str(value)[:40])
def test_what_only_looks_like_a_quantity(about, day, text, rows):
    assert about
    check(day, text, rows)


@pytest.mark.parametrize(("about", "day", "text", "rows"), CASES["known failures"], ids=lambda value: str(value)[:40])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_quantities_that_are_not_found_yet(about, day, text, rows):
    assert about
    check(day, text, rows)


def test_the_columns_of_the_design_come_first():
    table = find_quantities(page("税收增长5%。"))
    assert list(table.columns) == columns("quantities")
    assert columns("quantities")[:22][-2:] == ["flag", "context"]


def test_every_span_of_the_seed_slices_back():
    table = find_quantities(page(SEED))
    assert len(table) > 40
    assert [SEED[row.start : row.end] for row in table.itertuples()] == table["stated"].tolist()


def test_evidence_points_at_the_words_that_fill_each_column():
    text = "去年，湖南省工业税收比上年增长约5.6%。"
    row = find_quantities(page(text)).iloc[0]
    spans = {name: text[start:end] for name, (start, end) in json.loads(row["evidence"]).items()}
    assert spans == {
        "indicator": "工业税收", "direction": "增长", "qualifier": "约", "comparison": "上年", "period": "去年",
        "place": "湖南省",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "more", "place", "source"),
    [
        ("衡阳市南岳区新增企业5家。", {}, "衡阳市南岳区", "sentence"),
        ("常宁市传来消息。新增企业5家。", {}, "", ""),
        ("全省新增企业5家。", {"newspaper": "湖南日报"}, "湖南省", "sentence"),
        ("新增企业5家。", {"newspaper": "湖南日报"}, "", ""),
        ("湖南增长5%，高于全国0.4个百分点。", {}, "湖南省", "sentence"),
        ("湖南税收增长5%，位居中部地区第一。外贸增长6%。", {}, "湖南省", "article"),
        ("湖南增长5%，高于全国0.4个百分点，税收增长8%。", {}, "湖南省", "sentence"),
        ("湖南省政协赴广西、贵州、湖北调研，形成报告8份。", {}, "湖南省", "sentence"),
        ("赴广东调研后，全省新增企业5家。", {"newspaper": "湖南日报"}, "湖南省", "sentence"),
        ("广西、贵州分别增长5%、6%。", {}, "贵州省", "sentence"),
        ("广东部署。全省新增企业5家。", {}, "广东省", "sentence"),
        ("新增企业5家。", {}, "", ""),
    ],
)
def test_places_say_where_they_were_taken_from(text, more, place, source):
    row = find_quantities(page(text, **more)).iloc[-1]
    assert (row["place"], row["place_source"]) == (place, source)


@pytest.mark.parametrize(
    ("text", "period", "source"),
    [
        ("去年新增5家。", "2023", "sentence"),
        ("去年开工。新增5家。", "2023", "paragraph"),
        ("去年开工。\n新增5家。", "2023", "article"),
        pytest.param("2019年开工。\n新增5家。", "", "", marks=pytest.mark.xfail(strict=True)),
        ("力争新增5家。", "2024", "issue"),
    ],
)
def test_periods_say_where_they_were_taken_from(text, period, source):
    row = find_quantities(page(text)).iloc[0]
    assert (row["period"], row["period_source"]) == (period, source)


def test_headlines_are_read_too():
    table = find_quantities(page("没有数字。", title="税收增长5%", kicker="", subtitle="新增企业6家"))
    assert table[["field", "stated"]].to_numpy().tolist() == [["title", "5%"], ["subtitle", "6家"]]


def test_nothing_found_is_an_empty_table():
    pd.testing.assert_frame_equal(find_quantities(page("没有数字。")), empty("quantities"))


def test_a_lacking_column_is_named():
    with pytest.raises(ValueError, match=r"table lacks \['text'\]"):
        find_quantities(page("5家").drop(columns="text"))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split(" ")), max_size=30).map("".join)),
    st.dates().map(str),
)
def test_any_text_gives_rows_that_can_be_trusted(text, day):
    table = page(text, day)
    before = table.copy(deep=True)
    rows = find_quantities(table)
    assert [text[row.start : row.end] for row in rows.itertuples()] == rows["stated"].tolist()
    assert (rows["value"].notna() | rows["flag"].ne("")).all()
    assert not rows["value"].isin([math.inf, -math.inf]).any()
    assert rows["start"].is_monotonic_increasing
    assert rows.dtypes.map(str).to_dict() == SCHEMAS["quantities"]
    pd.testing.assert_frame_equal(table, before)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=30).map("".join))
def test_a_quantity_never_cuts_a_protected_span(text):
    inner = {place for start, end in measure_spans(text) for place in range(start + 1, end)}
    words = {"持平", "负增长", "零增长"}
    rows = find_quantities(page(text)).itertuples()
    assert [row.stated for row in rows if row.stated not in words and {row.start, row.end} & inner] == []
