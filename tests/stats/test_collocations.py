import networkx as nx
import numpy as np
import pandas as pd
import pytest

from corpus_tools.stats.collocations import COLUMNS, collocates, collocation_network
from corpus_tools.tables import empty
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise


def table(*sentences):
    """Tokens of one letter each; a hyphen is a token that was left out."""
    rows = [
        ("a", sentence, letter)
        for sentence, letters in enumerate(sentences)
        for letter in letters
    ]  # fmt: skip
    tokens = pd.DataFrame(rows, columns=["article_id", "sentence", "term"])
    return tokens.assign(position=range(len(tokens)), pos="n").query("term != '-'").reset_index(drop=True)


def found(tokens, node, **options):
    return collocates(tokens, node, least=1, **options).set_index("term")


def test_a_hand_worked_table():
    rows = found(table("甲乙丙", "甲乙丁", "丙丁丁"), "甲", window=1)
    # within one token of 甲 (twice): 乙 and 乙; 7 tokens are not 甲, 2 of them 乙, so chance puts 2 × 2 / 7 there
    assert rows.index.tolist() == ["乙"]
    assert rows.loc["乙", ["n", "n_node", "n_term", "articles"]].tolist() == [2, 2, 2, 1]
    assert rows.loc["乙", "expected"] == pytest.approx(4 / 7)
    assert rows.loc["乙", "log_dice"] == 14
    assert rows.loc["乙", "g2"] == pytest.approx(2 * (2 * np.log(2 / (4 / 7)) + 5 * np.log(5 / (25 / 7))))


def test_log_dice_by_hand():
    rows = found(table("甲乙乙", "乙丙", "甲丁"), "甲", window=2)
    # one of two 甲 has 乙 in reach, two of three 乙 have 甲: the smaller number is 1
    assert rows.loc["乙", "log_dice"] == pytest.approx(14 + np.log2(2 * 1 / (2 + 3)))


@pytest.mark.parametrize(
    ("sentences", "window", "expected"),
    [
        (["甲乙"], 1, ["乙"]),
        (["甲", "乙"], 5, []),
        (["甲-乙"], 1, []),
        (["甲-乙"], 2, ["乙"]),
        (["甲甲"], 1, []),
    ],
    ids=["neighbour", "sentence", "padding", "past the padding", "the node itself"],
)
def test_the_window(sentences, window, expected):
    assert found(table(*sentences), "甲", window=window).index.tolist() == expected


def test_rare_pairs_are_not_tested():
    tokens = table("甲乙", "甲乙", "甲丙")
    assert collocates(tokens, "甲", least=2)["term"].tolist() == ["乙"]


def test_several_nodes_are_tested_together():
    tokens = table("甲乙丙", "甲乙", "丙丁")
    together = collocates(tokens, ["丙", "甲"], least=1)
    assert together["node"].unique().tolist() == ["丙", "甲"]
    alone = collocates(tokens, "甲", least=1).drop(columns="q")
    pd.testing.assert_frame_equal(together.query("node == '甲'").drop(columns="q").reset_index(drop=True), alone)


def test_parquet_and_order_change_nothing(tmp_path):
    tokens = table("甲乙丙", "甲乙丁", "丙丁丁")
    tokens.to_parquet(tmp_path / "tokens.parquet")
    expected = collocates(tokens, "甲", least=1)
    pd.testing.assert_frame_equal(collocates(tmp_path, "甲", least=1), expected)
    pd.testing.assert_frame_equal(collocates(tokens[::-1], "甲", least=1), expected)


def test_nothing_found_is_an_empty_table():
    for tokens in (empty("tokens"), table("甲乙")):
        nothing = collocates(tokens, "戊")
        assert nothing.empty
        assert nothing.dtypes.astype("str").to_dict() == COLUMNS


def test_the_network_holds_attracted_pairs_once(tmp_path):
    articles = pd.DataFrame({"article_id": ["a"], "text": ["优化环境。保护水源。调研企业。" * 5 + "优化企业。"]})
    tokens = tokenise(articles, Lexicon(words=()))
    network = collocation_network(collocates(tokens, sorted(set(tokens["term"])), least=2))
    assert set(map(frozenset, network.edges)) == {
        frozenset(pair) for pair in (("优化", "环境"), ("企业", "调研"), ("保护", "水源"))
    }
    nx.write_graphml(network, tmp_path / "network.graphml")
    again = nx.read_graphml(tmp_path / "network.graphml")
    assert dict(again.nodes(data="n")) == dict(network.nodes(data="n"))
