"""A corpus of two newspapers and two months that the tests of comparison share."""

import pytest
from compared_corpus import TEA, TOPICS, WATER, make_corpus, write

JANUARY = [
    {"date": "2024-01-03", "body": f"{TEA}{TEA}\n本报记者 张一山", "page": "1"},
    {"date": "2024-01-04", "body": f"新华社北京1月4日电 {TEA}", "page": "2"},
    {"date": "2024-01-05", "body": f"2023年，临川县茶叶产量达到3万吨。{TEA}", "page": "1"},
    {"date": "2024-01-06", "body": f"{WATER}防汛备汛工作有力有序推进。", "page": "1", "newspaper": "岭东日报"},
]
FEBRUARY = [
    {"date": "2024-02-03", "body": f"{WATER}{WATER}抗旱保供水攻坚行动已经展开。", "page": "1"},
    {"date": "2024-02-04", "body": f"{WATER}抗旱保供水攻坚行动初见成效。", "page": "2"},
    {
        "date": "2024-02-05",
        "body": f"2023年，临川县茶叶产量达到5万吨。{WATER}抗旱保供水攻坚行动还在继续。",
        "page": "1",
    },
    {
        "date": "2024-02-06",
        "body": f"{TEA}会展经济很热，会展经济很新。人人说会展经济，处处是会展经济，会展经济带来客商。",
        "page": "3",
        "newspaper": "岭东日报",
    },
]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The corpus, and the file of its topics."""
    folder = tmp_path_factory.mktemp("compared")
    return make_corpus(folder, JANUARY + FEBRUARY), write(folder / "topics.toml", TOPICS)


@pytest.fixture(scope="session")
def compared(made):
    """The corpus of two months."""
    return made[0]
