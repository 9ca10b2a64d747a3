import pytest

from corpus_tools.quantities.localities import find_localities, home_of, known
from corpus_tools.rules import Rules


def names(text):
    return [place.name for place in find_localities(text, 0, len(text), Rules())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("湖南省衡阳市南岳区新增企业", ["湖南省衡阳市南岳区"]),
        ("长沙、郴州、岳阳等地", ["长沙市", "郴州市", "岳阳市"]),
        ("文昌市蓬莱镇的椒农", ["文昌市蓬莱镇"]),
        ("我国对东盟出口", ["中国", "东盟"]),
        ("广西南宁召开大会", ["广西壮族自治区南宁市"]),
        ("全省各地", [""]),
        ("推动合作，江山如画", []),
    ],
)
def test_places(text, found):
    assert names(text) == found


def test_every_place_is_found_as_it_is_written():
    assert [name for name in known(Rules()) if not find_localities(name, 0, len(name), Rules())] == []


@pytest.mark.parametrize(
    ("newspaper", "text", "home"),
    [("湖南日报", "", "湖南省"), ("", "海南日报全媒体记者", "海南省"), ("", "本报讯", ""), ("某某周报", "", "")],
)
def test_the_home_of_a_newspaper(newspaper, text, home):
    assert home_of(newspaper, text, Rules()) == home
