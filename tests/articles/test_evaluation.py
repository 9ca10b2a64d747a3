"""The text parser held against markup, with parsers whose faults are known."""

from types import SimpleNamespace

import pytest

from corpus_tools.articles.evaluation import check_parse
from corpus_tools.sources.issues import Issue, Mark
from corpus_tools.tables import make_table

LINES = ["春耕忙", "本报记者 田小禾", "雨停了。", "老桥新灯", "风起了。"]
ROLES = ["title", "byline", "body", "title", "body"]
PLACES = [1, 1, 1, 2, 2]
ISSUE = Issue(
    "a.html",
    "\n".join(LINES),
    marks=tuple(Mark(n, role, place - 1) for n, (role, place) in enumerate(zip(ROLES, PLACES, strict=True), 1)),
)


def parsed(roles, places):
    lines = [
        {"issue_id": "a", "line": n, "article_id": f"a-{place:02d}", "role": role}
        for n, (role, place) in enumerate(zip(roles, places, strict=True), 1)
    ]
    articles = {}
    for text, role, place in zip(LINES, roles, places, strict=True):
        field = {"byline": "authors", "body": "text", "subhead": "text"}.get(role, role)
        row = articles.setdefault(place, {"article_id": f"a-{place:02d}", "issue_id": "a", "position": place})
        row[field] = row.get(field, "") + text
    return SimpleNamespace(lines=make_table("lines", lines), articles=make_table("articles", list(articles.values())))


def parser(roles, places):
    """A parser that reads marks where there are any, and is otherwise wrong as told."""
    return lambda issues: parsed(ROLES, PLACES) if issues[0].marks else parsed(roles, places)


@pytest.mark.parametrize(
    ("roles", "places", "right"),
    [
        (ROLES, PLACES, {"role": 5, "article": 5, "title": 2, "authors": 1, "text": 2, "headline": 2}),
        (
            ["title", "byline", "body", "subhead", "body"],
            [1] * 5,
            {"role": 4, "article": 4, "title": 1, "authors": 1, "text": 0, "headline": 1},
        ),
        (
            ["kicker", "body", "body", "title", "body"],
            PLACES,
            {"role": 3, "article": 5, "title": 1, "authors": 0, "text": 1, "headline": 2},
        ),
    ],
)
def test_faults_are_counted(roles, places, right):
    table = check_parse([ISSUE], parser(roles, places)).set_index("field")
    assert table.loc[list(right), "right"].to_dict() == right


def test_fields_that_no_page_has_are_not_counted():
    table = check_parse([ISSUE], parser(ROLES, PLACES)).set_index("field")
    assert (table.loc["kicker", "n"], table.loc["title", "share"]) == (0, 1.0)


def test_without_markup_there_is_nothing_to_hold_against():
    with pytest.raises(ValueError, match="none of 1 issues has markup"):
        check_parse([Issue("a.txt", "雨")], parser(ROLES, PLACES))
