import numpy as np
import pytest

from corpus_tools.articles.assignment import OUTSIDE, number_articles, sort_lines
from corpus_tools.layout.labels import labels
from corpus_tools.sources.corrections import Correction
from corpus_tools.sources.issues import Issue, Mark

NAMED = {label.name: label for label in labels()}
PAGE = "北渡水库完成检修\n本报讯（记者 张一山）水库的闸门按时打开。\n工人检修了三条旧管道。\n渡口添了两只救生艇。\n"

# The labels of the lines of a page, and the article that each line belongs to.
SEQUENCES = [
    (["opens title", "body", "opens title", "body"], [0, 0, 1, 1]),
    (["outside", "opens title", "body", "outside"], [OUTSIDE, 0, 0, OUTSIDE]),
    (["opens title", "body", "opens caption", "resumed", "body"], [0, 0, 1, 0, 0]),
    (["opens title", "opens title", "opens title", "resumed", "resumed"], [0, 1, 2, 1, 2]),
    (["opens body", "resumed"], [0, 0]),
]


def entries_of(*corrections, text=PAGE, marks=()):
    [page] = sort_lines([Issue("a.txt", text, corrections=corrections, marks=marks)])
    return page.entries


@pytest.mark.parametrize(("names", "articles"), SEQUENCES)
def test_articles_are_numbered_as_they_begin(names, articles):
    assert number_articles([NAMED[name] for name in names]) == articles


def test_marks_are_taken_at_their_word():
    marks = (Mark(1, "title", 4), Mark(2, "body", 4), Mark(3, "leftover", None))
    entries = entries_of(marks=marks)
    assert [(entry.role, entry.article) for entry in entries] == [
        ("title", 4),
        ("body", 4),
        ("leftover", OUTSIDE),
        ("furniture", OUTSIDE),
    ]
    assert {entry.confidence for entry in entries} == {1.0}


DECISIONS = [
    (Correction(3, "role", "furniture"), lambda entry: (entry.role, entry.article) == ("furniture", OUTSIDE)),
    (Correction(3, "role", "caption"), lambda entry: entry.role == "caption"),
    (Correction(3, "join", ""), lambda entry: entry.joined),
    (Correction(3, "split", ""), lambda entry: not entry.joined),
    (Correction(3, "article", "none"), lambda entry: (entry.role, entry.article) == ("leftover", OUTSIDE)),
    (Correction(3, "article", "new"), lambda entry: entry.article == 1),
]


@pytest.mark.parametrize(("made", "holds"), DECISIONS)
def test_what_a_reader_decided_is_so_and_sure(made, holds):
    entry = entries_of(made)[2]
    assert holds(entry)
    assert entry.confidence == 1.0


def test_a_new_article_takes_what_follows():
    articles = np.array([entry.article for entry in entries_of(Correction(3, "article", "new"))])
    assert articles.tolist() == [0, 0, 1, 1]


def test_a_wrong_character_is_put_right_before_the_page_is_read():
    entry = entries_of(Correction(4, "character", "渡口→码头"))[3]
    assert entry.text == "码头添了两只救生艇。"


def test_a_line_that_prints_nothing_belongs_to_no_article():
    assert [entry.role for entry in entries_of(text="春耕开始\n\u200b\n雨停了。\n")][1] == "leftover"
