"""Bylines, datelines and style of two groups."""

import pytest
from compared_corpus import TEA, make_corpus

from corpus_tools.compare.groups import read_sides
from corpus_tools.compare.imprints import compare_names, compare_style
from corpus_tools.compare.issues import compare_issues


def test_names_must_stand_on_two_articles(compared):
    assert compare_names(read_sides(compared, "2024-01", "2024-02")).empty


def test_who_signed_and_where(tmp_path):
    rows = [{"date": f"2024-0{month}-0{day}", "body": TEA, "byline": name}
            for month, name in ((1, "本报记者 张一山"), (2, "本报记者 李小川 王勇")) for day in (1, 2)]  # fmt: skip
    corpus = make_corpus(tmp_path, rows)
    found = compare_issues(corpus, "2024-01", "2024-02").query("what == 'person'").set_index("key")
    assert found[["before", "after"]].to_dict("index") == {
        "张一山": {"before": 1, "after": 0}, "李小川": {"before": 0, "after": 1}, "王勇": {"before": 0, "after": 1},
    }  # fmt: skip
    assert (
        found.loc["王勇", "evidence_after"].split("\n")[0] == "青岩日报-2024-02-01-p01-01 authors 4-6: 李小川、⟦王勇⟧"
    )


def test_style(compared):
    sides = read_sides(compared, "2024-01", "2024-02")
    found = compare_style(sides).set_index("key")
    tokens = sides.articles.groupby("after")["tokens"].mean()
    assert found.loc["tokens", ["before", "after"]].tolist() == pytest.approx([tokens[False], tokens[True]])
    assert found.loc["agency", ["before", "after"]].tolist() == [0.25, 0]
    assert "headline" not in found.index
