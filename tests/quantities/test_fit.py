import json

import numpy as np
import pytest

from corpus_tools.quantities.fit import HEADER, examples_of, fit, main, same
from corpus_tools.quantities.ranking import Candidate
from corpus_tools.rules import Rules

TEXT = "去年，湖南省茶叶产量增长8%。"
ARTICLE = {"passage_id": "p", "issue_date": "2024-03-13", "newspaper": "", "title": "", "text": TEXT}
LABEL = {
    "passage_id": "p",
    "char_start": 12,
    "char_end": 14,
    "indicator": "茶叶产量",
    "period": "2023",
    "place": "湖南省",
}


@pytest.mark.parametrize(
    ("cell", "wanted", "value", "right"),
    [
        ("indicator", "规模以上工业增加值", "规模工业增加值", True),
        ("indicator", "茶叶产量", "会议", False),
        ("period", "2023-05", "2023", True),
        ("period", "2023", "2023-05", False),
        ("period", "2023/..", "2023/", True),
        ("place", "湖南省长沙市", "长沙市", True),
        ("place", "全国", "中国", True),
        ("place", "湖南省", "湖北省", False),
        ("place", "", "湖北省", False),
        ("place", "", "", True),
    ],
)
def test_what_counts_as_the_labelled_value(cell, wanted, value, right):
    assert same(cell, wanted, value) is right


def test_the_labelled_candidates_are_the_right_ones():
    found = examples_of(ARTICLE, [LABEL], Rules())
    assert set(found) == {"indicator", "period", "place"}
    for cell, ((candidates, right),) in found.items():
        assert right.any()
        assert not right.all()
        assert all(same(cell, LABEL[cell], one.value) == chosen for one, chosen in zip(candidates, right, strict=True))


def test_a_label_that_no_candidate_meets_asks_for_none():
    ((candidates, right),) = examples_of(ARTICLE, [LABEL | {"place": "青海省"}], Rules())["place"]
    assert [one.value for one, chosen in zip(candidates, right, strict=True) if chosen] == [""]


def test_a_feature_of_right_candidates_weighs_more_and_a_rare_one_nothing():
    pair = [Candidate("甲", None, "", ("near", "both")), Candidate("乙", None, "", ("far", "both"))]
    rare = [Candidate("甲", None, "", ("near", "rare")), Candidate("乙", None, "", ("far",))]
    weights = fit([(pair, np.array([True, False]))] * 5 + [(rare, np.array([True, False]))], 1.0)
    assert weights["near"] > 0 > weights["far"]
    assert not {"rare", "both"} & set(weights)


def test_a_larger_penalty_gives_smaller_weights():
    pair = [Candidate("甲", None, "", ("near",)), Candidate("乙", None, "", ("far",))]
    examples = [(pair, np.array([True, False]))] * 5
    assert fit(examples, 10.0)["near"] < fit(examples, 0.1)["near"]


def test_the_same_labels_give_the_same_file(tmp_path):
    articles, labels = tmp_path / "articles.jsonl", tmp_path / "labels.jsonl"
    many = [ARTICLE | {"passage_id": str(number)} for number in range(4)]
    articles.write_text("\n".join(map(json.dumps, many)), encoding="utf-8")
    labels.write_text(
        "\n".join(json.dumps(LABEL | {"passage_id": one["passage_id"]}) for one in many), encoding="utf-8"
    )
    outputs = [tmp_path / name for name in ("first.tsv", "second.tsv")]
    for output in outputs:
        main([str(articles), str(labels), "--output", str(output)])
    first, second = (output.read_text(encoding="utf-8") for output in outputs)
    assert first == second
    assert first.startswith(HEADER)
    rows = [line for line in first.removeprefix(HEADER).splitlines() if not line.startswith("#")]
    assert {row.split("\t")[0] for row in rows} == {"indicator", "period", "place"}
