"""What datelines say of the issue."""

import pytest

from corpus_tools.sources.datings import date_by_datelines, latest_day, paper_by_datelines, read_datelines
from corpus_tools.text.datelines import find_dateline

JANUARY = "清河日报1月12日讯 雨停了。\n"


@pytest.mark.parametrize(
    ("days", "latest"),
    [
        (["1月12日"], (1, 12)),
        (["12月30日", "1月1日", "12月31日"], (1, 1)),
        (["7月8日", "7月6日", "7月8日"], (7, 8)),
        (["2月30日"], None),
        ([], None),
    ],
)
def test_the_latest_day(days, latest):
    assert latest_day([find_dateline(f"本报{day}讯 雨停了。") for day in days]) == latest


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            JANUARY + "2024年防汛会议召开。2024年春运启动。2024年植树节将至。2023年，夏粮丰收。2023年，新桥通车。",
            "2024-01-13",
        ),
        (
            JANUARY
            + "2023年7月24日，会议召开。2023年3月至8月，调研展开。2024年春运启动。2024年植树节将至。2024年防汛会议召开。2024年预算公布。2024年森林防火开始。",
            "2024-01-13",
        ),
        (
            JANUARY
            + "2024年防汛会议召开。2024年春运启动。2023年，夏粮丰收。到2035年，建成强县。力争2030年通车。2024年植树节将至。",
            "2024-01-13",
        ),
        (JANUARY + "他生于1935年，1949年进厂。", ""),  # the past says nothing of the year of the issue
        (JANUARY, ""),
        ("2024年防汛会议召开。" * 5, ""),  # no dateline, no day
    ],
)
def test_the_year(text, date):
    assert [one.values[0] for one in date_by_datelines(text, read_datelines(text))] == ([date] if date else [])


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("清河日报1月12日讯 雨停了。\n新华社北京1月12日电 风起了。\n新华社北京1月12日电 天晴了。", "清河日报"),
        ("清河日报全媒体记者 田小禾\n雨停了。\n清河日报记者 石小溪\n风起了。", "清河日报"),
        ("本报讯（清河日报记者 田小禾）雨停了。\n本报讯（清河日报记者 石小溪）风起了。", "清河日报"),
        ("清河日报评论员\n雨停了。", None),
        ("据新华社北京1月12日电 雨停了。", None),
        ("清河日报记者从会上获悉，雨停了。", None),  # prose, not a byline
        ("他读清河日报。", None),
    ],
)
def test_the_paper(text, paper):
    assert [one.values[0] for one in paper_by_datelines(text, read_datelines(text))] == ([paper] if paper else [])
