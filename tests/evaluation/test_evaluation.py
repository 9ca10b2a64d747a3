"""The figures that the kit reaches are kept, and what measures them is held against cases whose figures are known."""

import json

import pandas as pd
import pytest
from evaluation import evaluate, score_articles, score_statistics, shape, trace
from evaluation.damage import PRESETS
from evaluation.houses import read_houses, write_houses
from evaluation.pages import check_page, make_page, make_pages

STORED = evaluate.read_scores()
ARTICLE = {"passage_id": "a", "text": "去年全镇产茶30吨，增长5%。"}
LABEL = {
    "passage_id": "a",
    "text": "30吨",
    "char_start": 6,
    "char_end": 9,
    "kind": "level",
    "value": 30,
    "unit": "吨",
    "direction": "",
    "indicator": "产茶",
    "period": "2023",
    "place": "",
    "basis": "",
    "target": False,
}
ROW = LABEL | {"stated": "30吨", "start": 6, "end": 9, "value_high": None}


@pytest.mark.parametrize("name", evaluate.quick_sets())
def test_figures_are_not_below_the_stored_ones(name):
    found = list(evaluate.measure({name: evaluate.quick_sets()[name]}))
    assert {(name, figure) for _, figure, _ in found} == {key for key in STORED if key[0] == name}
    worse = [
        (figure, value, STORED[name, figure])
        for _, figure, value in found
        if evaluate.is_worse(figure, value, STORED[name, figure])
    ]
    assert worse == []


@pytest.mark.parametrize("preset", PRESETS)
def test_made_pages_account_for_every_clean_character(preset):
    for number in range(30):
        _, text, truth = make_page(number, preset, 3)
        assert check_page(text, truth) == []


def test_the_same_arguments_make_the_same_pages():
    assert make_pages(3, "heavy", 5) == make_pages(3, "heavy", 5)
    assert make_pages(1, "heavy", 5) != make_pages(1, "heavy", 6)


def test_a_perfect_parse_of_a_page_scores_one():
    _, text, truth = make_page(1, "light", 1)
    rows = text.split("\n")
    lines = pd.DataFrame(
        {
            "line": [line["n"] + 1 for line in truth["lines"]],
            "article_id": [str(line["a"]) for line in truth["lines"]],
            "paragraph": [-1 if line["p"] is None else line["p"] for line in truth["lines"]],
        }
    )
    articles = pd.DataFrame([_perfect(rows, truth, article) for article in truth["articles"]])
    found = score_articles.figures(score_articles.score_page(score_articles.Page(text, truth, lines, articles, {})))
    assert [found[key] for key in ("start_f1", "assign_f1", "title", "byline", "joins_f1", "text", "lost")] == [
        *[1.0] * 6,
        0,
    ]


def _perfect(rows, truth, article):
    mine = [line for line in truth["lines"] if line["a"] == article["index"]]
    said = {
        role: "".join(rows[line["n"]] for line in mine if line["role"] == role) for role in score_articles.HEAD_ROLES
    }
    text = "".join(rows[line["n"]] for line in mine if line["role"] in score_articles.TEXT_ROLES)
    names = "、".join(score_articles.names(article["byline"]))
    return {"article_id": str(article["index"]), "column": "", "authors": names, "text": text} | said


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, {"value": 1, "period_p": 1, "row": 1, "cite": 1, "false_cells": 0}),
        ({"period": "2022"}, {"period_p": 0, "period_r": 0, "row": 0, "false_cells": 100}),
        ({"period": ""}, {"period_r": 0, "row": 0, "false_cells": 0}),
        ({"value": 31.0, "indicator": "种树"}, {"value": 0, "indicator": 0, "cite": 0, "false_cells": 200}),
        ({"start": 10, "end": 12}, {"span_p": 0, "span_r": 0}),
    ],
)
def test_false_and_empty_cells_are_told_apart(changed, right):
    n, _ = score_statistics.score_article(ARTICLE, [LABEL], [ROW | changed])
    found = score_statistics.figures(n)
    assert {key: found[key] for key in right} == right


@pytest.mark.parametrize("name", ["seed", "own"])
def test_labels_stand_where_they_say(name):
    articles, labels = (score_statistics.read_rows(path) for path in evaluate.label_files(name))
    texts = {article["passage_id"]: article["text"] for article in articles}
    for label in labels:
        assert texts[label["passage_id"]][label["char_start"] : label["char_end"]] == label["text"]


def test_figures_of_a_folder_of_ones_own_are_printed(tmp_path, capsys):
    evaluate.write_pages(tmp_path, make_pages(1, "none", 2))
    assert evaluate.main(["--pages", str(tmp_path)]) == 0
    assert "assign_f1" in capsys.readouterr().out
    assert json.loads(next(tmp_path.glob("*.truth.json")).read_text(encoding="utf-8"))["preset"] == "none"


def test_the_way_of_a_statistic_is_traced():
    found = trace.traces()["one statistic"]
    assert found.modules[:2] == ["arguments", "quantities.extract"]
    assert found.calls.total() >= len(found.path) >= len(found.modules)


def test_words_are_data_and_not_code():
    measured = shape.measure(shape.ROOT / "corpus_tools")["all"]
    assert measured["Chinese in code"] < 100


def test_the_shape_of_a_package_is_measured(tmp_path):
    (tmp_path / "a.py").write_text(
        '"""中文。"""\nX = "亿元"\n\n\ndef f(a, b):\n    """说明。"""\n    return a\n', encoding="utf-8"
    )
    assert shape.measure(tmp_path)["all"] == {
        "modules": 1,
        "lines": 7,
        "median": 7,
        "largest": 7,
        "functions": 1,
        "median body": 1,
        "parameters 90 %": 2,
        "Chinese in code": 2,
    }


HOUSES = read_houses()


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.name)
def test_a_page_of_another_house_is_labelled_whole(house, tmp_path):
    articles = list(house.articles())
    first = {lines[0][2] for lines in articles}
    assert all(any(line.startswith(head) for line in first) for head in house.known["authors"])
    write_houses([house], tmp_path)
    [(_, counts)] = score_articles.score_folder(tmp_path).items()
    assert (counts["lost"], counts["s_tp"] + counts["s_fn"]) == (0, len(articles))


def test_each_set_of_houses_has_as_many_sorts_of_newspapers():
    names = [house.name[0] for house in HOUSES]
    assert (names.count("a"), names.count("b")) == (12, 12)
    assert len({house.known["newspaper"] for house in HOUSES}) == 24
