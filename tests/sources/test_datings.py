"""What datelines say of the issue."""

import pytest

from corpus_tools.sources.datings import date_by_datelines, latest_day, paper_by_datelines, read_datelines
from corpus_tools.text.datelines import find_dateline

JANUARY = "清河日报1月12日讯 雨停了。\n清河日报1月12日讯 风起了。\n"
MAY = "清河日报5月12日讯 雨停了。\n清河日报5月12日讯 风起了。\n"
PAST = "2023年7月24日，新桥通车。\n"
TODAY = "今天，全县召开{year}年防汛会议。\n"


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
        (JANUARY + TODAY.format(year=2024) + PAST, "2024-01-13"),
        (MAY + TODAY.format(year=2024) + "2023年，夏粮丰收。", "2024-05-13"),
        (MAY + "5月12日，全县举行了2024年龙舟比赛。\n2024年的雨多。", "2024-05-13"),
        (MAY.replace("5月12日", "2月29日") + TODAY.format(year=2023) + "2022年7月3日，新桥通车。", ""),  # no such day
        (JANUARY + TODAY.format(year=2024), ""),  # in January the past must speak too
        (JANUARY + TODAY.format(year=2023) + "2022年7月3日，新桥通车。2024年春运启动。", ""),  # a later year is named
        (MAY + TODAY.format(year=2024), ""),  # named once
        (MAY + TODAY.format(year=2024) + TODAY.format(year=2023), ""),  # two years
        (MAY + TODAY.format(year=2024) + "2025年，新桥通车。", ""),  # a later year
        (MAY + TODAY.format(year=2024) + "力争2030年通车。2023年，夏粮丰收。", "2024-05-13"),  # planned
        (MAY + "今天，全县举行2020年奥运会测试赛。\n2019年的雨多。", ""),  # games keep their year
        (MAY + "今天，全县召开2023年度总结会。\n2022年的雨多。", ""),
        (MAY + "今天，全县发布2023年统计公报。\n2023年的雨多。", ""),  # a report on the year before
        (MAY + "全县召开2024年防汛会议。\n2023年的雨多。", ""),  # some day
        (MAY.replace("5月", "12月") + TODAY.format(year=2024) + PAST, ""),  # the meeting of the next year
        (MAY.replace("日报", "晚报") + TODAY.format(year=2024) + PAST, ""),  # printed on the day itself
        (MAY.partition("\n")[0] + "\n" + TODAY.format(year=2024) + PAST, ""),  # one dateline
        (JANUARY + "2024年防汛会议召开。2024年春运启动。2023年，夏粮丰收。2024年植树节将至。", ""),  # however often
        (JANUARY, ""),
        (TODAY.format(year=2024) * 5, ""),  # no dateline, no day
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
